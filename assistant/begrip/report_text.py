"""A report cut into sentences, each with the label or heading it stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assistant.begrip.report_words import Woordenlijst

_BULLET = re.compile(
    r"^\s*(?:[-*•‣▪◦–—+>☐☑✓]|\[[ xX]?\]|\(?\d{1,2}[.)](?=\s)|[a-z]\))\s*"
)
_LABEL = re.compile(
    r"^(?P<l>[A-Za-zÀ-ÿ][^:=|\n.?!]{0,48}?)\s*(?::(?!\d)|=|\||\t)\s*(?P<w>.*)$", re.S
)
_END = re.compile(
    r"[.!?]+[\"'”’)]*(?=\s|$)|;(?!\d|\s(?:zij|ze|hij|het|deze|dit|dat|die)\b)|\n| \| "
)
_ROW = re.compile(r"^\s*\|.*\|\s*$|^[^|\n]+ \| [^\n]+$")
"""A row of a table, drawn with bars."""
_RULE = re.compile(r"^[\s|:+=_-]+$")
"""A line that is only drawn."""
_COLUMNS = re.compile(r"^(?P<l>\S.{1,40}?)(?:\s{2,}|\t)(?P<w>\S.*)$")
_SPEAKER = re.compile(
    r"^\W?\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4},? \d{1,2}[:.]\d{2}\W*[^:\n]{1,30}: |"
    r"^\[?\d{1,2}[:.]\d{2}\]?\W+[^:\n]{1,30}: "
)
"""Who wrote a message, and when."""
_YEARS_MONTHS = re.compile(r"\b(\d{1,2});\d{1,2}\b")
"""An age in years and months: ‘7;8 jaar’."""
_SHORT_YEAR = re.compile(r"(?<=[a-z.]) '(\d\d)\b")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")
_WRAPPED = 45
"""A line of at least so many characters may go on on the next."""
_HEADING_WORDS = 7


@dataclass(frozen=True)
class Zin:
    """One sentence, or one line of a form.

    Parameters
    ----------
    ruw
        Exactly as it stands in the report.
    tekst
        With shorthand written out, without the label.
    label
        What stands before the colon, when it names a field; in plain letters.
    kop
        The heading that the line stands under, in plain letters.
    """

    ruw: str
    tekst: str
    label: str | None = None
    kop: str | None = None


def read_sentences(tekst: str, woorden: Woordenlijst) -> list[Zin]:
    """Cut a report into its sentences, in order.

    Parameters
    ----------
    tekst
        The report as pasted.
    woorden
        The compiled rows: which labels exist, what shorthand stands for.
    """
    found: list[Zin] = []
    kop: str | None = None
    for block in _blocks(tekst):
        if _RULE.match(block):
            continue
        if _ROW.match(block) and "\n" not in block:
            found += _row(block, woorden)
            continue
        body = _BULLET.sub("", block).strip(" \t|")
        if not body:
            continue
        heading = _heading(body, block, woorden.labels)
        if heading is not None:
            kop = heading
            continue
        listed = bool(_BULLET.match(block))
        if not listed and len(body.split()) > _HEADING_WORDS and "\n" not in body:
            kop = kop if _LABEL.match(body) is None and kop in woorden.labels else None
        for piece in _pieces(body, woorden.labels):
            found += _sentences(piece, kop, woorden)
    return found


def _row(block: str, woorden: Woordenlijst) -> Iterator[Zin]:
    """Read a row of a table as its first cell with what stands beside it."""
    cells = [cell.strip() for cell in block.strip().strip("|").split("|")]
    name, rest = cells[0].rstrip(" ?:"), ", ".join(cell for cell in cells[1:] if cell)
    ruw = block.strip().strip("|").strip()
    label = woorden.label(name)
    text = rest if label else f"{name}: {rest}"
    if rest:
        yield Zin(ruw, woorden.written_out(text), label)


def _blocks(tekst: str) -> Iterator[str]:
    """Yield the lines, with a line that was only wrapped put to the one before it."""
    held = ""
    lines = tekst.splitlines()
    lengths = sorted(len(line) for line in lines if line.strip())
    are_notes = bool(lengths) and lengths[len(lengths) // 2] < _WRAPPED
    for typed in lines:
        line = _SPEAKER.sub("", typed)
        said = line != typed
        goes_on = (
            not are_notes
            and len(held.rsplit("\n", 1)[-1]) >= _WRAPPED
            and not _BULLET.match(line)
            and not _LABEL.match(line.strip())
            and not (said or _ROW.match(line) or _ROW.match(held))
            and not held.rstrip().endswith((".", "?", "!", ":", ";"))
        )
        if held and line.strip() and goes_on:
            held += "\n" + line
            continue
        if held.strip():
            yield held
        held = line
    if held.strip():
        yield held


def _heading(body: str, block: str, labels: Collection[str]) -> str | None:
    """Return the heading that a line is, or None when it says something itself."""
    numbered = _NUMBERED.match(block.strip()) and label_of(body) in labels
    short = len(body.split()) <= _HEADING_WORDS and not _BULLET.match(block)
    if numbered:
        return label_of(body)
    if not short or body.endswith((".", "!", "?")) or re.search(r"\d", body):
        return None
    if body.endswith(":"):
        return label_of(body)
    bare = "," not in body and ":" not in body and "|" not in body and "=" not in body
    return label_of(body) if bare and label_of(body) in labels else None


def label_of(text: str) -> str:
    """Return a label or heading in plain letters: ‘School/klas:’ → ‘school / klas’."""
    plain = re.sub(r"[*_#:.()?]", " ", text.lower())
    return " ".join(re.sub(r"\s*/\s*", " / ", plain.replace("-", " ")).split())


def _pieces(body: str, labels: Collection[str]) -> list[str]:
    """Cut a line where a new known label begins: ‘Leeftijd: 13, klas: 2’."""
    cuts = [0]
    for match in re.finditer(
        r"(?:[.,;|]\s+|\s{2,}|\n)(?=([A-Za-z][^:.,;|\n]{1,40}):\s)", body
    ):
        if label_of(match[1]) in labels:
            cuts.append(match.end())
    cuts.append(len(body))
    return [body[a:b].strip() for a, b in pairwise(cuts)]


def _sentences(piece: str, kop: str | None, woorden: Woordenlijst) -> Iterator[Zin]:
    for ruw in _split(piece, woorden.no_end):
        label, rest = None, ruw
        match = _LABEL.match(ruw) or _COLUMNS.match(ruw)
        if match:
            label = woorden.label(match["l"])
            rest = match["w"] if label else ruw
        heading = kop if kop in woorden.labels else None
        text = _YEARS_MONTHS.sub(r"\1", " ".join(rest.split())).rstrip(" ;")
        text = _SHORT_YEAR.sub(r" 20\1", text).replace(";", ",")
        yield Zin(ruw, woorden.written_out(text), label, heading)


def _split(piece: str, keep: Collection[str]) -> Iterator[str]:
    begin = 0
    for end in _END.finditer(piece):
        if end[0] == "\n":
            continue
        word = re.split(r"[\s(]", piece[begin : end.start()])[-1].lower()
        short = word in keep or (len(word) == 1 and word.isalpha()) or "." in word
        if end[0] == "." and short and end.end() < len(piece):
            after = piece[end.end() :].lstrip()
            if word in keep or not after[:1].isupper():
                continue
        if piece[begin : end.end()].strip(" .;"):
            yield piece[begin : end.end()].strip()
        begin = end.end()
    if piece[begin:].strip(" .;"):
        yield piece[begin:].strip()
