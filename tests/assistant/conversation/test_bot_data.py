"""The training data of the bot: enough, without contradictions, all of it used."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict

import pytest
import yaml

from assistant.actions.webhook import ACTIONS
from assistant.settings import REPO_ROOT

BOT = REPO_ROOT / "assistant" / "bot"
CONTRACT = (
    "start_intake",
    "hervat_intake",
    "antwoord",
    "bevestig",
    "ontken",
    "corrigeer",
    "overslaan",
    "terug",
    "pauze",
    "samenvatting",
    "voortgang",
    "help",
    "waarom_vraag",
    "vraag_begrip",
    "vraag_route",
    "vraag_rechten",
    "vraag_wachttijd",
    "vraag_stand",
    "vraag_volgende_stap",
    "vraag_wie_bellen",
    "vraag_privacy",
    "vraag_telling",
    "mens",
    "klacht",
    "crisis",
    "groet",
    "bedankt",
    "afscheid",
    "taal",
    "buiten_bereik",
)
ENOUGH = 200
ENOUGH_CRISIS = 500


def examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((BOT / "data" / "nlu").glob("*.yml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = row["examples"].splitlines()
            found[row["intent"]] += [line.removeprefix("- ") for line in lines]
    return found


def domain() -> dict[str, object]:
    return yaml.safe_load((BOT / "domain.yml").read_text(encoding="utf-8"))


def rules() -> list[dict[str, object]]:
    paths = sorted((BOT / "data" / "rules").glob("*.yml"))
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
    return [rule for file in files for rule in file["rules"]]


def steps(kind: str) -> set[str]:
    return {step[kind] for rule in rules() for step in rule["steps"] if kind in step}


@pytest.mark.parametrize("intent", CONTRACT)
def test_every_intent_of_the_contract_has_enough_examples(intent):
    enough = ENOUGH_CRISIS if intent == "crisis" else ENOUGH
    assert len(examples()[intent]) >= enough


def test_the_data_trains_no_intent_outside_the_contract():
    assert set(examples()) == set(CONTRACT)


def test_no_example_stands_under_two_intents_or_twice():
    seen = Counter(
        re.sub(r"\W+", " ", line.casefold()).strip() or line
        for lines in examples().values()
        for line in lines
    )
    assert [line for line, count in seen.items() if count > 1] == []


def test_no_example_has_marks_that_rasa_would_read_as_an_entity():
    assert [
        x for xs in examples().values() for x in xs if re.search(r"[\[\]{}]", x)
    ] == []


def test_the_domain_knows_exactly_the_intents_of_the_contract_and_fallback():
    assert set(domain()["intents"]) == {*CONTRACT, "nlu_fallback"}


def test_every_intent_has_a_rule():
    assert steps("intent") == {*CONTRACT, "nlu_fallback"}


def test_every_rule_runs_actions_that_the_app_answers():
    assert steps("action") - {"intake_form", "action_deactivate_loop"} <= ACTIONS


def test_the_domain_and_the_webhook_name_the_same_actions():
    rows = domain()["actions"]
    names = {name for row in rows for name in ([row] if isinstance(row, str) else row)}
    assert names == ACTIONS


def test_only_answers_fill_the_form_and_everything_else_goes_to_a_rule():
    ignored = set(domain()["forms"]["intake_form"]["ignored_intents"])
    fills = {*CONTRACT, "nlu_fallback"} - ignored
    assert fills == {"antwoord", "bevestig", "ontken"}


def test_the_one_slot_does_not_influence_the_conversation_and_sessions_never_expire():
    assert domain()["slots"]["antwoord"]["influence_conversation"] is False
    assert domain()["session_config"]["session_expiration_time"] == 0


def test_only_the_rule_policy_decides_and_every_seed_is_fixed():
    config = yaml.safe_load((BOT / "config.yml").read_text(encoding="utf-8"))
    assert [row["name"] for row in config["policies"]] == ["RulePolicy"]
    learner = next(r for r in config["pipeline"] if "Sentence" in r["name"])
    assert learner["random_state"] == 42


def test_action_calls_do_not_carry_the_whole_domain():
    endpoints = yaml.safe_load((BOT / "endpoints.yml").read_text(encoding="utf-8"))
    assert endpoints["action_endpoint"]["enable_selective_domain"] is True


def test_every_version_of_the_bot_is_pinned_exactly():
    project = tomllib.loads((BOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = project["project"]["dependencies"]
    pins += project["tool"]["uv"]["constraint-dependencies"]
    assert "rasa==3.6.21" in pins
    assert "python-socketio==5.9.0" in pins
    assert [pin for pin in pins if not re.fullmatch(r"[\w.\-\[\]]+==[\w.]+", pin)] == []
