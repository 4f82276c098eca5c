"""Parse one message per line with the trained model; see assistant/rasa/worker.py.

Runs in Rasa's own environment (Python 3.10): ``python nlu_worker.py MODEL``. Reads
one JSON string per line, writes one JSON object per line, ends when stdin closes.
With ``--whole`` no library is left out, for a model of another kind (DIET).
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from typing import TextIO

from lean import leave_out


def _claim_stdout() -> TextIO:
    """Keep stdout for answers; whatever libraries print goes to stderr."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    return answers


async def _serve(model: str, answers: TextIO) -> None:
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    # At its usual level Rasa writes every text it reads to the log.
    configure_structlog(logging.WARNING)
    agent = Agent.load(model)
    answers.write(json.dumps({"klaar": True}) + "\n")
    for line in sys.stdin:
        parse = await agent.parse_message(json.loads(line))
        kept = {key: parse.get(key) for key in ("intent", "intent_ranking")}
        answers.write(json.dumps(kept, default=float) + "\n")


if __name__ == "__main__":
    if "--whole" not in sys.argv:
        leave_out()
    asyncio.run(_serve(sys.argv[1], _claim_stdout()))
