"""The part of the case page on clocks: which run, since when, until when, which law."""

from collections.abc import Mapping
from typing import Any

from assistant.casework.case_clocks import clocks_of_case
from assistant.web.case_page import CaseCall, CaseSection
from assistant.web.dates import dutch_date


def fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return the clocks that run in the case, the first to end first."""
    clocks = clocks_of_case(call.ctx, call.casus.id, call.casus.inzage)
    if not clocks.lopend and not clocks.voorbij:
        return None
    short = "alle voorbij"
    if clocks.lopend:
        count, first = len(clocks.lopend), clocks.lopend[0].uiterlijk
        running = "1 loopt" if count == 1 else f"{count} lopen"
        day = dutch_date(first, today=call.ctx.today())
        short = f"{running}, de eerste tot en met {day}"
    return {"klokken": clocks, "kort": short}


SECTION = CaseSection(
    id="looptijden",
    naam="Klokken van wet en praktijk",
    template="_casus_klokken.html",
    fill=fill,
    plaats="onder",
    onderdeel="antwoorden",
)
