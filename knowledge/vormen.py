"""The keys by which the form of a condition is known.

They stand apart from the conditions themselves: whoever explains a mistake needs the
words, not the rows.
"""

VERGELIJKINGEN = ("minstens", "hoogstens", "meer_dan", "minder_dan")
GELEDEN = (
    "dagen_geleden_minstens",
    "dagen_geleden_meer_dan",
    "maanden_geleden_minstens",
)
VORMEN: dict[str, tuple[str, ...]] = {
    "vergelijk": VERGELIJKINGEN,
    "geleden": GELEDEN,
    "in": ("in", "in_"),
    "bevat": ("bevat",),
    "rij": ("rij",),
    "beantwoord": ("beantwoord",),
    "vastgelegd": ("vastgelegd",),
    "alle": ("alle",),
    "een": ("een",),
    "niet": ("niet",),
    "altijd": ("altijd",),
}
