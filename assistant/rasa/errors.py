"""Errors of talking to Rasa, drawn as a tree.

RasaError
├── RasaUnavailable   the server is down, too slow or answers with an error
└── WorkerError       the worker for bare understanding stopped
"""

from __future__ import annotations

from assistant.errors import AssistantError


class RasaError(AssistantError):
    """Rasa could not do what the app asked; carries one Dutch message."""


class RasaUnavailable(RasaError):
    """The server is down, too slow or answers with an error."""

    def __init__(self) -> None:
        super().__init__(
            "De chat is nu niet bereikbaar. Wat u typte is bewaard. "
            "Gebruik het formulier, of probeer het over een minuut opnieuw."
        )


class WorkerError(RasaError):
    """The worker for bare understanding stopped or could not start."""

    def __init__(self) -> None:
        super().__init__(
            "Het taalmodel van de chat start niet. "
            "Draai `uv run leerplek opzetten` en probeer het opnieuw."
        )
