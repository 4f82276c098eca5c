"""What goes into and comes out of understanding one message."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Nlu:
    """What Rasa made of the text, before the asked field is taken into account.

    Parameters
    ----------
    intent
        Name of the most likely intent.
    zekerheid
        Its confidence, 0..1.
    ranking
        All intents with their confidence, best first.
    """

    intent: str
    zekerheid: float
    ranking: list[tuple[str, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Begrepen:
    """What the assistant understood of one message.

    Parameters
    ----------
    intent
        One of the intents of the contract.
    zekerheid
        Confidence, 0..1.
    velden
        Field id to normalised value, only what the text supports.
    begrip
        Id of the term asked about, or None.
    """

    intent: str
    zekerheid: float
    velden: dict[str, object] = field(default_factory=dict)
    begrip: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON of the contract; dates are still date objects."""
        return {
            "intent": self.intent,
            "zekerheid": round(self.zekerheid, 3),
            "velden": self.velden,
            "begrip": self.begrip,
        }
