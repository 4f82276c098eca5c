"""Rows of table fields, as far as they are clearly stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.dates import Kalender, find_dates
from assistant.begrip.numbers import as_number, digits, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.velden import Veld

Rij = dict[str, object]

_TLV = re.compile(r"\btlv\b|toelaatbaarheids?\w*|toelaatbaar verklaring")
_KIND = re.compile(
    r"\b(?P<vso>vso|voortgezet speciaal(?: onderwijs)?)\b|\b(?P<sbo>sbo|speciaal basis ?onderwijs)\b|"
    r"\b(?P<so>so|speciaal onderwijs)\b"
)
_CATEGORY = re.compile(r"\b(?:categorie )?(laag|lage|midden|hoog|hoge)\b")
_NO_TLV = re.compile(
    r"\b(?:geen|nog geen|zonder) (?:\w+ )?(?:tlv|toelaatbaarheids?\w*)|\btlv (?:is|hebben we|ligt) er (?:nog )?niet|"
    r"\btlv (?:is )?(?:nog )?niet (?:aangevraagd|aanwezig|er|verleend|afgegeven)|"
    r"\btlv (?:is|wordt|moet) (?:\w+ ){0,2}(?:aangevraagd|in aanvraag|in behandeling)"
)
_HOURS = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)?)(?: ?(?:a|tot|-) ?\d+)? (?:uur|uren|u|uurtjes?)(?: \w+){0,2}? (?P<per>per|in de|in een|elke|iedere|a) ?(?P<u>week|dag)"
)
_MINUTES = re.compile(r"(?P<n>\d+) minuten (?:per|elke|iedere) (?P<u>dag)")
_DAYS = re.compile(r"(?P<d>\d|een|elke) (?:dag|dagen|ochtenden?|middagen?)(?: per week)?(?: van)? (?P<n>\d+(?:[.,]\d+)?) (?:uur|uren)")
_PLACE = {
    "school": r"\b(?:op|naar) (?:school|les)|in de klas|op school|naar school",
    "thuis": r"\bthuis\b|online",
    "voorziening": r"voorziening|structuurklas|opdc|time ?(?:in|out)",
    "zorg": r"zorgboerderij|dagbehandeling|zorgplek|kliniek",
}
_ACTIONS = {
    "gesprek_ouders": r"gesprek\w* met (?:de )?ouders|oudergesprek\w*|met (?:de )?ouders gesproken",
    "handelingsplan": r"handelingsplan",
    "opp": r"\bopp\b|ontwikkelingsperspectief",
    "arrangement": r"arrangement",
    "time_in_out": r"time ?(?:in|out)\b|timein|timeout",
    "mdo": r"\bmdo\b|multidisciplinair overleg|rondetafel\w*|ronde tafel",
    "jeugdarts": r"jeugdarts|schoolarts|m@zl|\bmazl\b",
    "leerplicht": r"leerplicht(?!ig)\w*",
    "jeugdhulp": r"jeugdhulp|wijkteam|jeugdteam|ambulante hulp|gezinscoach",
    "ggz": r"\bggz\b|psycholoog|psychiater|therapie|emdr",
    "andere_school": r"andere school|overstap|schoolwissel\w*",
    "voorziening": r"voorziening|opdc|structuurklas|rebound",
    "onderwijsconsulent": r"onderwijsconsulent\w*",
}
_RESULTS = (
    ("helpt_deels", r"(?:hielp|hielpen|helpt|werkt|werkte) (?:een beetje|deels|maar even|tijdelijk|even)|beetje geholpen"),
    ("helpt_niet", r"(?:hielp|hielpen|helpt|helpen|werkt|werkte) (?:\w+ )?niet|zonder resultaat|geen (?:resultaat|effect)|niet geholpen|niets opgeleverd|zonder succes"),
    ("gestopt", r"gestopt|afgebroken|stopgezet"),
    ("loopt", r"loopt (?:nog|nu)|nog bezig|lopend"),
    ("helpt", r"\b(?:hielp|helpt|helpen|werkt|werkte)\b|geholpen"),
)
_ROLES = {
    "leerplicht": r"leerplicht(?:ambtenaar)?\b",
    "jeugdarts": r"jeugdarts|schoolarts|\bggd\b|\bjgz\b",
    "wijkteam_gids_jeugd": r"wijkteam|jeugdteam|sociaal team|gids(?:en)? jeugd",
    "ggz": r"\bggz\b|psycholoog|psychiater|yulius|therapeut",
    "jeugdhulp": r"jeugdhulp(?:verlener)?|gezinscoach|ambulant\w* begeleider|jeugdzorg",
    "swv": r"samenwerkingsverband|\bswv\b",
    "onderwijsconsulent": r"onderwijsconsulent\w*",
    "jeugdbescherming": r"jeugdbescherm\w*|gezinsvoogd|raad voor de kinderbescherming|\bvoogd\b",
    "ib_zorgcoordinator": r"intern begeleider|\bib(?:er|'er)?\b|zorgcoordinator",
    "steunpunt": r"steunpunt",
    "school": r"\bmentor\b|\bschool\b|leerkracht",
}
_EXPERTS = {
    "orthopedagoog": r"orthopedagoog", "kinder_jeugdpsycholoog": r"kinder ?(?:en )?jeugdpsycholoog|kinderpsycholoog",
    "psycholoog": r"\b(?:gz |school)?psycholoog", "pedagoog": r"(?<!ortho)\bpedagoog",
    "kinderpsychiater": r"(?:kinder|jeugd)?psychiater", "maatschappelijk_werker": r"maatschappelijk werk\w*",
    "arts": r"\b(?:jeugd|kinder|huis)?arts\b",
}  # fmt: skip
_PHASES = ("diagnostiek", "dossiervorming", "dossiercompletering", "indicatiestelling", "beschikkingsafgifte", "plaatsing")
_DECISIONS = (
    ("niet_in_behandeling", r"niet in behandeling"), ("geweigerd", r"geweigerd|afgewezen|weigert|weigerde"),
    ("toegelaten", r"toegelaten|aangenomen|geaccepteerd"), ("vol", r"\b(?:is|zit|was|zat) vol\b|geen plek"),
    ("in_behandeling", r"in behandeling|nog geen antwoord|wachten op antwoord|loopt nog"),
)  # fmt: skip
_PARTIES = {
    "andere_school": r"andere school|nieuwe school", "swv": r"samenwerkingsverband|\bswv\b", "leerplicht": r"leerplicht\w*",
    "jeugdhulp_ggz": r"jeugdhulp|\bggz\b|psycholoog", "jeugdarts": r"jeugdarts|schoolarts", "gemeente": r"\bgemeente\b",
    "onderwijsconsulent": r"onderwijsconsulent\w*", "school": r"(?<!andere )(?<!nieuwe )\bschool\b",
}  # fmt: skip
_DUO = (
    ("16_uur", r"16 ?uurs?|zestien"), ("langdurig_relatief", r"langdurig relatief|lrv"), ("luxe", r"luxe"),
    ("18_plus", r"18 ?(?:\+|plus)"), ("overig", r"overig"),
)  # fmt: skip
_DUO_STATUS = (
    ("in_behandeling", r"in behandeling"), ("afgesloten", r"afgesloten"), ("ingetrokken", r"ingetrokken"),
    ("ter_kennisgeving", r"ter kennisgeving"), ("geregistreerd", r"geregistreerd"),
)  # fmt: skip


def find_tlv(plat: str, kalender: Kalender, *, gevraagd: bool) -> list[Rij] | None:
    """Return the TLV as a row, ``[]`` when there is none, None when not said."""
    if not gevraagd and not _TLV.search(plat):
        return None
    if _NO_TLV.search(plat):
        return []
    row: Rij = {}
    kind = _KIND.search(plat)
    if kind:
        row["soort"] = kind.lastgroup
    category = _CATEGORY.search(plat) if kind or _TLV.search(plat) or gevraagd else None
    if category:
        row["categorie"] = {"lage": "laag", "hoge": "hoog"}.get(category[1], category[1])
    row.update(_validity(plat, kalender))
    number = re.search(r"\bvolgnummer(?: is| :)? ?([\w-]+)", plat)
    if number:
        row["volgnummer"] = number[1]
    stated = gevraagd or re.search(r"\b(?:heeft|hebben|is er|er is|ligt|met|beschikt|kreeg|gekregen|verleend|afgegeven|geldig)\b", plat)
    return [row] if row and stated else None


def _validity(plat: str, kalender: Kalender) -> Rij:
    text = digits(plat)
    ahead = Kalender(kalender.peildatum, kalender.vakanties, vooruit=True)
    row: Rij = {}
    for moment in find_dates(plat, ahead):
        before = text[: moment.begin]
        if re.search(r"\b(?:tot(?: en met)?|t/m|t / m|loopt af(?: op)?|verloopt(?: op)?|geldig (?:tot|t/m)|einddatum|af op)(?: \w+)? $", before):
            row["geldig_tot"] = moment.datum
        elif re.search(r"\b(?:van|vanaf|sinds|per|ingaande) $", before):
            row["geldig_van"] = moment.datum
        elif len(find_dates(plat, ahead)) == 1:
            row["geldig_tot"] = moment.datum
    return row


def find_hours(plat: str, *, gevraagd: bool) -> float | None:
    """Return hours per week; hours per day count five times.

    Source: the contract.
    """
    text = digits(plat)
    days = _DAYS.search(text)
    if days:
        count = {"een": 1, "elke": 5}.get(days["d"]) or int(days["d"])
        return count * as_number(days["n"])
    match = _HOURS.search(text)
    if match:
        return as_number(match["n"]) * (5 if match["u"] == "dag" else 1)
    minutes = _MINUTES.search(text)
    if minutes:
        return int(minutes["n"]) * 5 / 60
    if re.search(r"\b(?:een uur|uurtje|een uurtje) (?:per|elke|iedere) ?dag\b", text):
        return 5.0
    if gevraagd and re.search(r"\b(?:per|elke|iedere) dag\b", text):
        number = re.search(r"(?<![\d-])\d+(?:[.,]\d+)?(?![\d-])", text)
        return as_number(number[0]) * 5 if number else None
    return None


def find_build_up(plat: str, *, gevraagd: bool) -> list[Rij] | None:
    """Return how many hours the pupil goes now, as a row of ``opbouw_schoolgang``."""
    text = digits(plat)
    hours = find_hours(plat, gevraagd=gevraagd)
    if hours is None and gevraagd:
        match = re.search(r"(?<![\d-])(\d+(?:[.,]\d+)?)(?: (?:uur|uren|u))?\b(?! (?:dag|jaar|week|maand))", text)
        hours = as_number(match[1]) if match else None
        if re.search(r"\b(?:niet|nul|0|geen|helemaal niet|helemaal niets)\b", text) and hours is None:
            hours = 0.0
    goes = re.search(r"\b(?:gaat|gaan|komt|volgt|op school|naar school|les|onderwijs|zit nu|is nu)\b", plat)
    if hours is None or (not gevraagd and (not goes or re.search(r"\b(?:mist|miste|gemist|afwezig|verzuimt|kan hij aan|kan ze aan|aankan|opbouwen|moet|zou|wil|maximaal)\b", plat))):
        return None
    place = next((p for p, r in _PLACE.items() if p != "school" and re.search(r, plat)), None)
    row: Rij = {"uren_per_week": tidy(hours)}
    if place or gevraagd or re.search(_PLACE["school"], plat):
        row["plek"] = place or "school"
    return [row]


def find_actions(plat: str) -> list[Rij] | None:
    """Return what was tried, with its result where that is said beside it."""
    rows: list[Rij] = []
    for clause in re.split(r" (?:,|\.|en|maar ook|daarna|toen) ", f" {plat} "):
        result = next((r for r, p in _RESULTS if re.search(p, clause)), None)
        if rows and result and not any(re.search(p, clause) for p in _ACTIONS.values()):
            rows[-1].setdefault("resultaat", result)
        for action, pattern in _ACTIONS.items():
            if re.search(pattern, clause) and not re.search(r"\b(?:geen|nog niet|nooit)\b", clause):
                rows.append({"actie": action, **({"resultaat": result} if result else {})})
                break
    return rows or None


def _each(patterns: dict[str, str], column: str) -> Callable[[str], list[Rij] | None]:
    def read(plat: str) -> list[Rij] | None:
        rows: list[Rij] = [{column: name} for name, p in patterns.items() if re.search(p, plat)]
        return rows or None

    return read


def _one(pairs: dict[str, tuple[tuple[str, str], ...]]) -> Callable[[str], list[Rij] | None]:
    def read(plat: str) -> list[Rij] | None:
        row: Rij = {}
        for column, options in pairs.items():
            found = next((name for name, p in options if re.search(p, plat)), None)
            if found:
                row[column] = found
        return [row] if row else None

    return read


_READERS: dict[str, Callable[[str], list[Rij] | None]] = {
    "eerdere_acties": find_actions,
    "betrokken_partijen": _each(_ROLES, "rol"),
    "deskundigenverklaringen": _each(_EXPERTS, "soort"),
    "toestemming_delen": _each(_PARTIES, "partij"),
    "toeleiding_fasen": _each({p: rf"\b{p}\b" for p in _PHASES}, "fase"),
    "aanmeldingen": _one({"besluit": _DECISIONS}),
    "duo_melding": _one({"soort": _DUO, "status": _DUO_STATUS}),
}


def read_table(veld: Veld, plat: str, kalender: Kalender) -> list[Rij] | None:
    """Return the rows that an answer to a table field states, or None."""
    if veld.id == "tlv_aanwezig":
        return find_tlv(plat, kalender, gevraagd=True)
    if veld.id == "opbouw_schoolgang":
        return find_build_up(plat, gevraagd=True)
    reader = _READERS.get(veld.id)
    rows = reader(plat) if reader else None
    if rows and veld.id == "duo_melding":
        moments = find_dates(plat, kalender)
        if moments:
            rows[0]["datum"] = moments[0].datum
    return rows
