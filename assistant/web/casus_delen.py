"""The section of the case page that says who sees the case."""

from collections.abc import Mapping
from typing import Any

from assistant.casework.consent import consents
from assistant.casework.sharing import sharings
from assistant.web.case_page import CaseCall, CaseSection
from assistant.web.dates import count_words


def _fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return with whom the case is shared now, and which consents count."""
    casus_id = call.casus.id
    shared = sharings(call.ctx, casus_id)
    valid = [row for row in shared if row.geldt]
    parties = count_words(len(valid), "andere organisatie", "andere organisaties")
    return {
        "delingen": valid,
        "kort": f"gedeeld met {parties}" if valid else "met niemand anders gedeeld",
        "vervallen": [
            row for row in shared if not row.geldt and row.beeindigd_op is None
        ],
        "toestemmingen": [row for row in consents(call.ctx, casus_id) if row.geldt],
        "gronden": call.casus.inzage.gronden,
        "categorieen": call.ctx.knowledge.inzage.categorieen,
    }


SECTION = CaseSection(
    id="delen",
    naam="Wie ziet deze casus",
    template="_casus_delen.html",
    fill=_fill,
    plaats="onder",
    onderdeel="delen",
)
