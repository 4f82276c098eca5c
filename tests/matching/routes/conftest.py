"""Random but valid answers, made from the fields themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from knowledge.velden import VeldType
from matching.afgeleid import ASK

PEILDATUM = date(2026, 11, 23)
_DAYS = st.integers(min_value=0, max_value=400).map(
    lambda days: PEILDATUM - timedelta(days=days)
)


def _value(veld):
    """Return a strategy for an answer to a field or a cell of a column."""
    ids = [waarde.id for waarde in getattr(veld, "waarden", ())]
    low = veld.minimum if veld.minimum is not None else 0
    high = veld.maximum if veld.maximum is not None else low + 40
    match veld.type:
        case VeldType.single:
            return st.sampled_from(ids)
        case VeldType.multi:
            full = [waarde.id for waarde in veld.waarden if not waarde.leeg]
            return st.lists(st.sampled_from(full), unique=True, max_size=4)
        case VeldType.boolean:
            return st.booleans()
        case VeldType.integer | VeldType.scale_0_10:
            return st.integers(min_value=int(low), max_value=int(high))
        case VeldType.number:
            return st.integers(min_value=int(low), max_value=int(high)).map(float)
        case VeldType.date:
            return _DAYS
        case VeldType.table:
            row = st.fixed_dictionaries(
                {}, optional={kolom.id: _value(kolom) for kolom in veld.kolommen}
            )
            return st.lists(row, max_size=3)
        case _ if getattr(veld, "patroon", None):
            return st.sampled_from(["2008-05", "2012-11", "2019-01"])
        case _:
            return st.just("tekst")


def used_fields(knowledge):
    """Return the fields that some criterium reads, directly or through a derived id."""
    names = set()
    for route in knowledge.routes.values():
        for row in route.criteria:
            for name in row.als.fields() if row.als else ():
                names.update(ASK.get(name, (name,)))
                derived = knowledge.afgeleid.get(name)
                names.update(derived.van if derived else ())
    return sorted(names & set(knowledge.velden))


@pytest.fixture(scope="session")
def answers(knowledge):
    """Strategy: answers to any of the fields that routes read."""
    fields = used_fields(knowledge)
    return st.fixed_dictionaries(
        {},
        optional={
            name: _value(knowledge.velden[name])
            for name in fields
            if name != "postcode4"
        },
    )
