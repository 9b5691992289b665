"""How much each term and each sentence of an article belongs in its summary.

Two small models, trained by ``training/summarising`` and kept in ``salience.npz``: one gives the
chance that a term of the article stands in an editor's summary of it, the other the chance that a
sentence does. Both are multilayer perceptrons of one hidden layer over the features of
:mod:`summarizer.summarising.features`, so numpy is all that they need.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from summarizer.brief import Language
from summarizer.summarising.features import Array, Document, Rarity

FILE = Path(__file__).with_name("salience.npz")


@dataclass(frozen=True)
class Perceptron:
    """``members`` networks side by side whose outputs are averaged. Shapes: ``mean`` and ``scale``
    (features,), ``hidden`` (members, features, units), ``hidden_bias`` and ``output`` (members,
    units), ``output_bias`` (members,)."""

    mean: Array
    scale: Array
    hidden: Array
    hidden_bias: Array
    output: Array
    output_bias: Array

    def __call__(self, features: Array) -> Array:
        """A score for each row of ``features``, by each member: shape (rows, members)."""
        x = (features - self.mean) / self.scale
        units = np.tanh(np.einsum("nf,mfu->nmu", x, self.hidden) + self.hidden_bias)
        return np.einsum("nmu,mu->nm", units, self.output) + self.output_bias


@dataclass(frozen=True)
class Model:
    terms: Perceptron
    sentences: Perceptron
    rarity: Mapping[Language, Rarity]


@functools.cache
def load() -> Model:
    """The trained models."""
    with np.load(FILE) as data:
        arrays = {name: data[name] for name in data.files}

    def perceptron(name: str) -> Perceptron:
        names = Perceptron.__dataclass_fields__
        return Perceptron(**{part: arrays[f"{name}.{part}"] for part in names})

    rarity = {}
    for name in arrays:
        kind, _, language = name.partition(".")
        if kind == "stems":
            stems = bytes(arrays[name]).decode("utf-8").split(" ")
            values = arrays[f"rarity.{language}"].astype(float).tolist()
            rarity[language] = Rarity(dict(zip(stems, values[1:], strict=True)), unseen=values[0])
    return Model(perceptron("terms"), perceptron("sentences"), rarity)


def of_terms(document: Document, model: Model) -> dict[str, float]:
    """The chance of each term of the document to stand in a summary of it, from 0 to 1."""
    names, features = document.term_features()
    if not names:
        return {}
    logits = model.terms(features).mean(axis=1)
    return dict(zip(names, (1 / (1 + np.exp(-logits))).tolist(), strict=True))


def of_sentences(document: Document, model: Model) -> Array:
    """The logarithm of each sentence's share of the chance to be chosen, shape (sentences,)."""
    if not len(document):
        return np.zeros(0)
    scores = model.sentences(document.sentence_features)
    shares = scores - np.log(np.exp(scores - scores.max(0)).sum(0)) - scores.max(0)
    return shares.mean(axis=1)
