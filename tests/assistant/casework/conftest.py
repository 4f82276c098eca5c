"""What the tests of the use cases share: people, a confirmed case, a demo region."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.load_demo import load_demo
from assistant.casework.record_answers import record_answers
from assistant.casework.start_case import start_case
from assistant.casework.people import create_user

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.views import UserView
    from assistant.context import Context

Answers = dict[str, object]


@pytest.fixture
def answers(ctx: Context) -> Answers:
    """Return answers to every question that the intake asks, of a pupil of 13."""
    home_since = ctx.today() - timedelta(weeks=12)
    return {
        "veiligheid_direct": "nee",
        "signaal_suicide": "nee",
        "leeftijd": 13,
        "schoolsoort": "vmbo",
        "leerjaar": "2",
        "ingeschreven": "ja",
        "overgangsmoment": "nee",
        "verzuim_sinds": home_since,
        "helemaal_niet_sinds": home_since,
        "vorm_verzuim": "angstgerelateerde_schoolweigering",
        "kind_belemmerend": ["autisme_kenmerken", "angst"],
        "thuis_belemmerend": ["geen"],
        "school_belemmerend": ["school_te_groot"],
        "onderwijsbehoeften": ["kleine_groep", "duidelijke_structuur"],
        "begeleidbaar": "ja",
        "gevaarlijk_gedrag": "nee",
        "behandeling_nu": "ja",
        "diagnose_status": "ja_vastgesteld",
        "plan_van_aanpak": "plan_zonder_opbouw",
        "aantal_geevalueerde_plannen": 3,
        "dossier_opp": "ja_actueel",
        "school_wil_terug": "nee",
        "terugkeergarantie_school": "nee",
        "tlv_aanwezig": [
            {
                "soort": "vso",
                "categorie": "laag",
                "geldig_tot": ctx.today() + timedelta(days=400),
            }
        ],
        "stem_kind_gehoord": "ja_gesprek",
        "stem_kind_wens": "Ik wil een rustige klas.",
        "doel_soort": "sbo_so_vso",
        "gemeente_woonplaats": "Dordrecht",
        "postcode4": "3311",
        "maximale_reistijd_min": 40,
    }


@pytest.fixture
def case(ctx: Context) -> str:
    """Return a case in status intake."""
    return start_case(ctx, rol="zorgcoordinator", door="Test Zorg")


@pytest.fixture
def advised_case(ctx: Context, answers: Answers) -> Callable[..., str]:
    """Return a function that makes a case with an advice."""

    def make(**other: object) -> str:
        casus_id = start_case(ctx, rol="zorgcoordinator", door="Test Zorg")
        record_answers(
            ctx, casus_id, answers | other, rol="zorgcoordinator", via="formulier"
        )
        confirm_analysis(ctx, casus_id, door="Test Zorg")
        return casus_id

    return make


@pytest.fixture
def overleglid(ctx: Context) -> UserView:
    """Return a person who may decide."""
    return create_user(ctx, naam="Test Overleglid", rol="overleglid")


@pytest.fixture
def demo(ctx: Context) -> Context:
    """Return a context with the demo region loaded."""
    load_demo(ctx)
    return ctx
