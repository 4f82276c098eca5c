"""What can stop the program from being set up or started."""

from __future__ import annotations

from assistant.errors import AssistantError


class SetupError(AssistantError):
    """Base: the message is Dutch and says what is wrong and what to do."""


class PythonMissing(SetupError):
    """No interpreter of the version that Rasa needs."""


class StepFailed(SetupError):
    """A tool (uv, Rasa) failed; the message names the log file."""


class PortTaken(SetupError):
    """Another program already listens on the port."""
