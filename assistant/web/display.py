"""The words and signs that stand for roles, origins, outcomes and statuses."""

from __future__ import annotations

from assistant.casework.tell_advice import ROUTE_WORDS

OUTCOMES = {
    "voldoet": ("✓", "voldoet", "good"),
    "voldoet_niet": ("✗", "voldoet niet", "bad"),
    "onbekend": ("?", "nog onbekend", "wait"),
}
ROUTE_STATUS = {
    "open": ("✓", ROUTE_WORDS["open"], "good"),
    "onbekend": ("?", ROUTE_WORDS["onbekend"], "wait"),
    "dicht": ("✗", ROUTE_WORDS["dicht"], "bad"),
}
ROUTE_KINDS = {
    "voorziening": "voorziening",
    "arrangement": "arrangement",
    "tlv": "met een TLV",
    "tafel": "overleg",
    "proces": "stap in het proces",
    "ontheffing": "vrijstelling",
}
ROUTE_INFORMATION = {
    "niet_voor": "Niet voor",
    "duur": "Hoe lang",
    "plekken": "Plekken",
    "instroom": "Instroom",
    "papieren": "Papieren",
    "toestemming": "Toestemming",
    "beslisser": "Wie beslist",
    "kosten": "Kosten",
    "terugkeer": "Terug naar school",
    "nazorg": "Nazorg",
}
CRITERION_KINDS = {
    "hard": "eis",
    "indicatie": "waarom deze route",
    "zacht": "weegt mee",
    "document": "papier",
    "oordeel": "oordeel van mensen",
}
