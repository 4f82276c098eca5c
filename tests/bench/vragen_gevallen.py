"""Invented cases with realistic rates, for measuring how many questions are needed.

Each case is drawn from a profile (what keeps this pupil away from school), so that
its answers hang together. The rates are our own estimates after the shares that S3
and S4 report; they are kept apart from the weights of the product on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

DONT_KNOW = 0.07
"""Share of the questions that the person cannot answer."""


@dataclass(frozen=True)
class Profile:
    """What goes together: causes, needs, goals, with the weight of the profile."""

    weight: float
    child: dict[str, float]
    home: dict[str, float]
    school: dict[str, float]
    needs: dict[str, float]
    goal: dict[str, float]
    form: dict[str, float]
    danger: tuple[float, float, float] = (0.85, 0.12, 0.03)


PROFILES = (
    Profile(
        0.42,
        {"angst": 0.8, "somberheid": 0.4, "autisme_kenmerken": 0.4, "faalgevoel": 0.3},
        {"veel_zorgen_of_overbezorgd": 0.4, "ouders_voelen_zich_machteloos": 0.4},
        {"school_te_groot": 0.3, "te_weinig_begeleiding": 0.3, "geen": 0.1},
        {"opbouw_in_uren": 0.6, "rust_of_prikkelarm": 0.5, "kleine_groep": 0.4},
        {"terug_eigen_school": 0.45, "onderwijs_met_zorg": 0.25, "sbo_so_vso": 0.1},
        {"angstgerelateerde_schoolweigering": 0.8, "combinatie": 0.2},
    ),
    Profile(
        0.24,
        {
            "gedragsproblemen_of_verzet": 0.8,
            "agressie_of_gevaarlijk_gedrag": 0.4,
            "druk_of_impulsief": 0.5,
        },
        {"scheiding_of_ruzie": 0.3, "weinig_structuur_of_rust": 0.3},
        {
            "school_weet_niet_meer_wat_te_doen": 0.6,
            "conflict_met_leraar": 0.3,
            "te_weinig_begeleiding": 0.3,
        },
        {"duidelijke_structuur": 0.6, "een_op_een": 0.4, "kleine_groep": 0.4},
        {"tijdelijke_plek_en_terug": 0.4, "sbo_so_vso": 0.3, "terug_eigen_school": 0.2},
        {"combinatie": 0.6, "uitsluiting_of_geen_plek": 0.4},
        (0.4, 0.45, 0.15),
    ),
    Profile(
        0.12,
        {"weinig_motivatie": 0.8, "verslaving_of_gamen": 0.3},
        {"weinig_structuur_of_rust": 0.4, "geldzorgen": 0.2},
        {"verkeerde_studiekeuze": 0.4, "passend_niveau_ontbreekt": 0.2},
        {"praktisch_leren": 0.6, "vaste_volwassene": 0.4},
        {"mbo_of_werk_leren": 0.4, "terug_eigen_school": 0.4},
        {"spijbelen": 1.0},
    ),
    Profile(
        0.12,
        {"lichamelijke_ziekte_of_beperking": 0.9, "slaap_of_dag_nachtritme": 0.3},
        {"ziekte_of_beperking_in_gezin": 0.2},
        {"communicatie_met_ouders": 0.3, "geen": 0.4},
        {"opbouw_in_uren": 0.6, "zorg_op_school": 0.4},
        {"terug_eigen_school": 0.6, "eerst_behandeling": 0.2},
        {"ziekte": 1.0},
    ),
    Profile(
        0.10,
        {"licht_verstandelijke_beperking": 0.4, "trauma": 0.3, "leerproblemen": 0.4},
        {"wonen_of_verhuizen": 0.5},
        {"geen_plek_of_wachtlijst": 0.7, "dossier_niet_klaar": 0.3},
        {"kleine_groep": 0.6, "zorg_op_school": 0.3, "praktisch_leren": 0.3},
        {"andere_reguliere_school": 0.4, "sbo_so_vso": 0.4},
        {"uitsluiting_of_geen_plek": 0.8, "schoolonthouding": 0.2},
    ),
)

OPENING = (
    "leeftijd",
    "schoolsoort",
    "ingeschreven",
    "verzuim_sinds",
    "kind_belemmerend",
)
"""What somebody tells who reports a pupil in one sentence."""

TOLD = (*OPENING, "helemaal_niet_sinds", "vorm_verzuim")
"""What somebody tells in a few sentences: also how the pupil stays away."""

SAFETY = {"veiligheid_direct": "nee", "signaal_suicide": "nee"}


def generated_cases(number: int, day: date, seed: int = 4) -> list[dict[str, object]]:
    """Return so many complete cases; a question that is not answered is absent."""
    random = Random(seed)
    return [_case(random, day) for _ in range(number)]


def _case(random: Random, day: date) -> dict[str, object]:
    profile = random.choices(PROFILES, [row.weight for row in PROFILES])[0]
    age = random.choices(range(5, 18), [1, 2, 3, 3, 4, 5, 7, 9, 12, 14, 14, 12, 8])[0]
    away = int(random.triangular(3, 300, 50))
    answers = {
        **_school(random, age),
        **_absence(random, away, day),
        **_causes(random, profile),
        **_file(random),
        **_wishes(random, profile, age),
    }
    told = {k: v for k, v in answers.items() if random.random() >= DONT_KNOW}
    return {**told, **{k: answers[k] for k in TOLD}, **SAFETY}


def _pick(random: Random, rates: dict[str, float]) -> str:
    return random.choices(list(rates), list(rates.values()))[0]


def _some(random: Random, rates: dict[str, float], otherwise: str) -> list[str]:
    chosen = [one for one, rate in rates.items() if random.random() < rate]
    if "geen" in chosen:
        return ["geen"]
    return chosen or [otherwise]


def _school(random: Random, age: int) -> dict[str, object]:
    primary = age <= 11 or (age == 12 and random.random() < 0.5)
    kinds = (
        {"bao": 0.85, "sbo": 0.1, "so": 0.05}
        if primary
        else {
            "praktijkonderwijs": 0.1,
            "vmbo": 0.45,
            "havo": 0.22,
            "vwo": 0.13,
            "vso": 0.06,
            "mbo_entree": 0.04 * (age >= 16),
        }
    )
    moves = {"nee": 0.85, "andere_school": 0.08}
    moves["po_naar_vo" if primary else "vo_naar_mbo"] = 0.07 * (age in (11, 12, 16, 17))
    month = f"{2026 - age}-{random.randint(1, 9):02}"
    return {
        "leeftijd": age,
        "geboortemaand": month,
        "schoolsoort": _pick(random, kinds),
        "ingeschreven": _pick(random, {"ja": 0.9, "nee": 0.06, "in_aanmelding": 0.04}),
        "overgangsmoment": _pick(random, moves),
        "niveau_advies": ["so_vso_arbeid"] if random.random() < 0.06 else ["vmbo_bb"],
        "plicht": "leerplichtig" if age < 16 else "kwalificatieplichtig",
        "vrijstelling": _pick(random, {"geen": 0.93, "in_onderzoek": 0.07}),
    }


def _absence(random: Random, away: int, day: date) -> dict[str, object]:
    since = day - timedelta(days=away)
    not_at_all = since + timedelta(days=random.randint(0, max(0, away - 1)))
    answers: dict[str, object] = {
        "verzuim_sinds": since,
        "ziekmeldingen_12w": random.choice([0, 0, 1, 1, 2, 3, 4, 6]),
        "ziek_aaneengesloten_dagen": random.choice([0, 0, 1, 2, 3, 5, 8, 15]),
        "uren_ongeoorloofd_4w": random.choice([0, 0, 4, 12, 20, 40]),
        "thuis_op_initiatief_van": random.choice(["school", "leerling", "ouders"]),
        "signalen_vroeg": _some(
            random,
            {"trekt_zich_terug": 0.4, "vaak_ziek_gemeld": 0.3, "heftige_emoties": 0.3},
            "niets",
        ),
        "klachten_schoolochtend": _some(
            random, {"buikpijn_of_hoofdpijn": 0.4, "paniek_of_huilen": 0.3}, "boosheid"
        ),
    }
    answers["helemaal_niet_sinds"] = not_at_all
    return answers


def _causes(random: Random, profile: Profile) -> dict[str, object]:
    danger = random.choices(["nee", "soms", "vaak"], profile.danger)[0]
    first = next(iter(profile.child))
    guided = {"ja": 0.5, "met_een_op_een": 0.3, "alleen_thuis_of_zorgplek": 0.15}
    return {
        "kind_belemmerend": _some(random, profile.child, first),
        "thuis_belemmerend": _some(random, profile.home, "geen"),
        "school_belemmerend": _some(random, profile.school, "anders"),
        "vorm_verzuim": _pick(random, profile.form),
        "gevaarlijk_gedrag": danger,
        "begeleidbaar": _pick(random, {**guided, "nee_nu_niet": 0.05}),
        "waar_vermijdt": _some(
            random,
            {"klas_te_druk": 0.4, "toetsen_of_presteren": 0.3},
            "pauze_of_gymles",
        ),
        "diagnose_status": _pick(
            random, {"nee": 0.45, "ja_vastgesteld": 0.35, "onderzoek_loopt": 0.2}
        ),
        "behandeling_nu": _pick(random, {"nee": 0.45, "ja": 0.3, "wacht": 0.25}),
    }


def _file(random: Random) -> dict[str, object]:
    plan = {"geen_plan": 0.3, "plan_nieuw": 0.2, "plan_zonder_opbouw": 0.25}
    plan |= {"plan_werkt_met_opbouw": 0.1, "terugval": 0.15}
    threat = {"nee": 0.82, "schorsing_dreigt": 0.08, "geschorst": 0.05}
    return {
        "schorsing_verwijdering": _pick(random, {**threat, "verwijderd": 0.05}),
        "plan_van_aanpak": _pick(random, plan),
        "tlv_aanwezig": [{"soort": "vso"}] if random.random() < 0.06 else [],
        "aanmeldingen": [{"besluit": "geweigerd"}] if random.random() < 0.1 else [],
        "eerdere_acties": random.choice(
            [[], [{"actie": "mdo", "resultaat": "helpt_deels"}]]
        ),
        "toeleiding_fasen": [],
        "school_wil_terug": _pick(random, {"ja_met_hulp": 0.5, "ja": 0.3, "nee": 0.2}),
        "aantal_geevalueerde_plannen": random.choice([0, 1, 2, 3]),
        "dossier_opp": random.choice(["ja_actueel", "ja_verouderd", "nee"]),
        "deskundigenverklaringen": [],
    }


def _wishes(random: Random, profile: Profile, age: int) -> dict[str, object]:
    signed = {"getekend": 0.3, "toegezegd": 0.6, "nee": 0.1}
    return {
        "onderwijsbehoeften": _some(random, profile.needs, "vaste_volwassene"),
        "doel_soort": _pick(random, profile.goal),
        "ouders_doen_mee": _pick(random, {"ja": 0.7, "deels": 0.22, "nee": 0.08}),
        "toestemming_plaatsing": _pick(random, signed),
        "terugkeergarantie_school": _pick(random, signed),
        "stem_kind_gehoord": _pick(random, {"ja_gesprek": 0.6, "nog_niet": 0.4}),
    }
