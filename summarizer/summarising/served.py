"""Models that write summaries on the servers that :mod:`summarizer.serving` starts."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from summarizer.brief import Language, ModelUse
from summarizer.model_servers import ModelServers

# A long article is some 30 sections, each of which a large model writes for seconds.
_SECONDS = 600.0


class ServedGenerator:
    """A model of the servers that writes summaries in ``language``: the one of the name
    ``model`` or, where it is empty, the first of their catalogue.

    Raises:
        ModelMissing, ModelDamaged: as the servers say.
        ServersAway: they don't answer, or not as agreed.
    """

    def __init__(self, servers: ModelServers, model: str, language: Language) -> None:
        self._servers = servers
        self.section_words, self.use = servers.ask(
            "/generator",
            {"model": model, "language": language},
            lambda told: (int(told["section_words"]), ModelUse.model_validate(told["use"])),
        )

    def summaries(self, texts: Sequence[str], language: Language, sentences: int) -> list[str]:
        """As :meth:`summarizer.summarising.generating.Generator.summaries`."""

        def read(told: dict[str, Any]) -> list[str]:
            found = told["summaries"]
            if len(found) != len(texts) or not all(isinstance(one, str) for one in found):
                raise ValueError("not a summary of each text")
            return found

        asked = {
            "model": self.use.name,
            "language": language,
            "sentences": sentences,
            "texts": list(texts),
        }
        return self._servers.ask("/summaries", asked, read)


@functools.lru_cache(maxsize=4)
def servers(url: str) -> ModelServers:
    """The client for ``url``, one for all briefs: it knows when they were away. Raises
    ``SettingsError``."""
    return ModelServers(url, seconds=_SECONDS)
