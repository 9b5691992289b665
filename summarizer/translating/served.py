"""Models that run elsewhere: on the servers that :mod:`summarizer.serving` starts.

:class:`ServedTranslator` asks them over HTTP, so that an app server needs neither the models'
memory nor Ray itself. The wire format is here too, for both ends: JSON, with the attention of a
translation as half-precision numbers in base64.
"""

from __future__ import annotations

import base64
import functools
import operator
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from summarizer.brief import Language, ModelUse
from summarizer.errors import ServersAway
from summarizer.model_servers import ModelServers
from summarizer.translating.engine import Attention, Decoding, Translation, Translator

MOST_TEXTS = 2_000
"""Texts of one request; a long brief has some hundreds."""


class ServedTranslator:
    """Translates on servers of models, and by ``behind`` while they don't answer.

    Args:
        url: address of the servers or of the balancer before them, such as
            ``http://models.internal:8000``.
        behind: the translator of this machine for that time.
        seconds: after which an answer is given up.
        clock: seconds that never run backwards.

    Raises:
        SettingsError: ``url`` is no http(s) address.
    """

    def __init__(
        self,
        url: str,
        behind: Translator,
        *,
        seconds: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._servers = ModelServers(url, seconds=seconds, clock=clock)
        self._behind = behind
        self._uses: dict[ModelUse | None, None] = {}
        self._lock = threading.Lock()
        self._about = functools.lru_cache(maxsize=10_000)(self._ask_about)

    @property
    def fallback(self) -> Translator | None:
        """The translator of this machine while the servers don't answer, else None: theirs are
        the same models, so that a translation gains nothing from a second try here."""
        return self._behind if self._servers.are_down else None

    @property
    def models(self) -> tuple[ModelUse, ...]:
        with self._lock:
            used = [model for model in self._uses if model is not None]
            return tuple(dict.fromkeys((*used, *self._behind.models)))

    def translate(
        self,
        texts: Sequence[str],
        source: Language,
        target: Language,
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Translation]]:
        """As :meth:`summarizer.translating.engine.Translator.translate`; nothing for each text
        while the servers don't answer, so that the :attr:`fallback` is asked."""
        translations: list[list[Translation]] = []
        for start in range(0, len(texts), MOST_TEXTS):
            part = texts[start : start + MOST_TEXTS]
            asked = ask_translate(part, source, target, alternatives, decoding)
            try:
                found = self._servers.ask("/translate", asked, _for_each(len(part)))
            except ServersAway:
                found = [[] for _ in part]
            with self._lock:
                self._uses.update((one.model, None) for of_a_text in found for one in of_a_text)
            translations += found
        return translations

    def foreign(self, text: str, source: Language, target: Language) -> frozenset[str]:
        told = self._told("foreign", text, source, target)
        return self._behind.foreign(text, source, target) if told is None else frozenset(told)

    def stand_ins(self, source: Language, target: Language) -> tuple[str, ...]:
        told = self._told("stand_ins", "", source, target)
        return self._behind.stand_ins(source, target) if told is None else tuple(told)

    def can_forbid(self, source: Language, target: Language) -> bool:
        told = self._told("can_forbid", "", source, target)
        return self._behind.can_forbid(source, target) if told is None else bool(told)

    def length(self, text: str, source: Language, target: Language) -> int:
        told = self._told("length", text, source, target)
        return self._behind.length(text, source, target) if told is None else int(told)

    # --- the servers -----------------------------------------------------------------------------

    def _told(self, what: str, text: str, source: Language, target: Language) -> Any:
        """What the servers say of a text, or None while they don't answer."""
        try:
            return self._about(what, text, source, target)
        except ServersAway:
            return None

    def _ask_about(self, what: str, text: str, source: Language, target: Language) -> Any:
        asked = {"what": what, "text": text, "source": source, "target": target}
        return self._servers.ask("/about", asked, operator.itemgetter(what))


def _for_each(number: int) -> Callable[[dict[str, Any]], list[list[Translation]]]:
    """Reads an answer that has translations of each of ``number`` texts."""

    def read(answer: dict[str, Any]) -> list[list[Translation]]:
        found = read_translations(answer["translations"])
        if len(found) != number or not all(found):
            raise ValueError("not a translation for each text")
        return found

    return read


# --- the wire format -----------------------------------------------------------------------------


def ask_translate(
    texts: Sequence[str], source: Language, target: Language, alternatives: int, decoding: Decoding
) -> dict[str, Any]:
    """The content of a request for translations."""
    return {
        "texts": list(texts),
        "source": source,
        "target": target,
        "alternatives": alternatives,
        "decoding": asdict(decoding),
    }


def write_translations(translations: Sequence[Sequence[Translation]]) -> list[list[dict]]:
    """Translations as JSON."""
    return [[_written(one) for one in of_a_text] for of_a_text in translations]


def read_translations(content: list[list[dict]]) -> list[list[Translation]]:
    """The inverse of :func:`write_translations`, but for the precision of the attention.

    Raises:
        KeyError, TypeError, ValueError: ``content`` is something else.
    """
    return [[_read(one) for one in of_a_text] for of_a_text in content]


def _written(translation: Translation) -> dict[str, Any]:
    told: dict[str, Any] = {"text": translation.text, "score": translation.score}
    if translation.model is not None:
        told["model"] = translation.model.model_dump()
    if (attention := translation.attention) is not None:
        told["attention"] = {
            "source": attention.source,
            "target": attention.target,
            # half precision: weights are compared, and never added up over a text
            "weights": base64.b64encode(
                np.ascontiguousarray(attention.weights, dtype="<f2").tobytes()
            ).decode("ascii"),
        }
    return told


def _read(told: dict[str, Any]) -> Translation:
    attention = None
    if (given := told.get("attention")) is not None:
        source, target = _spans(given["source"]), _spans(given["target"])
        weights = np.frombuffer(base64.b64decode(given["weights"]), dtype="<f2")
        weights = weights.reshape(len(target), len(source)).astype(np.float32)
        attention = Attention(source, target, weights)
    model = ModelUse.model_validate(told["model"]) if told.get("model") else None
    return Translation(str(told["text"]), float(told["score"]), attention, model)


def _spans(given: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in given)
