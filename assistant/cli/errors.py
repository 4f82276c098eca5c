"""What a command says when it cannot go on."""

from __future__ import annotations

from assistant.errors import AssistantError


class UserError(AssistantError):
    """Bad input: the message is one clear Dutch line, the exit code is 2."""
