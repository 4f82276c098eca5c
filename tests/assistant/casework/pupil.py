"""The answers about one invented pupil, to every question that the intake asks."""

from __future__ import annotations

from datetime import date, timedelta


def full_answers(today: date) -> dict[str, object]:
    """Return answers to every question that the intake asks, of a pupil of 13."""
    home_since = today - timedelta(weeks=12)
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
                "geldig_tot": today + timedelta(days=400),
            }
        ],
        "stem_kind_gehoord": "ja_gesprek",
        "stem_kind_wens": "Ik wil een rustige klas.",
        "doel_soort": "sbo_so_vso",
        "gemeente_woonplaats": "Dordrecht",
        "postcode4": "3311",
        "maximale_reistijd_min": 40,
    }
