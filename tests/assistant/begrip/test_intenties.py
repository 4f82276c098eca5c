"""What people want, on sets that were written before they were scored."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.begrip.understand import understand
from assistant.rasa.worker import NluWorker
from assistant.settings import read_settings
from assistant.setup.bot import ensure_bot
from assistant.setup.steps import quiet_report
from tests.assistant.begrip.conftest import PEILDATUM, rows

INTENTS = {row[0] for row in rows("bedoelingen.tsv")} | {"antwoord"}
SETS = ("intenties_blind.tsv", "intenties_tweede_blind.tsv")


def _asked(name):
    return None if name == "-" else name


@pytest.mark.parametrize("name", SETS)
def test_every_intent_is_in_the_set_several_times(name):
    counted = Counter(intent for intent, _, _ in rows(name))
    assert set(counted) == INTENTS
    assert min(counted.values()) >= 3


@pytest.mark.parametrize(
    ("name", "share"),
    [("intenties_blind.tsv", 0.85), ("intenties_tweede_blind.tsv", 0.6)],
)
def test_the_rules_alone_understand_most_when_rasa_is_away(read, name, share):
    table = rows(name)
    right = sum(read(text, _asked(vraag)).intent == i for i, vraag, text in table)
    assert right >= share * len(table)


@pytest.mark.rasa
@pytest.mark.parametrize(
    ("name", "share"),
    [("intenties_blind.tsv", 0.94), ("intenties_tweede_blind.tsv", 0.85)],
)
def test_with_rasa_nearly_every_intent_is_understood(knowledge, name, share):
    settings = read_settings()
    model = ensure_bot(settings, quiet_report())
    table = rows(name)
    with NluWorker(settings, model) as worker:
        right = sum(
            understand(
                text,
                vraag=_asked(vraag),
                nlu=worker.parse(text),
                knowledge=knowledge,
                peildatum=PEILDATUM,
            ).intent
            == intent
            for intent, vraag, text in table
        )
    assert right >= share * len(table)
