"""How well messages are understood: intents, fields, danger, and time per message.

Run with ``uv run python -m tests.bench.begrip``; with ``--rasa`` through the trained
bot, without it by the rules alone. Prints one table; dateparser is measured beside
our own reading of dates.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import dateparser
from text_to_num import alpha2digit

from assistant.begrip.crisis import is_crisis
from assistant.begrip.understand import understand
from knowledge.load import load_knowledge
from tests.assistant.begrip.conftest import PEILDATUM, plain_json, rows

GEVAAR = Path(__file__).parents[2] / "assistant" / "bot" / "gevaar"


def labelled():
    """Return (set, text, asked field or None, intent, fields or None) of all tables."""
    for name in ("apart_gehouden", "tweede_blind"):
        for tekst, vraag, intent, velden in rows(f"{name}.tsv"):
            yield name, tekst, vraag, intent, json.loads(velden)
    for vraag, tekst, waarde in rows("antwoorden.tsv"):
        value = json.loads(waarde)
        intent = "overslaan" if value is None else "antwoord"
        yield (
            "antwoorden",
            tekst,
            vraag,
            intent,
            {} if value is None else {vraag: value},
        )
    for intent, vraag, tekst in rows("bedoelingen.tsv"):
        yield "bedoelingen", tekst, vraag, intent, None


def macro_f1(pairs):
    """Return the mean F1 over the intents that occur."""
    right, said, meant = Counter(), Counter(), Counter()
    for want, got in pairs:
        right[want] += want == got
        said[got] += 1
        meant[want] += 1
    return statistics.mean(2 * right[i] / (said[i] + meant[i]) for i in meant)


def measure(parse):
    """Print the table."""
    knowledge = load_knowledge()
    cases: dict[str, list] = {}
    times = []
    for name, tekst, vraag, intent, velden in labelled():
        nlu = parse(tekst)
        start = time.perf_counter()
        read = understand(
            tekst,
            vraag=None if vraag == "-" else vraag,
            nlu=nlu,
            knowledge=knowledge,
            peildatum=PEILDATUM,
        )
        times.append(1000 * (time.perf_counter() - start))
        cases.setdefault(name, []).append((intent, velden, read))
    print(
        f"{'set':16} {'n':>4} {'intent':>7} {'macroF1':>8} {'prec.':>6} {'recall':>6}"
    )
    for name, items in cases.items():
        pairs = [(want, read.intent) for want, _, read in items]
        hits = wrong = missed = 0
        for _, fields, read in items:
            if fields is None:
                continue
            got = plain_json(read.velden)
            hits += sum(got.get(k) == v for k, v in fields.items())
            missed += sum(got.get(k) != v for k, v in fields.items())
            wrong += sum(fields.get(k) != v for k, v in got.items())
        accuracy = sum(a == b for a, b in pairs) / len(pairs)
        shown = (
            f"{hits / (hits + wrong):6.3f} {hits / (hits + missed):6.3f}"
            if hits
            else ""
        )
        print(
            f"{name:16} {len(items):4} {accuracy:7.3f} {macro_f1(pairs):8.3f} {shown}"
        )
    times.sort()
    print(f"ms per message: median {statistics.median(times):.1f}, "
          f"p95 {times[int(0.95 * len(times))]:.1f}")  # fmt: skip
    danger(knowledge)
    libraries(cases)


def danger(knowledge):
    """Print recall and precision of the signs of danger."""
    found = Counter(
        (label, is_crisis(t, None if v == "-" else v, knowledge.signalen))
        for label, v, t in rows("crisis_gevallen.tsv", GEVAAR)
    )
    recall = found["1", True] / (found["1", True] + found["1", False])
    precision = found["1", True] / (found["1", True] + found["0", True])
    print(f"crisis: recall {recall:.3f}, precision {precision:.3f}")


def libraries(cases):
    """Print how many dates dateparser reads right, number words made digits first."""
    asked = [r for r in rows("antwoorden.tsv") if r[0] == "verzuim_sinds"]
    known = [(t, json.loads(w)) for _, t, w in asked if json.loads(w)]
    options = {"PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    right = 0
    for tekst, waarde in known:
        base = {"RELATIVE_BASE": PEILDATUM_TIME}
        day = dateparser.parse(
            alpha2digit(tekst, "nl"), languages=["nl"], settings={**options, **base}
        )
        right += bool(day) and day.date().isoformat() == waarde
    ours = sum(
        plain_json(read.velden.get("verzuim_sinds")) == fields["verzuim_sinds"]
        for _, fields, read in cases["antwoorden"]
        if fields and "verzuim_sinds" in fields
    )
    print(f"dates: dateparser {right}/{len(known)}, ours {ours}/{len(known)}")


PEILDATUM_TIME = __import__("datetime").datetime(2026, 11, 20)


def main():
    """Measure with or without the trained bot."""
    with ExitStack() as stack:
        parse = lambda _: None  # noqa: E731
        if "--rasa" in sys.argv:
            from assistant.rasa.worker import NluWorker
            from assistant.settings import read_settings
            from assistant.setup.bot import ensure_bot
            from assistant.setup.steps import quiet_report

            settings = read_settings()
            model = ensure_bot(settings, quiet_report())
            parse = stack.enter_context(NluWorker(settings, model)).parse
        measure(parse)


if __name__ == "__main__":
    main()
