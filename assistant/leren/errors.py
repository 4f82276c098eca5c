"""What can be wrong with learning: one Dutch sentence each."""

from __future__ import annotations

from assistant.errors import AssistantError


class LearningError(AssistantError):
    """Something that keeps a learned order from being made or kept."""
