"""A transfer file for tests, made in code: everybody in it is invented."""

from __future__ import annotations

import json

MOMENT = "2026-09-01T10:00:00+00:00"


def transfer(answers: int = 300) -> bytes:
    """Return the file of one invented case with a long history."""
    document = {
        "soort": "leerplek-overdracht",
        "versie": 1,
        "gemaakt_op": MOMENT,
        "door": {"naam": "Test", "rol": "regisseur", "organisatie": "Elders"},
        "kennis": "abc",
        "toestemming": True,
        "weggelaten": [],
        "casus": {
            "nummer": "2026-0077",
            "status": "intake",
            "gestopt_vanuit": None,
            "stopreden": None,
            "school": None,
            "rol": "zorgcoordinator",
            "door": "Test",
            "voorbeeld": True,
            "aangemaakt_op": MOMENT,
            "bevestigd_op": None,
            "bevestigd_door": None,
            "uitkomst": None,
            "gesloten_op": None,
            "heropend_op": None,
        },
        "naam": {
            "voornaam": "Noor",
            "tussenvoegsel": "van",
            "achternaam": "Voorbeeld",
            "roepnaam": None,
        },
        "gezin": [{"soort": "ouder", "gezag": True, "naam": None}],
        "antwoorden": [_answer(number) for number in range(answers)],
        "overgeslagen": [{"veld": "postcode4", "op": MOMENT}],
        "wissels": [
            {"van": None, "naar": "intake", "op": MOMENT, "door": "Test", "reden": ""}
        ],
        "adviezen": [],
        "besluiten": [],
        "taken": [
            {
                "soort": "terugbellen",
                "urgent": True,
                "tekst": "Bel moeder terug.",
                "voor": "Test",
                "uiterlijk": "2026-09-20",
                "op": MOMENT,
            }
        ],
    }
    return json.dumps(document).encode()


def _answer(number: int) -> dict[str, object]:
    return {
        "veld": "leerjaar",
        "waarde": f"groep {number % 8 + 1}",
        "ingetrokken": False,
        "rol": "ouder",
        "via": "chat",
        "woorden": None,
        "door": "Test",
        "op": MOMENT,
        "bevestigd": True,
    }
