"""Keeps the test set of understanding in order.

``python -m assistant.measure.toetsset`` writes the generated sentences anew, behind a
mark in ``assistant/bot/meetset/toets.tsv``, and takes out of it and of ``toets2.tsv``
what the bot has been trained on since; the other lines are written by hand and stay.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from assistant.measure.meetset import NONE, Zin, read_sentences
from assistant.measure.sjablonen import PREFIX, generate, load_templates
from assistant.settings import REPO_ROOT
from knowledge.load import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.load import Knowledge

BOT = REPO_ROOT / "assistant" / "bot"
MARK = (
    "# sjablonen: written by `python -m assistant.measure.toetsset`, do not edit below"
)
MOST_WORDS_IN_COMMON = 3
"""So short that people who never met type the same: ‘hallo’, ‘weet ik niet’."""
_ENTITY = re.compile(r"\[([^]]*)\](?:\([^)]*\)|\{[^}]*\})")


def as_line(zin: Zin) -> str:
    """Return a sentence as a line of the measured set."""
    fields = json.dumps(zin.velden, ensure_ascii=False)
    cells = (zin.groep, zin.vraag or NONE, "|".join(zin.intenties), fields)
    return "\t".join((*cells, zin.begrip or NONE, zin.tekst))


def plain(text: str) -> str:
    """Return a text without what does not make it another text."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.lower()).split())


def learned_texts(data: Path) -> frozenset[str]:
    """Return the examples that the bot is trained on, in their plain form.

    Parameters
    ----------
    data
        The folder with the training data of the bot.
    """
    return frozenset(plain(line) for line in _examples(data))


def _examples(data: Path) -> Iterator[str]:
    for path in sorted(data.rglob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for block in content.get("nlu", ()):
            for line in str(block.get("examples", "")).splitlines():
                yield _ENTITY.sub(r"\1", line.removeprefix("- "))


def was_learned(zin: Zin, learned: frozenset[str]) -> bool:
    """Whether a sentence of some length is a training example, word for word."""
    text = plain(zin.tekst)
    return len(text.split()) > MOST_WORDS_IN_COMMON and text in learned


def rewrite(
    path: Path,
    generated: tuple[Zin, ...],
    learned: frozenset[str],
    knowledge: Knowledge,
) -> None:
    """Write the generated sentences behind the mark and take out what was learned.

    Parameters
    ----------
    path
        The test set.
    generated
        The sentences that take the place of what stood behind the mark.
    learned
        The training examples in their plain form.
    knowledge
        Says which fields exist.
    """
    text = path.read_text(encoding="utf-8").split(MARK)[0]
    comments = [line for line in text.splitlines() if line.startswith("#")]
    written = (zin for zin in read_sentences(path, knowledge) if not _is_generated(zin))
    by_hand = [as_line(zin) for zin in written if not was_learned(zin, learned)]
    made = [as_line(zin) for zin in generated if not was_learned(zin, learned)]
    lines = [*comments, *by_hand, *([MARK, *made] if made else ())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _is_generated(zin: Zin) -> bool:
    return zin.groep.startswith(PREFIX)


def main() -> None:
    """Write the test sets of the product anew."""
    knowledge = load_knowledge()
    templates = load_templates(BOT / "meetset" / "sjablonen.yaml")
    sentences = generate(templates, knowledge)
    learned = learned_texts(BOT / "data")
    rewrite(BOT / "meetset" / "toets.tsv", sentences, learned, knowledge)
    rewrite(BOT / "meetset" / "toets2.tsv", (), learned, knowledge)


if __name__ == "__main__":
    main()
