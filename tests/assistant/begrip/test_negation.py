"""What a denial reaches, and where it ends."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("tekst", "waarden"),
    [
        ("niet somber", None),
        ("geen adhd", None),
        ("nooit agressief", None),
        ("geen angst maar wel faalgevoel", ["faalgevoel"]),
        ("niet bang of somber, wel erg impulsief", ["druk_of_impulsief"]),
        ("zonder angst, met autisme", ["autisme_kenmerken"]),
        ("autisme speelt niet mee, dyslexie wel", ["leerproblemen"]),
        ("hij is somber en wil niet praten", ["somberheid"]),
        ("niet gemotiveerd", ["weinig_motivatie"]),
    ],
)
def test_denied_values_are_left_out(read, tekst, waarden):
    assert read(tekst, "kind_belemmerend").velden.get("kind_belemmerend") == waarden
