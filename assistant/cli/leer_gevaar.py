"""``leerplek leer-gevaar``: learn from the examples what tells of danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import EXIT_OK, print_line

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    subparsers.add_parser(
        "leer-gevaar",
        description="Leer opnieuw uit de voorbeelden in assistant/bot wat op gevaar "
        "wijst, en schrijf de gewichten in knowledge/data/veiligheid_model.yaml.",
    )


def run(args: Namespace) -> int:
    """Train the danger model and write its weights."""
    from assistant.begrip.danger_training import read_examples, train, write_model
    from assistant.settings import read_settings
    from knowledge.load import DATA, load_knowledge

    del args
    examples = read_examples(read_settings().bot_dir)
    learned = train(examples, load_knowledge().signalen)
    path = DATA / "veiligheid_model.yaml"
    write_model(path, learned)
    danger = sum(example.gevaar for example in examples)
    print_line(f"Geleerd van {len(examples)} voorbeelden, {danger} met gevaar: {path}")
    return EXIT_OK
