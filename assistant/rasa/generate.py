"""What Rasa needs of the knowledge rows: questions about terms, names of schools.

Examples and rules are written by hand in ``assistant/bot/data``; lists that the
knowledge already holds are generated, so that a new term is known to the bot after
the next training. The files are rebuilt at will and not committed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from knowledge.begrippen import Begrip
    from knowledge.load import Knowledge

VERSION = "3.1"
GENERATED = "generated"
# One sentence per term suffices: the shapes of the question are learned by hand.
_SHAPES = (
    "wat is {}",
    "wat betekent {}",
    "wat houdt {} in",
    "leg {} eens uit",
    "wat bedoel je met {}",
)


def _names(begrip: Begrip) -> tuple[str, ...]:
    names = (begrip.term, *begrip.ook)
    return tuple(dict.fromkeys(_plain(name) for name in names))


def _plain(name: str) -> str:
    """Return a name without the characters that Rasa's format gives a meaning."""
    return " ".join("".join(" " if c in "[](){}" else c for c in name).split()).lower()


def _examples(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in dict.fromkeys(lines))


def _term_questions(knowledge: Knowledge) -> dict[str, object]:
    """Return questions about every term; the shape rotates over the terms."""
    lines = [
        _SHAPES[place % len(_SHAPES)].format(name)
        for place, begrip in enumerate(knowledge.begrippen.values())
        for name in _names(begrip)
    ]
    return {"intent": "vraag_begrip", "examples": _examples(lines)}


def _school_answers(knowledge: Knowledge) -> dict[str, object]:
    lines = [f"hij zit op {name}" for name in _schools(knowledge)]
    return {"intent": "antwoord", "examples": _examples(lines)}


def _schools(knowledge: Knowledge) -> list[str]:
    """Return the kinds of school by label and by id."""
    return [
        name
        for waarde in knowledge.velden["schoolsoort"].waarden
        for name in (_plain(waarde.label), waarde.id.replace("_", " "))
    ]


def write_generated(knowledge: Knowledge, bot_dir: Path) -> Path:
    """Write the generated training data of the bot.

    Parameters
    ----------
    knowledge
        The loaded knowledge rows.
    bot_dir
        The Rasa project; the files go to its folder ``generated``.

    Returns
    -------
    Path
        The folder.
    """
    folder = bot_dir / GENERATED
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_term_questions(knowledge), _school_answers(knowledge)]
    _write(folder / "begrippen.yml", {"version": VERSION, "nlu": rows})
    return folder


def write_endpoints(path: Path, action_url: str) -> None:
    """Write the endpoints file of a Rasa server.

    Parameters
    ----------
    path
        Where to write.
    action_url
        Full address of the action endpoint of the app, on loopback.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    endpoint = {"url": action_url, "enable_selective_domain": True}
    _write(path, {"action_endpoint": endpoint, "tracker_store": {"type": "InMemory"}})


def _write(path: Path, content: dict[str, object]) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
