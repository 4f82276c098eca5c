"""Sentences cut into clauses, and what kind of thing a clause says."""

from __future__ import annotations

import re

from assistant.begrip.patterns import Pattern

_VERB = Pattern("zinsdelen", "werkwoord")
STARTS_WITH_SUBJECT = Pattern("zinsdelen", "onderwerp_eerst")
"""A subject and then its verb: ‘ze is 11’, ‘onze zoon zit op het vmbo’."""
_HEAD = 3
"""Words before a colon that are the name of what follows (‘doel: terug’)."""
_CUT = Pattern("zinsdelen", "snede")
_SUPPOSED = Pattern("zinsdelen", "verondersteld")


def clauses(zin: str) -> list[str]:
    """Cut a plain sentence into clauses; ``en`` cuts only between two verbs."""
    found: list[str] = []
    begin = 0
    for cut in _CUT.finditer(zin):
        before, after = zin[begin : cut.start()], zin[cut.end() :]
        if cut["en"] and not (_VERB.search(before) and _starts_anew(after)):
            continue
        if cut[0] == ":" and len(before.split()) <= _HEAD:
            continue
        found.append(before.strip())
        begin = cut.end()
    found.append(zin[begin:].strip())
    return [clause for clause in found if clause]


def _starts_anew(after: str) -> bool:
    head = re.split(r"(?<!\S)(?:[.,:!?]|en|maar)(?!\S)", after, maxsplit=1)[0]
    return bool(_VERB.search(head))


def has_verb(clause: str) -> bool:
    """Tell whether a clause has a finite verb of its own."""
    return bool(_VERB.search(clause))


def is_supposed(clause: str) -> bool:
    """Tell whether a clause only supposes, hopes or fears what it says."""
    return bool(_SUPPOSED.search(clause))
