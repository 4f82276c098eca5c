"""Start Rasa without what this bot does not use: ``python serve.py run …``.

Takes the arguments of ``python -m rasa``; ``lean.py`` says what is left out.
"""

from __future__ import annotations

from lean import leave_out


def main() -> None:
    """Leave out what is not used and hand over to Rasa."""
    leave_out()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
