"""One sentence of a report: what it says of which fields, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.answers import read_answer
from assistant.begrip.facts import volunteered
from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern
from assistant.begrip.report_facts import report_facts
from assistant.begrip.report_frames import alike, framed
from assistant.begrip.report_merge import FORM, LAST_KNOWN, WORDS, Vondst
from assistant.begrip.report_people import age_of_pupil
from assistant.begrip.report_phrases import (
    denied_values,
    diagnosis_named,
    parents_factors,
    said_beside,
    said_by_phrases,
)
from assistant.begrip.report_tables import table_rows
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.begrip.message import Bericht
    from assistant.begrip.report_frames import Uitspraak
    from assistant.begrip.report_text import Zin
    from assistant.begrip.report_words import Woordenlijst
    from knowledge.verslag import Verslagregels

_TEXTS = (VeldType.text_long, VeldType.text_short)
_LONGEST_ANSWER = 25
"""Words: what is longer behind a label is running text, not an answer."""
_LONGEST_ITEM = 12
"""Words: what is longer under a heading is running text, not an item of a list."""
_NOTHING = Pattern("verslag_zin", "niets")

_CODE = re.compile(r"(?i:postcode)\W+([1-9]\d{3})\b|\b([1-9]\d{3}) ?[A-Z]{2}\b")
_LIVES = Pattern("verslag_zin", "wonende")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLACE_CODE = Pattern("verslag_zin", "plaats_met_code")
_CODE_PLACE = Pattern("verslag_zin", "code_met_plaats")
_OWN_READERS = frozenset(
    {
        "verzuim_sinds",
        "helemaal_niet_sinds",
        "deskundigenverklaringen",
        "plan_evaluatiedatum",
        "postcode4",
        "justitie",
        "diagnose_status",
        "kind_belemmerend",
        "thuis_belemmerend",
    }
)
"""Fields that a message tells in another way than a report does, or more freely."""
_WISHES = frozenset(
    {
        "doel_soort",
        "doel_resultaat",
        "niveau_advies",
        "overgangsmoment",
        "stem_kind_wens",
        "stem_ouders_wens",
    }
)
"""Behind a label of only these fields stands what is wanted, not what is so."""
_LAST_KNOWN = frozenset({"schoolsoort", "leerjaar"})
"""Fields of which the last one counts: ‘zit of zat’."""
_BEING_EXAMINED = ("onderzoek_loopt", "wacht_op_onderzoek")
"""What is examined is not sure, but that it is examined is."""
_WELCOME, _WELCOME_IF = ("school_wil_terug", "ja"), "ja_met_hulp"
_CONDITION = Pattern("verslag_zin", "voorwaarde")
"""What makes a welcome one with help, also in another clause."""
_PLAN = Pattern("verslag_zin", "plan")
"""Of a plan its build-up tells how it goes, not what the pupil needs."""
_LOW_TRUST = 4
_DISTRUST = "weinig_vertrouwen_in_school"
"""What a home may have; a mark for the trust above the lowest ones says otherwise."""
_COLON = re.compile(r"((?:[^ .,:]+ ){3}[^ .,:]+) : ")
"""After so many words a colon stands between clauses, not behind a label."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def read_sentence(zin: Zin, bericht: Bericht, woorden: Woordenlijst) -> list[Vondst]:
    """Return what one sentence says.

    Parameters
    ----------
    zin
        The sentence with the label or heading it stands under.
    bericht
        Its text made plain, with all that is needed to read it.
    woorden
        The compiled rows, with the names in this report.
    """
    found = _form(zin, bericht, woorden)
    if bericht.plat.endswith("?"):
        return found
    found += _address(zin)
    age = age_of_pupil(zin.ruw, woorden)
    if age is not None:
        found.append(Vondst("leeftijd", age, zin.ruw, WORDS))
    rows = table_rows(digits(f"{zin.label or ''} {bericht.plat}"), bericht.kalender)
    found = [row for row in found if row.veld not in rows]
    found += [Vondst(veld_id, row, zin.ruw, WORDS) for veld_id, row in rows.items()]
    answered = {row.veld for row in found}
    if zin.label and not found:
        # no answer to the label, but words that go on: ‘school: wil niet terug’
        bericht = replace(bericht, plat=f"{zin.label} {bericht.plat}")
    for row in _running(zin, bericht, woorden):
        if row.veld not in answered:
            found.append(row)
    return found


def _form(zin: Zin, bericht: Bericht, woorden: Woordenlijst) -> list[Vondst]:
    """Read a line of a form as the answer to the fields its label names."""
    name, longest = (
        (zin.label, _LONGEST_ANSWER) if zin.label else (zin.kop, _LONGEST_ITEM)
    )
    if name is None or _NOTHING.match(bericht.plat):
        return []
    words = len(bericht.plat.split())
    fields = woorden.labels.get(name, ())
    values: dict[str, object] = {}
    if words <= longest:
        values |= said_beside(bericht, woorden, onder=name)
        named = replace(bericht, plat=f"{name} {bericht.plat}")
        for turn in (bericht, named):
            said = said_by_phrases(turn, woorden)
            values = {v: said[v] for v in fields if v in said} | values
    for veld_id in fields:
        veld = bericht.knowledge.velden[veld_id]
        if veld_id in values or (veld.type not in _TEXTS and words > longest):
            continue
        value = (
            diagnosis_named(zin.tekst, bericht, woorden)
            if veld_id == "diagnose_relevant"
            else read_answer(veld, _with_label(veld_id, name, bericht)).waarde
        )
        if value is not None:
            values[veld_id] = value
    return [Vondst(v, value, zin.ruw, FORM) for v, value in values.items()]


def _with_label(veld_id: str, name: str, bericht: Bericht) -> Bericht:
    """Put the label back where it is part of the answer: ‘groep: 5’."""
    if veld_id != "leerjaar" or not name.startswith("groep"):
        return bericht
    return replace(bericht, plat=f"groep {bericht.plat}")


def _address(zin: Zin) -> list[Vondst]:
    """Read ‘Zwijndrecht (3331)’ and ‘3331 AB Zwijndrecht’."""
    match = _PLACE_CODE.search(zin.ruw) or _CODE_PLACE.search(zin.ruw)
    code = _CODE.search(zin.ruw)
    lives = _LIVES.search(zin.ruw)
    if lives and match is None:
        return [Vondst("gemeente_woonplaats", lives["plaats"], zin.ruw, WORDS)]
    if match is None or _YEAR.match(match["code"]):
        return [Vondst("postcode4", code[1] or code[2], zin.ruw, WORDS)] if code else []
    read = {"gemeente_woonplaats": match["plaats"], "postcode4": match["code"]}
    return [Vondst(veld_id, value, zin.ruw, WORDS) for veld_id, value in read.items()]


def _running(zin: Zin, bericht: Bericht, woorden: Woordenlijst) -> Iterator[Vondst]:
    """Read running text; clauses with the same frame are read together."""
    regels = bericht.knowledge.verslag
    taken: set[str] = set()
    named = woorden.labels.get(zin.label or zin.kop or "", ())
    wished = bool(named) and set(named) <= _WISHES
    for part, frames in _stretches(zin, bericht, woorden):
        if all(row.ouder for row in frames):
            for factor in parents_factors(part, woorden):
                yield Vondst("thuis_belemmerend", [factor], zin.ruw, WORDS)
        for veld_id, denied in denied_values(part, woorden):
            yield Vondst(veld_id, denied, zin.ruw, WORDS, ontkend=True)
        for veld_id, value in _readings(part, woorden).items():
            if veld_id in taken or (wished and veld_id in regels.feitvelden):
                continue
            if (veld_id, value) == _WELCOME and _CONDITION.search(bericht.plat):
                value = _WELCOME_IF
            row = _allowed(Vondst(veld_id, value, zin.ruw, WORDS), frames, regels)
            if row is None:
                continue
            if row.zekerheid > LAST_KNOWN and not isinstance(value, list):
                taken.add(veld_id)
            yield row


def _allowed(
    row: Vondst, frames: list[Uitspraak], regels: Verslagregels
) -> Vondst | None:
    """Return what of a reading its frames let stand, or None."""
    if all(frame.may_fill(row.veld, regels) for frame in frames):
        return row
    past = all(frame.only_past for frame in frames)
    if past and isinstance(row.waarde, list):
        lasting = [v for v in row.waarde if v in regels.blijvend]
        return replace(row, waarde=lasting) if lasting else None
    if past and row.veld in _LAST_KNOWN:
        return replace(row, zekerheid=LAST_KNOWN)
    examined = row.waarde in _BEING_EXAMINED
    return row if examined and all(frame.only_doubt for frame in frames) else None


def _stretches(
    zin: Zin, bericht: Bericht, woorden: Woordenlijst
) -> Iterator[tuple[Bericht, list[Uitspraak]]]:
    """Yield stretches of a sentence that speak of the same person and time.

    What stands between brackets is also read past: ‘de behandeling (emdr) loopt’.
    """
    plat = _masked(bericht.plat, woorden)
    said = framed(plat, woorden)
    groups = alike(said)
    if len(groups) <= 1:
        yield replace(bericht, plat=plat), said
    else:
        for rows in groups:
            text = " , ".join(row.tekst for row in rows)
            yield replace(bericht, plat=text), rows
    if _BRACKETS.search(zin.ruw) and len(groups) <= 1:
        from assistant.begrip.message import read_message

        bare = _BRACKETS.sub("", zin.tekst)
        again = read_message(bare, bericht.knowledge, bericht.kalender.peildatum)
        yield replace(again, plat=_masked(again.plat, woorden)), said


def _masked(plat: str, woorden: Woordenlijst) -> str:
    for patroon, _ in woorden.maskers:
        if patroon.may_be_in(plat):
            plat = patroon.regex.sub(" ", plat)
    plat = _COLON.sub(r"\1 , ", plat).replace(" : ", " ")
    plat = plat.replace("ziek gemeld", "ziekgemeld")
    return " ".join(plat.split())


def _readings(part: Bericht, woorden: Woordenlijst) -> dict[str, object]:
    """Return what a stretch says by every way of reading, the most exact first."""
    ways = (
        said_beside(part, woorden),
        report_facts(part.plat, part.kalender, woorden.talen),
        said_by_phrases(part, woorden),
        {
            veld_id: value
            for veld_id, value in volunteered(part, None, []).items()
            if veld_id not in _OWN_READERS
        },
    )
    found: dict[str, object] = {}
    for way in ways:
        for veld_id, value in way.items():
            before = found.setdefault(veld_id, value)
            if isinstance(before, list) and isinstance(value, list):
                found[veld_id] = [*before, *(v for v in value if v not in before)]
    needs = found.get("onderwijsbehoeften")
    if _PLAN.search(part.plat) and isinstance(needs, list):
        found["onderwijsbehoeften"] = [v for v in needs if v != "opbouw_in_uren"]
    trust, doubts = found.get("vertrouwen_school"), found.get("thuis_belemmerend")
    if isinstance(trust, int) and trust > _LOW_TRUST and isinstance(doubts, list):
        found["thuis_belemmerend"] = [v for v in doubts if v != _DISTRUST]
    return found
