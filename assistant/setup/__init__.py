"""Get the program ready and keep it running: environments, bot, record, processes."""

from assistant.setup.bot import ensure_bot
from assistant.setup.database import ensure_database
from assistant.setup.environments import ensure_rasa_env
from assistant.setup.rasa import RasaProcess, start_rasa
from assistant.setup.steps import Report, quiet_report, terminal_report

__all__ = [
    "RasaProcess",
    "Report",
    "ensure_bot",
    "ensure_database",
    "ensure_rasa_env",
    "quiet_report",
    "start_rasa",
    "terminal_report",
]
