"""The intent of a sentence: weighted words and pieces of words, linear separation.

Measured beside Rasa's own parts in the README of the bot: with the same examples it
makes a third fewer mistakes than LogisticRegressionClassifier on raw counts, and it
trains in seconds.
"""

# ruff: noqa: TC002 (Rasa reads these annotations at run time)

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

_WORD = r"\w+"
_TERMS = "terms.json"
_WEIGHTS = "weights.npz"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class SentenceClassifier(GraphComponent, IntentClassifier):
    """A support vector machine over tf-idf, which reads the text itself.

    Configuration: ``words`` and ``pieces`` are the longest runs of words and of
    characters within a word; ``min_pieces`` is in how many examples a piece must occur;
    ``c`` is the price of a mistake; ``sharpness`` turns distances into confidences (fit
    on held-out examples); ``random_state`` fixes the order in which it learns.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings that ``config.yml`` may change."""
        return {
            "words": 2,
            "pieces": 4,
            "min_pieces": 2,
            "c": 1.0,
            "sharpness": 3.5,
            "random_state": 42,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Return what must be installed."""
        return ["sklearn"]

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._readers = (
            TfidfVectorizer(
                token_pattern=_WORD, ngram_range=(1, config["words"]), sublinear_tf=True
            ),
            TfidfVectorizer(
                analyzer="char_wb",
                ngram_range=(1, config["pieces"]),
                min_df=config["min_pieces"],
                sublinear_tf=True,
            ),
        )
        self._names: list[str] = []
        self._weights = np.zeros((0, 0))
        self._starts = np.zeros(0)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceClassifier:
        """Return a classifier that has learned nothing yet."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and store what was learned."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        texts = [example.get(TEXT) for example in examples]
        learner = LinearSVC(
            C=self._config["c"], random_state=self._config["random_state"]
        )
        seen = hstack([reader.fit_transform(texts) for reader in self._readers])
        learner.fit(seen.tocsr(), [example.get(INTENT) for example in examples])
        self._names = [str(name) for name in learner.classes_]
        self._weights, self._starts = learner.coef_, learner.intercept_
        self._store()
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing after this learns from a guess."""
        return training_data

    def _store(self) -> None:
        """Write names, terms and weights as plain data: nothing to unpickle."""
        terms = [sorted(r.vocabulary_, key=r.vocabulary_.get) for r in self._readers]
        rarities = {f"rarity_{i}": r.idf_ for i, r in enumerate(self._readers)}
        with self._model_storage.write_to(self._resource) as folder:
            told = json.dumps({"names": self._names, "terms": terms})
            (folder / _TERMS).write_text(told, encoding="utf-8")
            np.savez(
                folder / _WEIGHTS,
                weights=self._weights.astype(np.float32),
                starts=self._starts,
                **rarities,
            )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceClassifier:
        """Return the classifier as it was trained."""
        made = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            told = json.loads((folder / _TERMS).read_text(encoding="utf-8"))
            with np.load(folder / _WEIGHTS, allow_pickle=False) as stored:
                made._weights, made._starts = stored["weights"], stored["starts"]
                rarities = [stored[f"rarity_{i}"] for i in range(len(made._readers))]
        made._names = told["names"]
        for reader, terms, rarity in zip(
            made._readers, told["terms"], rarities, strict=True
        ):
            reader.set_params(vocabulary={term: i for i, term in enumerate(terms)})
            reader.idf_ = rarity
        return made

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the ranking of intents to every message."""
        texts = [message.get(TEXT) or "" for message in messages]
        seen: csr_matrix = hstack([r.transform(texts) for r in self._readers]).tocsr()
        distances = seen @ self._weights.T + self._starts
        for message, row in zip(messages, self._confidences(distances), strict=True):
            ranking = [
                {"name": self._names[place], "confidence": float(row[place])}
                for place in np.argsort(-row, kind="stable")
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _confidences(self, distances: np.ndarray) -> np.ndarray:
        """Turn the distances to the borders into shares of one."""
        powers = distances * self._config["sharpness"]
        shares = np.exp(powers - powers.max(axis=1, keepdims=True))
        return shares / shares.sum(axis=1, keepdims=True)
