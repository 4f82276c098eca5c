"""Errors of measuring; each carries one Dutch message that names file and line."""

from __future__ import annotations

from assistant.errors import AssistantError


class MeetsetError(AssistantError):
    """A labelled file cannot be read."""
