"""How many questions until the advice is decided: computed order against a fixed one.

Run with ``uv run python -m tests.bench.vragen [NUMBER]``. Over the demo cases and so
many generated ones (500): questions after the opening until no open question can still
change the first three routes of any kind, for a professional and for a parent, in the
order that the product computes and in the fixed order that the intake had before. The
fixed order skips what is known or not for this person, like the other; when it runs
out, the deciding fields follow in the order of the form.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from datetime import date, timedelta

from knowledge.load import load_knowledge
from matching.antwoorden import check_answers
from matching.vragen import Fase, open_intake
from tests.bench.vragen_gevallen import OPENING, SAFETY, TOLD, generated_cases

DAY = date(2026, 11, 20)
TYPICAL = 15
FIXED = (
    *("leeftijd", "schoolsoort", "leerjaar", "ingeschreven", "overgangsmoment"),
    *("verzuim_sinds", "helemaal_niet_sinds", "vorm_verzuim", "kind_belemmerend"),
    *("thuis_belemmerend", "school_belemmerend", "onderwijsbehoeften", "begeleidbaar"),
    *("gevaarlijk_gedrag", "behandeling_nu", "diagnose_status", "plan_van_aanpak"),
    *("aantal_geevalueerde_plannen", "dossier_opp", "school_wil_terug"),
    *("terugkeergarantie_school", "tlv_aanwezig", "stem_kind_gehoord", "doel_soort"),
    *("gemeente_woonplaats", "postcode4", "maximale_reistijd_min"),
)


def demo_cases(knowledge):
    """Return the demo cases that tell enough to be decided."""
    for row in knowledge.voorbeelden:
        if len(row.antwoorden) >= 15:
            raw = {key: _dated(value) for key, value in row.antwoorden.items()}
            yield check_answers(raw, knowledge, DAY)


def _dated(value):
    if isinstance(value, list):
        return [_dated(item) for item in value]
    if isinstance(value, dict):
        return {key: _dated(item) for key, item in value.items()}
    found = re.fullmatch(r"(-?\d+) dagen", value) if isinstance(value, str) else None
    return DAY + timedelta(days=int(found[1])) if found else value


def computed(stand, skipped):
    """Return the question that decides most."""
    return stand.volgende()


def fixed(stand, skipped):
    """Return the next question of the fixed order."""
    open_ = {*stand.beslist, *stand.verplicht, *stand.rest}
    return next((veld for veld in FIXED if veld in open_), min(stand.beslist))


def questions(case, opening, rol, choose, knowledge, times):
    """Return how many questions it takes, and how many were expected at the start."""
    known = {key: case[key] for key in opening if key in case} | SAFETY
    skipped, count, expected = set(), 0, None
    while True:
        start = time.perf_counter()
        stand = open_intake(known, knowledge, DAY, rol=rol, overgeslagen=skipped)
        times.append(1000 * (time.perf_counter() - start))
        if expected is None:
            expected = stand.nog - len(stand.verplicht)
        if stand.fase is not Fase.beslist:
            return count, expected
        veld = choose(stand, skipped)
        count += 1
        if veld in case:
            known[veld] = case[veld]
        else:
            skipped.add(veld)


def row(name, cases, opening, rol, knowledge, times):
    """Measure one set and print its line."""
    found = {
        choose.__name__: [
            questions(case, opening, rol, choose, knowledge, times) for case in cases
        ]
        for choose in (computed, fixed)
    }
    ours = sorted(count for count, _ in found["computed"])
    theirs = sorted(count for count, _ in found["fixed"])
    error = statistics.mean(abs(e - c) for c, e in found["computed"])
    print(
        f"{name:34} {len(ours):4} {statistics.mean(ours):6.1f} "
        f"{statistics.median(ours):4.0f} {ours[int(0.9 * len(ours))]:4} "
        f"{sum(one <= TYPICAL for one in ours) / len(ours):6.0%} "
        f"{statistics.mean(theirs):7.1f} {statistics.median(theirs):4.0f} "
        f"{statistics.mean(theirs) / statistics.mean(ours):6.2f}x {error:8.1f}"
    )


def main():
    """Print the table and the time per turn."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    knowledge = load_knowledge()
    sets = {
        "demo": list(demo_cases(knowledge)),
        "generated": [
            check_answers(case, knowledge, DAY) for case in generated_cases(number, DAY)
        ],
    }
    openings = {"story": TOLD, "short": OPENING, "nothing": ()}
    print(
        f"{'set, who, opening':34} {'n':>4} {'mean':>6} {'med':>4} {'p90':>4} "
        f"{'<=15':>6} {'fixed':>7} {'med':>4} {'ratio':>7} {'expected':>8}"
    )
    times: list[float] = []
    for name, cases in sets.items():
        for rol in ("zorgcoordinator", "ouder"):
            for label, opening in openings.items():
                row(f"{name}, {rol}, {label}", cases, opening, rol, knowledge, times)
    times.sort()
    print(
        f"\nper turn: {statistics.median(times):.2f} ms median, "
        f"{times[int(0.95 * len(times))]:.2f} ms p95, {len(times)} turns"
    )


if __name__ == "__main__":
    main()
