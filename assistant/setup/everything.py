"""All steps of set-up in order, each skipped when there is nothing to do."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from assistant.setup.bot import current_model, ensure_bot
from assistant.setup.compiled import ensure_compiled
from assistant.setup.database import ensure_database
from assistant.setup.demo import ensure_demo
from assistant.setup.environments import ensure_rasa_env, rasa_env_is_current
from assistant.setup.receipts import note_record, record_is_ready
from assistant.setup.steps import Steps

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.settings import Settings
    from assistant.setup.steps import Report

STEPS = 4


def set_up(settings: Settings, report: Report) -> Path:
    """Set up what is missing and tell of each step.

    Parameters
    ----------
    settings
        Where everything is; with ``demo`` the demo region is loaded too.
    report
        Hears the progress.

    Returns
    -------
    Path
        The trained model of the bot.

    Raises
    ------
    SetupError
        When a step fails; what was done before stays.
    """
    steps = Steps(report, STEPS + settings.demo)
    with steps.step("App-omgeving") as outcome:
        ensure_compiled(settings, report)
        outcome.say(f"Python {platform.python_version()}, gemaakt door uv")
    with steps.step("Rasa-omgeving (Python 3.10)") as outcome:
        if rasa_env_is_current(settings):
            outcome.already()
        ensure_rasa_env(settings, report)
    with steps.step("Chatbot trainen") as outcome:
        if current_model(settings):
            outcome.already()
        model = ensure_bot(settings, report)
    ready = record_is_ready(settings)
    with steps.step("Database") as outcome:
        if ready or not ensure_database(settings, report):
            outcome.already()
    if settings.demo:
        with steps.step("Voorbeeldregio") as outcome:
            if ready or not ensure_demo(settings, report):
                outcome.already()
    note_record(settings)
    return model
