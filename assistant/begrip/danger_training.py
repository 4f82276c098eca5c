"""Learn the weights of the danger model from examples.

Examples are the lines of ``assistant/bot/gevaar`` (danger, and what only looks like
it) and the training sentences of the bot: those of the intent ``crisis`` against all
others. The result is the same on every machine, and small enough to read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from assistant.begrip.crisis_learned import model_features
from assistant.begrip.danger import scale

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    from knowledge.signalen import Signalen

INVERSE_STRENGTH = 100.0
"""Inverse of the L2 penalty. On sets of other authors 100 and 300 do alike, and both
give a third fewer false alarms at a recall of 0.9 than an L1 penalty does."""
STRONGEST = 5000
"""So many features are kept and learned anew: all 37,000 do no better."""
DANGER_WEIGHT = 2.0
"""A missed danger counts for this many false alarms."""
RARE = 2
"""What is seen in fewer examples says nothing."""
DECIMALS = 2
_HEAD = "# Learned by `leerplek leer-gevaar`; only the bounds (drempel) are chosen.\n"
_ENTITY = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Voorbeeld:
    """One labelled sentence, with the field that was asked or None."""

    gevaar: bool
    vraag: str | None
    tekst: str


def read_examples(bot_dir: Path) -> list[Voorbeeld]:
    """Return all examples in the folder of the bot, each text and question once."""
    found: dict[tuple[str | None, str], Voorbeeld] = {}
    for example in (*_labelled(bot_dir / "gevaar"), *_of_intents(bot_dir / "data")):
        found.setdefault((example.vraag, example.tekst.lower()), example)
    return list(found.values())


def _labelled(folder: Path) -> Iterator[Voorbeeld]:
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                label, vraag, tekst = line.split("\t")
                danger = label in ("1", "crisis")
                yield Voorbeeld(danger, None if vraag == "-" else vraag, tekst)


def _of_intents(folder: Path) -> Iterator[Voorbeeld]:
    for path in sorted(folder.rglob("*.yml")):
        rows = yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu") or []
        for row in rows:
            for line in row.get("examples", "").splitlines() if "intent" in row else ():
                tekst = _ENTITY.sub(r"\1", line.removeprefix("- ")).strip()
                yield Voorbeeld(row["intent"] == "crisis", None, tekst)


def train(voorbeelden: list[Voorbeeld], signalen: Signalen) -> dict[str, object]:
    """Return the learned part of the model: start, weights and number of examples."""
    from sklearn.feature_extraction import DictVectorizer

    seen = [model_features(v.tekst, v.vraag, signalen) for v in voorbeelden]
    counts = Counter(feature for features in seen for feature in features)
    rows = [
        {f: scale(len(features)) for f in sorted(features) if counts[f] >= RARE}
        for features in seen
    ]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    labels = [v.gevaar for v in voorbeelden]
    first = _fit(matrix, labels)
    kept = sorted(abs(first.coef_[0]).argsort()[::-1][:STRONGEST])
    regression = _fit(matrix[:, kept], labels)
    names = vectorizer.get_feature_names_out()[kept]
    weights = {
        str(name): round(float(weight), DECIMALS)
        for name, weight in zip(names, regression.coef_[0], strict=True)
    }
    return {
        "voorbeelden": len(voorbeelden),
        "begin": round(float(regression.intercept_[0]), DECIMALS),
        "gewichten": {name: weight for name, weight in weights.items() if weight},
    }


def _fit(matrix: csr_matrix, labels: list[bool]) -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression

    # the solver takes no wide indices
    matrix.indices, matrix.indptr = (
        part.astype("int32") for part in (matrix.indices, matrix.indptr)
    )
    regression = LogisticRegression(
        C=INVERSE_STRENGTH,
        l1_ratio=0.0,
        solver="liblinear",
        class_weight={True: DANGER_WEIGHT, False: 1.0},
        random_state=0,
        max_iter=500,
    )
    return regression.fit(matrix, labels)


def write_model(path: Path, learned: dict[str, object]) -> None:
    """Write what was learned into the model file; the thresholds in it are kept."""
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = yaml.safe_dump(
        {**kept, **learned}, allow_unicode=True, sort_keys=False, width=100
    )
    path.write_text(_HEAD + lines, encoding="utf-8")
