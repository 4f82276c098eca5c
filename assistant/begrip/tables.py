"""Rows of table fields, as far as they are clearly stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.clauses import clauses
from assistant.begrip.dates import find_dates
from assistant.begrip.hours import find_build_up
from assistant.begrip.tlv import find_tlv

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.begrip.calendar import Kalender
    from knowledge.velden import Veld

Rij = dict[str, object]

_ACTIONS = {
    ("gesprek_ouders"): (
        r"gesprek\w* met (?:de )?ouders|oudergesprek\w*|met (?:de )?ouders "
        r"gesproken"
    ),
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
    (
        "helpt_deels",
        (
            r"(?:hielp|hielpen|helpt|werkt|werkte) (?:een beetje|deels|maar even|"
            r"tijdelijk|even)|beetje geholpen"
        ),
    ),
    (
        "helpt_niet",
        (
            r"(?:hielp|hielpen|helpt|helpen|werkt|werkte) (?:\w+ )?niet|zonder "
            r"resultaat|geen (?:resultaat|effect)|niet geholpen|niets opgeleverd|"
            r"zonder succes"
        ),
    ),
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
    ("jeugdbescherming"): (
        r"jeugdbescherm\w*|gezinsvoogd|raad voor de kinderbescherming|\bvoogd\b"
    ),
    "ib_zorgcoordinator": r"intern begeleider|\bib(?:er|'er)?\b|zorgcoordinator",
    "steunpunt": r"steunpunt",
    "school": r"\bmentor\b|\bschool\b|leerkracht",
}
_EXPERTS = {
    (
        "orthopedagoog"
    ): (
        r"orthopedagoog"
    ), (
        "kinder_jeugdpsycholoog"
    ): (
        r"kinder ?(?:en )?jeugdpsycholoog|kinderpsycholoog"
    ),
    "psycholoog": r"\b(?:gz |school)?psycholoog", "pedagoog": r"(?<!ortho)\bpedagoog",
    (
        "kinderpsychiater"
    ): (
        r"(?:kinder|jeugd)?psychiater"
    ), (
        "maatschappelijk_werker"
    ): (
        r"maatschappelijk werk\w*"
    ),
    "arts": r"\b(?:jeugd|kinder|huis)?arts\b",
}  # fmt: skip
_PHASES = (
    "diagnostiek",
    "dossiervorming",
    "dossiercompletering",
    "indicatiestelling",
    "beschikkingsafgifte",
    "plaatsing",
)
_DECISIONS = (
    ((
        "niet_in_behandeling"
    ), (
        r"niet in behandeling"
    )), ((
        "geweigerd"
    ), (
        r"geweigerd|afgewezen|weigert|weigerde"
    )),
    ((
        "toegelaten"
    ), (
        r"toegelaten|aangenomen|geaccepteerd"
    )), ((
        "vol"
    ), (
        r"\b(?:is|zit|was|zat) vol\b|geen plek"
    )),
    ((
        "in_behandeling"
    ), (
        r"in behandeling|nog geen antwoord|wachten op antwoord|loopt nog"
    )),
)  # fmt: skip
_PARTIES = {
    (
        "andere_school"
    ): (
        r"andere school|nieuwe school"
    ), (
        "swv"
    ): (
        r"samenwerkingsverband|\bswv\b"
    ), (
        "leerplicht"
    ): (
        r"leerplicht\w*"
    ),
    (
        "jeugdhulp_ggz"
    ): (
        r"jeugdhulp|\bggz\b|psycholoog"
    ), (
        "jeugdarts"
    ): (
        r"jeugdarts|schoolarts"
    ), (
        "gemeente"
    ): (
        r"\bgemeente\b"
    ),
    (
        "onderwijsconsulent"
    ): (
        r"onderwijsconsulent\w*"
    ), (
        "school"
    ): (
        r"(?<!andere )(?<!nieuwe )\bschool\b"
    ),
}  # fmt: skip
_DUO = (
    ((
        "16_uur"
    ), (
        r"16 ?uurs?|zestien"
    )), ((
        "langdurig_relatief"
    ), (
        r"langdurig relatief|lrv"
    )), ((
        "luxe"
    ), (
        r"luxe"
    )),
    ("18_plus", r"18 ?(?:\+|plus)"), ("overig", r"overig"),
)  # fmt: skip
_DUO_STATUS = (
    ((
        "in_behandeling"
    ), (
        r"in behandeling"
    )), ((
        "afgesloten"
    ), (
        r"afgesloten"
    )), ((
        "ingetrokken"
    ), (
        r"ingetrokken"
    )),
    ("ter_kennisgeving", r"ter kennisgeving"), ("geregistreerd", r"geregistreerd"),
)  # fmt: skip


_DATA = {
    "verzuim": r"verzuim|aanwezigheid|absentie",
    "gezondheid": r"gezondheid|medisch\w*|diagnose\w*|behandeling|gezondheidsgegevens",
    "contact": r"contactgegevens|telefoonnummer|adres|naam",
    "onderwijs": r"onderwijs\w*|schoolresultaten|cijfers|opp|niveau|leer\w*gegevens",
    "geen": r"\b(?:niks|niets|geen)\b",
}
_REFUSED = re.compile(r"\b(?:niks|niets|geen|niet|nee|nooit|liever niet)\b")
_ALLOWED = re.compile(
    r"\b(?:mag|mogen|ja|wel|akkoord|goed|toestemming|zien|weten|alles|krijgt|krijgen|prima)\b"
)
_SCHOOL = re.compile(
    r"\b(?:[Bb]ij|[Oo]p|[Dd]oor|[Vv]an|[Nn]aar) (?:het |de )?"
    r"(?P<s>[A-Z][\w'-]+(?: (?:(?:van|de|der|den|het) )*[A-Z][\w'-]+)*)|"
    r"^(?:[Hh]et |[Dd]e )?(?P<t>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*) (?:heeft|wees|zit|is|zei|"
    r"weigert|weigerde)\b"
)
_NOT_SCHOOL = frozenset(
    {"Ja", "Nee", "School", "Hij", "Zij", "Ze", "Wij", "We", "Het", "De"}
)


def find_consent(plat: str) -> list[Rij] | None:
    """Return with whom may be shared, and what: one row per party."""
    rows: list[Rij] = []
    for clause in clauses(plat):
        for partij in (p for p, r in _PARTIES.items() if re.search(r, clause)):
            row: Rij = {"partij": partij}
            row.update(
                {"gegevens": g for g, r in _DATA.items() if re.search(r, clause)}
            )
            if _REFUSED.search(clause):
                row["ja_nee"] = "nee"
            elif _ALLOWED.search(clause):
                row["ja_nee"] = "ja"
            rows.append(row)
    return rows or None


def find_applications(plat: str, ruw: str, kalender: Kalender) -> list[Rij] | None:
    """Return at which school the pupil was applied for, when, and what it decided."""
    row: Rij = {}
    named = _SCHOOL.search(ruw)
    school = (named["s"] or named["t"]) if named else None
    if school and school not in _NOT_SCHOOL:
        row["school"] = school
    for besluit, pattern in _DECISIONS:
        if re.search(pattern, plat):
            row["besluit"] = besluit
            break
    if "besluit" not in row and not re.search(
        r"\baan(?:ge)?meld\w*|\binschrijv\w*", plat
    ):
        return [row] if row and len(plat.split()) <= 4 else None
    moments = find_dates(plat, kalender)
    if row and moments:
        row["datum_schriftelijke_aanmelding"] = moments[0].datum
    return [row] if row else None


def find_actions(plat: str) -> list[Rij] | None:
    """Return what was tried, with its result where that is said beside it."""
    rows: list[Rij] = []
    for clause in re.split(r" (?:,|\.|en|maar ook|daarna|toen) ", f" {plat} "):
        result = next((r for r, p in _RESULTS if re.search(p, clause)), None)
        if rows and result and not any(re.search(p, clause) for p in _ACTIONS.values()):
            rows[-1].setdefault("resultaat", result)
        for action, pattern in _ACTIONS.items():
            if re.search(pattern, clause) and not re.search(
                r"\b(?:geen|nog niet|nooit)\b", clause
            ):
                rows.append(
                    {"actie": action, **({"resultaat": result} if result else {})}
                )
                break
    return rows or None


def _each(patterns: dict[str, str], column: str) -> Callable[[str], list[Rij] | None]:
    def read(plat: str) -> list[Rij] | None:
        rows: list[Rij] = [
            {column: name} for name, p in patterns.items() if re.search(p, plat)
        ]
        return rows or None

    return read


def _one(
    pairs: dict[str, tuple[tuple[str, str], ...]],
) -> Callable[[str], list[Rij] | None]:
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
    "toestemming_delen": find_consent,
    "toeleiding_fasen": _each({p: rf"\b{p}\b" for p in _PHASES}, "fase"),
    "duo_melding": _one({"soort": _DUO, "status": _DUO_STATUS}),
}


def read_table(veld: Veld, plat: str, ruw: str, kalender: Kalender) -> list[Rij] | None:
    """Return the rows that an answer to a table field states, or None."""
    if veld.id == "aanmeldingen":
        return find_applications(plat, ruw, kalender)
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
