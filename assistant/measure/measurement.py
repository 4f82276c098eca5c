"""One measurement: the set, every way of understanding, and the goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.context import current_day
from assistant.measure import diet, pipelines
from assistant.measure.meetset import PEILDATUM, read_meetset
from assistant.measure.reports import score_reports
from assistant.measure.score import rounded
from assistant.measure.sentences import score_sentences

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.begrip.begrepen import Nlu
    from assistant.measure.meetset import Meetset, Zin
    from assistant.measure.reports import Verslagscores
    from assistant.measure.sentences import Zinscores
    from assistant.settings import Settings
    from assistant.setup.steps import Report
    from knowledge.load import Knowledge

WHOLE = "leerplek"
RASA = "rasa"
RULES = "regels"
_PROGRESS_EVERY = 25


@dataclass(frozen=True)
class Doel:
    """One aim and what came of it.

    Parameters
    ----------
    wat
        What is measured, in Dutch.
    streef
        The least that is wanted, 0..1.
    waarde
        What was measured, or None when there was nothing to measure.
    """

    wat: str
    streef: float
    waarde: float | None

    @property
    def gehaald(self) -> bool:
        """Tell whether the aim is reached."""
        return self.waarde is not None and self.waarde >= self.streef


@dataclass(frozen=True)
class Meting:
    """All figures of one run.

    Parameters
    ----------
    meetset
        What was measured.
    wijzen
        Way of understanding to its figures; ``leerplek`` is the product.
    verslagen
        The figures of the reports, or None without reports.
    diet
        The last figures of DIET on this part of the set, with the version of the set
        they are about; empty when it was never measured.
    """

    meetset: Meetset
    wijzen: dict[str, Zinscores]
    verslagen: Verslagscores | None
    diet: dict[str, object]

    @property
    def geheel(self) -> Zinscores:
        """Return the figures of the product."""
        return self.wijzen[WHOLE]

    def doelen(self) -> list[Doel]:
        """Return the aims of the project with what was measured."""
        whole, reports = self.geheel, self.verslagen
        read = reports.velden if reports else None
        return [
            Doel("intent, macro-F1", 0.92, whole.macro_f1),
            Doel("velden, F1", 0.90, whole.alle_velden.f1),
            Doel("crisis, recall", 0.98, whole.crisis.recall),
            Doel("verslagen, precisie", 0.95, read.precisie if read else None),
            Doel("verslagen, recall", 0.80, read.recall if read else None),
        ]

    def as_dict(self, *, fouten: bool) -> dict[str, object]:
        """Return the JSON of the measurement.

        Parameters
        ----------
        fouten
            Whether to list what went wrong.
        """
        whole = self.geheel
        document: dict[str, object] = {
            "set": self.meetset.naam,
            "vingerafdruk": self.meetset.vingerafdruk,
            "peildatum": PEILDATUM,
            "zinnen": len(self.meetset.zinnen),
            "verslagen_aantal": len(self.meetset.verslagen),
            "wijzen": {name: row.summary() for name, row in self.wijzen.items()},
            "intenties": {n: row.as_dict() for n, row in whole.intenties.items()},
            "secties": {n: row.as_dict() for n, row in whole.secties.items()},
            "velden": {n: row.as_dict() for n, row in whole.velden.items()},
            "begrippen": rounded(whole.begrippen),
            "diet": self.diet or None,
            "verslagen": self.verslagen.summary() if self.verslagen else None,
            "doelen": [
                {"doel": d.wat, "streef": d.streef, "waarde": rounded(d.waarde)}
                | {"gehaald": d.gehaald}
                for d in self.doelen()
            ],
        }
        if fouten:
            document["fouten"] = [
                {
                    "tekst": fout.zin.tekst,
                    "vraag": fout.zin.vraag,
                    "gewenst": {"intent": fout.zin.intent, "velden": fout.zin.velden},
                    "begrepen": fout.begrepen.as_dict(),
                }
                for fout in whole.fouten
            ]
        return document


def measure(
    naam: str,
    settings: Settings,
    knowledge: Knowledge,
    report: Report,
    *,
    with_diet: bool = False,
) -> Meting:
    """Measure every way of understanding on one part of the labelled set.

    Parameters
    ----------
    naam
        ``ontwikkel`` or ``toets``.
    settings
        Where the bot is; it is set up and trained first, as far as needed.
    knowledge
        The loaded knowledge rows.
    report
        Hears the progress.
    with_diet
        Whether to train and measure DIET too, which takes long.

    Raises
    ------
    MeetsetError
        When the set cannot be read.
    SetupError
        When the bot cannot be set up.
    """
    from assistant.setup.bot import ensure_bot

    meetset = read_meetset(settings.bot_dir / "meetset", naam, knowledge)
    zinnen = meetset.zinnen
    parses = _parse(zinnen, settings, ensure_bot(settings, report), report)
    report.line("De regels lezen de zinnen …")
    understood = {
        WHOLE: pipelines.whole(zinnen, parses, knowledge),
        RASA: pipelines.rasa_alone(parses),
        RULES: pipelines.rules_alone(zinnen, knowledge),
    }
    if with_diet:
        _measure_diet(meetset, settings, knowledge, report)
    return Meting(
        meetset,
        {n: score_sentences(zinnen, b, knowledge) for n, b in understood.items()},
        _read_reports(meetset, knowledge, report),
        diet.read_figures(settings, naam),
    )


def _measure_diet(
    meetset: Meetset, settings: Settings, knowledge: Knowledge, report: Report
) -> None:
    """Train DIET, measure it alone and with the rules, and keep the figures."""
    from assistant.setup.environments import ensure_rasa_env

    report.line("DIET trainen …")
    model, seconds = diet.train_diet(
        settings, ensure_rasa_env(settings, report), report
    )
    parses = _parse(meetset.zinnen, settings, model, report, whole=True)
    understood = {
        diet.ALONE: pipelines.rasa_alone(parses),
        diet.WITH_RULES: pipelines.whole(meetset.zinnen, parses, knowledge),
    }
    figures: dict[str, object] = {
        name: score_sentences(meetset.zinnen, read, knowledge).summary()
        for name, read in understood.items()
    }
    figures["gemeten_op"] = current_day()
    figures["vingerafdruk"] = meetset.vingerafdruk
    figures["training_s"] = round(seconds)
    diet.keep_figures(settings, meetset.naam, figures)


def _parse(
    zinnen: tuple[Zin, ...],
    settings: Settings,
    model: Path,
    report: Report,
    *,
    whole: bool = False,
) -> list[Nlu]:
    """Let Rasa read the sentences."""
    from assistant.rasa.worker import NluWorker

    report.line(f"Rasa leest {len(zinnen)} zinnen …")
    parses = []
    with NluWorker(settings, model, whole=whole) as worker:
        for number, zin in enumerate(zinnen):
            parses.append(worker.parse(zin.tekst))
            if number % _PROGRESS_EVERY == 0:
                report.busy(f"{number} van {len(zinnen)}")
    return parses


def _read_reports(
    meetset: Meetset, knowledge: Knowledge, report: Report
) -> Verslagscores | None:
    if not meetset.verslagen:
        return None
    report.line(f"Leerplek leest {len(meetset.verslagen)} verslagen …")
    read = pipelines.reports(meetset.verslagen, knowledge)
    return score_reports(meetset.verslagen, read, knowledge)
