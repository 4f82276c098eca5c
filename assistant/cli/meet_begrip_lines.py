"""The table of ``leerplek meet-begrip`` for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import print_line
from assistant.measure import diet
from assistant.measure.measurement import RASA, RULES, WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.measure.label import Waarneming
    from assistant.measure.measurement import Meting
    from assistant.measure.reports import Verslagscores, Verslaguitslag
    from assistant.measure.score import Score
    from assistant.measure.sentences import Uitslag, Zinscores
    from knowledge.load import Knowledge

WAYS = {
    WHOLE: "Leerplek: Rasa met regels",
    RASA: "Rasa alleen",
    RULES: "regels alleen",
    diet.WITH_RULES: "DIET met regels *",
    diet.ALONE: "DIET alleen *",
}
WEAKEST = 3
_WIDE = 32


def show(meting: Meting, knowledge: Knowledge, *, fouten: bool) -> None:
    """Print the figures.

    Parameters
    ----------
    meting
        What was measured.
    knowledge
        Names of the parts of the probleemanalyse.
    fouten
        Whether to list what went wrong.
    """
    meetset = meting.meetset
    if fouten:
        _show_mistakes(meting)
    print_line(
        f"Meetset ‘{meetset.naam}’: {len(meetset.zinnen)} zinnen, "
        f"{len(meetset.verslagen)} verslagen (versie {meetset.vingerafdruk})."
    )
    print_line()
    _show_ways(meting)
    whole = meting.geheel
    _show_scores("Intentie", whole.intenties)
    sections = {knowledge.secties[s].naam: row for s, row in whole.secties.items()}
    _show_scores("Velden per onderdeel", sections, overall=whole.alle_velden)
    _show_weakest_fields(whole)
    if whole.begrippen is not None:
        print_line(f"Gevraagd begrip herkend: {_figure(whole.begrippen)}")
    if meting.verslagen:
        _show_reports(meting.verslagen, knowledge)
    print_line()
    for doel in meting.doelen():
        outcome = "gehaald" if doel.gehaald else "niet gehaald"
        if doel.waarde is None:
            outcome = "niet gemeten"
        print_line(
            f"{doel.wat:{_WIDE}} streef {_figure(doel.streef)}  "
            f"gemeten {_figure(doel.waarde)}  {outcome}"
        )


def _show_ways(meting: Meting) -> None:
    heads = ("intent", "macro-F1", "crisis rec.", "crisis prec.")
    fields = ("velden prec.", "velden rec.", "velden F1")
    print_line(f"{'Wijze':{_WIDE}}" + "".join(f"{h:>13}" for h in heads + fields))
    rows = {name: row.summary() for name, row in meting.wijzen.items()}
    kept = {name: meting.diet.get(name) for name in (diet.WITH_RULES, diet.ALONE)}
    rows |= {name: row for name, row in kept.items() if isinstance(row, dict)}
    for name, row in rows.items():
        figures = [row["intent_goed"], row["intent_macro_f1"]]
        figures += [_part(row, "crisis", key) for key in ("recall", "precisie")]
        figures += [_part(row, "velden", key) for key in ("precisie", "recall", "f1")]
        print_line(
            f"{WAYS[name]:{_WIDE}}" + "".join(f"{_cell(f):>13}" for f in figures)
        )
    if meting.diet:
        _tell_of_diet(meting)
    else:
        print_line("DIET is op deze set niet gemeten; dat doet --diet.")


def _tell_of_diet(meting: Meting) -> None:
    known = meting.diet
    same = known.get("vingerafdruk") == meting.meetset.vingerafdruk
    version = "deze versie" if same else f"een eerdere versie ({known['vingerafdruk']})"
    print_line(
        f"* Niet nu gemeten maar op {known['gemeten_op']}, op {version} van de set; "
        f"getraind in {known['training_s']} s."
    )


def _part(row: Mapping[str, object], part: str, key: str) -> object:
    """Return a figure of a part of a row; Rasa and DIET alone read no fields."""
    figures = row.get(part)
    return figures.get(key) if isinstance(figures, dict) else None


def _cell(figure: object) -> str:
    return _figure(figure if isinstance(figure, float | int) else None)


def _show_scores(
    title: str, scores: Mapping[str, Score], overall: Score | None = None
) -> None:
    """Print one table with the weakest rows marked."""
    print_line()
    heads = ("aantal", "precisie", "recall", "F1")
    print_line(f"{title:{_WIDE}}" + "".join(f"{h:>10}" for h in heads))
    weakest = _weakest(scores)
    for name, score in scores.items():
        mark = "  ← zwak" if name in weakest else ""
        print_line(_score_line(name, score) + mark)
    if overall:
        print_line(_score_line("samen", overall))


def _score_line(name: str, score: Score) -> str:
    figures = (score.precisie, score.recall, score.f1)
    cells = "".join(f"{_figure(figure):>10}" for figure in figures)
    return f"{name:{_WIDE}}{score.gewenst:>10}{cells}"


def _show_weakest_fields(whole: Zinscores) -> None:
    weakest = _weakest({n: s for n, s in whole.velden.items() if s.gewenst >= WEAKEST})
    named = (f"{name} {_figure(whole.velden[name].f1)}" for name in weakest)
    print_line(f"Zwakste velden: {', '.join(named)}")


def _weakest(scores: Mapping[str, Score]) -> list[str]:
    """Return the weakest rows that do not find everything, weakest first."""
    wanted = {n: s.f1 or 0.0 for n, s in scores.items() if s.gewenst and s.f1 != 1.0}
    return sorted(wanted, key=lambda name: (wanted[name], name))[:WEAKEST]


def _show_reports(scores: Verslagscores, knowledge: Knowledge) -> None:
    sections = {knowledge.secties[s].naam: row for s, row in scores.secties.items()}
    _show_scores("Verslagen per onderdeel", sections, overall=scores.velden)
    print_line(
        f"Waarden die er niet mochten staan: {scores.verboden}. Acuut gevaar: "
        f"recall {_figure(scores.crisis.recall)}, "
        f"precisie {_figure(scores.crisis.precisie)}."
    )


def _show_mistakes(meting: Meting) -> None:
    for fout in meting.geheel.fouten:
        print_line(_sentence_mistake(fout))
    for verslag in meting.verslagen.fouten if meting.verslagen else ():
        print_line(_report_mistake(verslag))
    print_line()


def _sentence_mistake(fout: Uitslag) -> str:
    zin, read = fout.zin, fout.begrepen
    lines = [f"{zin.tekst}  [{zin.vraag or '-'}]"]
    if fout.intent != zin.intent:
        lines.append(f"    intent: {zin.intent}, begrepen als {read.intent}")
    if not fout.term_found:
        lines.append(f"    begrip: {zin.begrip}, begrepen als {read.begrip}")
    return "\n".join([*lines, *_values(fout.velden.gemist, fout.velden.verzonnen)])


def _report_mistake(fout: Verslaguitslag) -> str:
    lines = [f"verslag {fout.verslag.id}"]
    lines += _values(fout.velden.gemist, fout.velden.verzonnen, fout.verboden)
    if fout.crisis != fout.verslag.crisis:
        lines.append("    acuut gevaar " + ("ten onrechte" if fout.crisis else "niet"))
        lines[-1] += " gezien"
    return "\n".join(lines)


def _values(
    missed: Iterable[Waarneming],
    invented: Iterable[Waarneming],
    forbidden: Iterable[Waarneming] = (),
) -> list[str]:
    kinds = {"gemist": missed, "verzonnen": invented, "verboden": forbidden}
    return [
        f"    {kind}: {', '.join(f'{w.veld}={w.waarde}' for w in values)}"
        for kind, values in kinds.items()
        if values
    ]


def _figure(figure: float | None) -> str:
    """Return a figure as a Dutch reader writes it."""
    return "–" if figure is None else f"{figure:.3f}".replace(".", ",")
