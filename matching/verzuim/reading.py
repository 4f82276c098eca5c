"""Read DAGEN.csv: all at once when it is right, line by line to say what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim_regels import Dagsoort
from matching.verzuim.days import (
    DAGEN,
    HONDERD,
    SOORT,
    day_keys,
    in_hundredths,
    pupil_numbers,
    pupils,
    with_pupils,
)
from matching.verzuim.headers import SCHEIDING, check_header, refuse_bsn_names
from matching.verzuim.lines import (
    BESTURING,
    EERSTE_DAG,
    ISO,
    LAATSTE_DAG,
    MEEST_UREN,
    read_lines,
)

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.verzuim import Verzuimregels

KOLOMMEN = tuple(DAGEN.names())


def read_days(path: Path, regels: Verzuimregels) -> pl.DataFrame:
    """Read and check a file with one row per pupil per school day.

    Parameters
    ----------
    path
        The file, UTF-8, ``;`` between the columns; a byte order mark and a first
        line ``sep=;`` are fine.
    regels
        Which columns are refused.

    Returns
    -------
    polars.DataFrame
        The columns of :data:`matching.verzuim.days.DAGEN`.

    Raises
    ------
    AbsenceError
        One Dutch sentence that names the file, the line and the remedy.
    """
    kop = check_header(path, KOLOMMEN, regels.invoer)
    frame = _read_at_once(path, kop.regel - 1)
    sound = None if frame is None else _sound(frame)
    if sound is None:
        sound = with_pupils(in_hundredths(read_lines(path)))
    refuse_bsn_names(path, pupils(sound))
    return sound


def _read_at_once(path: Path, skip: int) -> pl.DataFrame | None:
    kinds = {
        "leerling": pl.String(),
        "datum": pl.Date(),
        "lesuren": pl.Float32(),
        "gemist": pl.Float32(),
        "soort": SOORT,
    }
    try:
        # Dates that begin with the day would be taken as well, if all of them do.
        first = pl.read_csv(
            path,
            separator=SCHEIDING,
            columns=["datum"],
            skip_lines=skip,
            n_rows=1,
            infer_schema=False,
        )
        if not first["datum"].str.contains(f"^{ISO}$").all():
            return None
        return pl.read_csv(
            path,
            separator=SCHEIDING,
            columns=list(KOLOMMEN),
            skip_lines=skip,
            schema_overrides=kinds,
        )
    except (pl.exceptions.PolarsError, OSError):
        return None


def _sound(frame: pl.DataFrame) -> pl.DataFrame | None:
    """Return the days when no row breaks a rule; else the lines are looked at."""
    if frame.is_empty() or any(column.null_count() for column in frame):
        return None
    if not frame.lazy().select(_keeps_the_rules()).collect().item():
        return None
    known = with_pupils(in_hundredths(frame))
    names = pupils(known)
    odd = (names != names.str.strip_chars()) | names.str.contains(BESTURING)
    if odd.any() or (names == "").any():
        return None
    keys = day_keys(pupil_numbers(known, names), known["datum"])
    keys = keys if keys.is_sorted() else keys.sort()
    return None if (keys.diff() == 0).any() else known


def _keeps_the_rules() -> pl.Expr:
    """Return whether days and hours are possible, and hours fit their kind.

    What is no number is more than any bound, so it is never possible.
    """
    hours, missed = pl.col("lesuren"), pl.col("gemist")
    present = pl.col("soort") == Dagsoort.aanwezig.value
    rules = [
        pl.col("datum").is_between(EERSTE_DAG, LAATSTE_DAG),
        (hours >= 0) & (hours <= MEEST_UREN),
        (missed >= 0) & (missed <= hours),
        ~(present & (missed > 0)),
    ]
    for column in (hours, missed):
        cents = column * HONDERD
        rules.append((cents - cents.round(0)).abs() <= 0.01)
    return pl.all_horizontal(rule.all() for rule in rules)
