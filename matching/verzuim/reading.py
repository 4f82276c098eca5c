"""Read DAGEN.csv: all at once when it is right, line by line to say what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from knowledge.verzuim import Soort
from matching.verzuim.days import DAGEN, HONDERD, SOORT, day_keys, in_hundredths
from matching.verzuim.headers import SCHEIDING, check_header, refuse_bsn_names
from matching.verzuim.lines import MEEST_UREN, read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.verzuim import Verzuimregels

KOLOMMEN = tuple(DAGEN.names())


def read_days(path: Path, regels: Verzuimregels) -> pl.DataFrame:
    """Read and check a file with one row per pupil per school day.

    Parameters
    ----------
    path
        The file, UTF-8, ``;`` between the columns; a byte order mark is fine.
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
    check_header(path, KOLOMMEN, regels.invoer)
    frame = _read_at_once(path)
    if frame is None or not _sound(frame):
        frame = read_lines(path)
    refuse_bsn_names(path, frame["leerling"].unique())
    return in_hundredths(frame)


def _read_at_once(path: Path) -> pl.DataFrame | None:
    kinds = {
        "leerling": pl.String(),
        "datum": pl.Date(),
        "lesuren": pl.Float32(),
        "gemist": pl.Float32(),
        "soort": SOORT,
    }
    try:
        return pl.read_csv(
            path,
            separator=SCHEIDING,
            columns=list(KOLOMMEN),
            schema_overrides=kinds,
        )
    except (pl.exceptions.PolarsError, OSError):
        return None


def _sound(frame: pl.DataFrame) -> bool:
    """Tell whether no row breaks a rule; only otherwise is any line looked at."""
    hours, missed = pl.col("lesuren"), pl.col("gemist")
    present = pl.col("soort") == Soort.aanwezig.value
    cents = pl.col("lesuren", "gemist") * HONDERD
    wrong = frame.select(
        empty=pl.any_horizontal(pl.all().is_null()).any(),
        hours=(~hours.is_between(0, MEEST_UREN)).any(),
        missed=(~missed.is_between(0, hours)).any(),
        present=(present & (missed > 0)).any(),
        cents=pl.any_horizontal((cents - cents.round(0)).abs() > 0.01).any(),
    ).row(0)
    if frame.is_empty() or any(wrong):
        return False
    names = frame["leerling"].unique()
    if (names != names.str.strip_chars()).any() or (names == "").any():
        return False
    keys = day_keys(frame).sort()
    return not (keys.diff() == 0).any()
