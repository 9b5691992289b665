"""A chat model on a server of one's own as a translation engine.

Its answers are only candidates: what is no bare translation is asked for once more and then
refused, and what passes goes through the same guards as every translation. Behind it stand the
models on this machine, for whatever the server does not give or the guards refuse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import language, remote
from summarizer.brief import Language, ModelUse
from summarizer.errors import EngineUnavailable
from summarizer.remote import Message
from summarizer.settings import Settings
from summarizer.translating.engine import Decoding, Translation, Translator

# What models that reason, or that were trained to chat, wrap an answer in.
_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```[a-z]{0,20}\n(.*?)\n?```", re.DOTALL)
_LABEL = re.compile(
    r"(?:sure|of course|certainly|okay|here(?:’|'| i)s|(?:the )?(?:english |spanish )?translation"
    r"|english|spanish|claro|por supuesto|aquí (?:está|tienes?)|(?:la )?traducción|inglés|español)"
    r"\b[^\n:]{0,60}:\s+",
    re.IGNORECASE,
)
_QUOTES = {'"': '"', "“": "”", "«": "»", "'": "'", "`": "`"}


class RemoteTranslator:
    """Asks the chat server that the settings name, one sentence a request.

    Args:
        settings: those with the server's address.
        fallback: the engine that stands behind it, or None.

    Raises:
        SettingsError: no server is named, or its address or key can't be used.
    """

    def __init__(self, settings: Settings, fallback: Translator | None) -> None:
        self.fallback = fallback
        self._client = remote.client(settings)
        self._use: ModelUse | None = None

    @property
    def models(self) -> tuple[ModelUse, ...]:
        behind = self.fallback.models if self.fallback else ()
        return (*((self._use,) if self._use else ()), *behind)

    def translate(
        self,
        texts: Sequence[str],
        source: Language,
        target: Language,
        *,
        alternatives: int = 1,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Translation]]:
        """One translation of each text, or none where the server gives none that is one."""
        # The likeliest tokens at first; where a repetition is to be avoided, others.
        temperature = 0.7 if decoding.no_repeat else 0.0
        return self._client.each(texts, lambda text: self._one(text, source, target, temperature))

    def _one(
        self, text: str, source: Language, target: Language, temperature: float
    ) -> list[Translation]:
        languages = {"source": _named(source), "target": _named(target)}
        messages = remote.prompt("translate", text=text, **languages)
        # No tokenizer makes more tokens than characters of such texts, no honest translation is
        # twice as long, and no sentence is as long as what this allows for short ones.
        limit = 64 + len(text)
        try:
            answer = self._client.complete(messages, max_tokens=limit, temperature=temperature)
            found = bare(answer.text, text, source, target) if not answer.truncated else None
            if found is None:
                messages.append(Message("assistant", answer.text[: 4 * limit]))
                messages += remote.prompt("translate_again", **languages)
                answer = self._client.complete(messages, max_tokens=limit, temperature=temperature)
                found = bare(answer.text, text, source, target) if not answer.truncated else None
        except EngineUnavailable:
            return []
        if found is None:
            return []
        self._use = ModelUse(
            task="translation",
            name=self._client.model,
            version="unknown",
            runtime="chat server",
            licence="unknown",
        )
        return [Translation(found, model=self._use)]

    def foreign(self, text: str, source: Language, target: Language) -> frozenset[str]:
        return frozenset()

    def stand_ins(self, source: Language, target: Language) -> tuple[str, ...]:
        return ()

    def can_forbid(self, source: Language, target: Language) -> bool:
        return False

    def length(self, text: str, source: Language, target: Language) -> int:
        # In units of which a sentence may have 120: chat models take one of 2,000 characters whole.
        return len(text) // 16


def _named(code: Language) -> str:
    from babel import Locale

    return Locale("en").languages.get(code, code)


def bare(answer: str, text: str, source: Language, target: Language) -> str | None:
    """The translation of ``text`` (one line) in an answer, without what models wrap around it;
    None if the answer is something else: several lines, nothing, or still in the source's
    language."""
    found = _THOUGHT.sub("", answer, count=1).strip()
    if fenced := _FENCE.fullmatch(found):
        found = fenced.group(1).strip()
    if (label := _LABEL.match(found)) and not _LABEL.match(text):
        found = found[label.end() :].strip()
    closing = _QUOTES.get(found[:1])
    if closing and len(found) > 1 and found[-1] == closing and text[:1] not in _QUOTES:
        found = found[1:-1].strip()
    if not found or "\n" in found or "</" in found or any(ord(c) < 32 for c in found):
        return None
    if language.identify(found, (source, target)).language == source and found != text:
        return None
    return found
