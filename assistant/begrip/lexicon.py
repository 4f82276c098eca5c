"""The knowledge rows, compiled once into what understanding looks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.begrip.grammar import conjugate, triggers, write_out
from assistant.begrip.loose import Woordenset, word_set
from assistant.begrip.negation import Ontkenning
from assistant.begrip.phrases import NERGENS, Patroon, compile_phrase
from assistant.begrip.text import plain, strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.load import Knowledge
    from knowledge.synoniemen import Taal, VeldWoorden
    from knowledge.velden import Veld

Patronen = list[tuple[Patroon, str]]

_CACHE: dict[str, Lexicon] = {}


@dataclass(frozen=True)
class Lexicon:
    """Everything that is looked for, ready to use.

    Parameters
    ----------
    zinnen
        Per field: phrases that count in every message, with the value they stand for.
    antwoorden
        Per field: the same plus phrases that only count when it was asked.
    woorden
        Per field its row, for how the words are to be taken.
    los
        Per field: the words of the phrases of its values, in any order.
    kolommen
        Per table field and column the phrases of its values.
    noemers
        Phrases that name a field, with its id.
    onderwerpen
        Phrases that make a clause an answer to a field that was not asked, with its id.
    intenties
        Per weight (``heel``, ``sterk``, ``gewoon``, ``zwak``) the cues of all intents.
    klein
        The small words: ``ja``, ``nee``, ``twijfel``, ``weet_niet``, …
    begrippen
        Spellings of terms, longest first, with the id of the term.
    woordenschat
        Words that a misspelt word may be corrected to.
    bekend
        Words that are right as they are.
    """

    zinnen: Mapping[str, Patronen]
    antwoorden: Mapping[str, Patronen]
    woorden: Mapping[str, VeldWoorden]
    los: Mapping[str, tuple[Woordenset, ...]]
    kolommen: Mapping[str, Mapping[str, Patronen]]
    noemers: Patronen
    onderwerpen: Patronen
    intenties: Mapping[str, Patronen]
    klein: Mapping[str, Patronen]
    begrippen: tuple[tuple[str, str], ...]
    woordenschat: tuple[str, ...]
    bekend: frozenset[str]
    ontkenning: Ontkenning
    schrijfwijzen: Mapping[str, str]


def lexicon_of(knowledge: Knowledge) -> Lexicon:
    """Return the compiled words of this knowledge; the last one is kept."""
    if knowledge.hash not in _CACHE:
        _CACHE.clear()
        _CACHE[knowledge.hash] = _compile(knowledge)
    return _CACHE[knowledge.hash]


def _patterns(phrases: Iterable[str], name: str, *, heel: bool = False) -> Patronen:
    return [(compile_phrase(p, heel=heel), name) for p in phrases]


@dataclass(frozen=True)
class _Werkwoorden:
    """The verbs, to write out the rows with."""

    vormen: Mapping[str, tuple[str, ...]]
    onregelmatig: Mapping[str, tuple[str, ...]]

    def patterns(self, phrases: Iterable[str], name: str) -> Patronen:
        """Compile phrases with every verb in all its forms."""
        return [
            (compile_phrase(plain_phrase), name)
            for phrase in phrases
            for plain_phrase in write_out(
                conjugate(phrase, self.vormen), {}, self.onregelmatig
            )
        ]


def _value_patterns(
    veld: Veld,
    woorden: VeldWoorden | None,
    werkwoorden: _Werkwoorden,
    *,
    gevraagd: bool,
) -> Patronen:
    found: Patronen = []
    for waarde_id, words in (woorden.waarden if woorden else {}).items():
        found += werkwoorden.patterns(words.zinnen, waarde_id)
        if gevraagd:
            found += werkwoorden.patterns(words.antwoorden, waarde_id)
    if woorden:
        found += werkwoorden.patterns(woorden.lijkt_op, NERGENS)
    if gevraagd:
        for waarde in veld.waarden:
            if waarde.onbekend or waarde.id in ("ja", "nee"):
                continue
            label = plain(waarde.label.lower(), {})
            found += _patterns(
                (label, waarde.id.replace("_", " "), waarde.id), waarde.id
            )
    return found


def _loose(
    veld: Veld, woorden: VeldWoorden | None, loos: frozenset[str]
) -> tuple[Woordenset, ...]:
    if woorden and woorden.streng:
        return ()
    phrases = [
        (phrase, value)
        for value, words in (woorden.waarden if woorden else {}).items()
        for phrase in (*words.zinnen, *words.antwoorden)
        if value != "anders"
    ]
    phrases += [
        (plain(w.label.lower(), {}), w.id)
        for w in veld.waarden
        if not (w.onbekend or w.leeg or w.id in ("ja", "nee"))
    ]
    sets = (word_set(phrase, naam, loos) for phrase, naam in phrases)
    return tuple(dict.fromkeys(s for s in sets if s is not None))


def _columns(woorden: VeldWoorden) -> dict[str, Patronen]:
    return {
        column: [p for v, words in values.items() for p in _patterns(words, v)]
        for column, values in woorden.kolommen.items()
    }


def _intents(knowledge: Knowledge) -> dict[str, Patronen]:
    cues: dict[str, Patronen] = {"heel": [], "sterk": [], "gewoon": [], "zwak": []}
    for row in knowledge.synoniemen.intenties.values():
        cues["heel"] += _patterns(row.heel, row.intent, heel=True)
        cues["sterk"] += _patterns(row.sterk, row.intent)
        cues["gewoon"] += _patterns(row.gewoon, row.intent)
        cues["zwak"] += _patterns(row.zwak, row.intent)
    return cues


def _small_words(taal: Taal) -> dict[str, Patronen]:
    groups = {
        "ja": taal.ja,
        "nee": taal.nee,
        "twijfel": taal.twijfel,
        "weet_niet": taal.weet_niet,
        "overslaan": taal.overslaan,
        "wil_niet_zeggen": taal.wil_niet_zeggen,
        "niets": taal.niets,
    }
    return {name: _patterns(words, name) for name, words in groups.items()}


def _terms(knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for begrip in knowledge.begrippen.values():
        for spelling in (begrip.id.replace("_", " "), begrip.term, *begrip.ook):
            found.setdefault(plain(spelling, {}), begrip.id)
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def _words(patronen: Iterable[Patronen]) -> set[str]:
    return {
        word for group in patronen for patroon, _ in group for word in patroon.woorden
    }


def _plain_words(knowledge: Knowledge) -> set[str]:
    """Return the words our own texts are written in: they are spelt right."""
    texts: list[str] = []
    for veld in knowledge.velden.values():
        texts += [veld.vraag, veld.waarom, veld.uitleg or "", veld.vraag_ouder or ""]
        texts += [waarde.label for waarde in veld.waarden]
    texts += [begrip.uitleg for begrip in knowledge.begrippen.values()]
    return set(re.findall(r"[a-z]+", strip_accents(" ".join(texts)).lower()))


def _compile(knowledge: Knowledge) -> Lexicon:
    rows, taal = knowledge.synoniemen.velden, knowledge.synoniemen.taal
    zinnen, antwoorden, noemers, onderwerpen = {}, {}, [], []
    verbs = _Werkwoorden(triggers(taal.werkwoorden), taal.werkwoorden)
    velden = knowledge.velden
    for veld_id, veld in velden.items():
        row = rows.get(veld_id)
        zinnen[veld_id] = _value_patterns(veld, row, verbs, gevraagd=False)
        antwoorden[veld_id] = _value_patterns(veld, row, verbs, gevraagd=True)
        if veld_id in rows:
            noemers += _patterns(rows[veld_id].noemers, veld_id)
            onderwerpen += verbs.patterns(rows[veld_id].onderwerpen, veld_id)
    empty = frozenset(taal.lege_woorden)
    terms = _terms(knowledge)
    intents = _intents(knowledge)
    vocabulary = _words([*antwoorden.values(), *intents.values(), onderwerpen])
    vocabulary |= {word for spelling, _ in terms for word in spelling.split()}
    known = vocabulary | set(taal.gewone_woorden) | set(taal.schrijfwijzen)
    known |= _plain_words(knowledge)
    return Lexicon(
        zinnen=zinnen,
        antwoorden=antwoorden,
        woorden=rows,
        los={v: _loose(veld, rows.get(v), empty) for v, veld in velden.items()},
        kolommen={v: _columns(row) for v, row in rows.items() if row.kolommen},
        noemers=noemers,
        onderwerpen=onderwerpen,
        intenties=intents,
        klein=_small_words(taal),
        begrippen=terms,
        woordenschat=tuple(sorted(w for w in vocabulary if len(w) >= 5)),
        bekend=frozenset(known),
        ontkenning=Ontkenning(frozenset(taal.ontkenners), frozenset(taal.grenzen)),
        schrijfwijzen=taal.schrijfwijzen,
    )
