"""The models as Ray Serve deployments behind HTTP: those that translate, and those that write
summaries where this machine has some.

``POST /translate`` and ``POST /about`` speak the format of :mod:`summarizer.translating.served`,
``POST /generator`` and ``POST /summaries`` that of :mod:`summarizer.summarising.served`;
``GET /health`` and ``GET /health/summaries`` tell which replica answers, its models, and how many
requests went through them in how many batches. Sentences that different app servers ask for at the
same moment are translated in one batch. There is no sign-in: the address belongs on a network that only the app servers reach.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ray import serve
from ray.exceptions import RayError
from ray.serve.handle import DeploymentHandle
from starlette.requests import Request
from starlette.responses import JSONResponse

from summarizer.brief import Language
from summarizer.errors import ModelError, ModelMissing
from summarizer.serving.cluster import RUNTIME, threads_of_a_replica
from summarizer.settings import Settings, load
from summarizer.summarising import generating
from summarizer.summarising.generating import LocalGenerator
from summarizer.translating.engine import Decoding, Translation
from summarizer.translating.local import LocalTranslator
from summarizer.translating.served import MOST_TEXTS, write_translations

log = logging.getLogger(__name__)

NAME = "puente"

DIRECTIONS: tuple[tuple[Language, Language], ...] = (("en", "es"), ("es", "en"))
"""The directions that a replica loads before it counts as ready; others when first asked for."""

LANGUAGES: tuple[Language, ...] = ("en", "es")
"""The languages whose first model that writes summaries is loaded before then, too."""

_MOST_REQUESTS = 32
# As many texts as one step of the models takes; a summary is seconds of work, and what waits for
# the next batch may go to another replica.
_MOST_SUMMARIES = 8
_WAIT_SECONDS = 0.004
# A sentence that is asked for again forbids a few dozen runs of pieces at most.
_BODY_BYTES = 64_000_000
_MOST_FORBIDDEN = 20_000
_PATHS = ("/translate", "/about", "/generator", "/summaries")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DecodingIn(_Model):
    beam_size: int | None = Field(None, ge=1, le=16)
    length_penalty: float = Field(1.0, ge=0, le=5)
    no_repeat: int = Field(0, ge=0, le=20)
    forbidden: tuple[tuple[str, ...], ...] = Field((), max_length=_MOST_FORBIDDEN)


class TranslateIn(_Model):
    """What :func:`summarizer.translating.served.ask_translate` makes."""

    texts: tuple[str, ...] = Field(max_length=MOST_TEXTS)
    source: Language = Field(max_length=8)
    target: Language = Field(max_length=8)
    alternatives: int = Field(1, ge=1, le=16)
    decoding: DecodingIn = DecodingIn()

    @property
    def kind(self) -> tuple[Language, Language, int, Decoding]:
        """What requests must have in common to go through the model together."""
        return (
            self.source,
            self.target,
            self.alternatives,
            Decoding(**self.decoding.model_dump()),
        )


class AboutIn(_Model):
    what: Literal["foreign", "stand_ins", "can_forbid", "length"]
    text: str = Field("", max_length=100_000)
    source: Language = Field(max_length=8)
    target: Language = Field(max_length=8)


class GeneratorIn(_Model):
    """What :class:`summarizer.summarising.served.ServedGenerator` asks first."""

    model: str = Field("", max_length=200)
    language: Language = Field(max_length=8)


class SummariesIn(GeneratorIn):
    sentences: int = Field(ge=1, le=200)
    texts: tuple[str, ...] = Field(max_length=MOST_TEXTS)

    @property
    def kind(self) -> tuple[str, Language, int]:
        """As that of :class:`TranslateIn`."""
        return self.model, self.language, self.sentences


_Asked = TypeVar("_Asked", TranslateIn, SummariesIn)
_Answer = TypeVar("_Answer")


def _together(
    asked: Sequence[_Asked], run: Callable[[list[str], _Asked], Sequence[_Answer]]
) -> list[list[_Answer] | ModelError]:
    """The answers to each request: ``run`` gets all texts of the requests of a kind, with one of
    them. What a model can't do is the answer to those of its kind; the others have theirs."""
    alike: dict[object, list[int]] = defaultdict(list)
    for number, one in enumerate(asked):
        alike[one.kind].append(number)
    answers: dict[int, list[_Answer] | ModelError] = {}
    for numbers in alike.values():
        texts = [text for number in numbers for text in asked[number].texts]
        try:
            found = iter(run(texts, asked[numbers[0]]))
        except ModelError as error:
            answers |= dict.fromkeys(numbers, error)
            continue
        for number in numbers:
            answers[number] = [next(found) for _ in asked[number].texts]
    return [answers[number] for number in range(len(asked))]


class Written(NamedTuple):
    """An answer of :class:`Writers` and its HTTP status."""

    content: dict[str, object]
    status: int = 200


@serve.deployment(name="writers", max_ongoing_requests=4 * _MOST_SUMMARIES)
class Writers:
    """One replica: the models that write summaries, in one process of ``threads`` threads."""

    def __init__(self, threads: int) -> None:
        self._settings = _local(load(), threads)
        self._generators: dict[tuple[str, Language], LocalGenerator] = {}
        for language in LANGUAGES:
            with contextlib.suppress(ModelMissing):
                self._generator(GeneratorIn(language=language))
        self._working = asyncio.Lock()
        self._requests = self._batches = 0

    def check_health(self) -> None:
        """Called by Ray Serve, which replaces a replica that fails here."""
        if self._working.locked():
            return  # a summary is written; the check would wait for it longer than Ray does
        for generator in self._loaded():
            generator.check()

    async def generator(self, asked: GeneratorIn) -> Written:
        """What an app server must know of the model before it cuts an article into sections."""
        try:
            found = await asyncio.to_thread(self._generator, asked)
        except ModelError as error:
            return _fault(error)
        return Written({"section_words": found.section_words, "use": found.use.model_dump()})

    @serve.batch(max_batch_size=_MOST_SUMMARIES, batch_wait_timeout_s=_WAIT_SECONDS)
    async def summaries(self, asked: list[SummariesIn]) -> list[Written]:
        """The summaries for each of the requests that came at about the same time."""
        async with self._working:  # what comes meanwhile forms the next batch
            self._requests += len(asked)
            self._batches += 1
            return await asyncio.to_thread(self._write_together, asked)

    def _write_together(self, asked: list[SummariesIn]) -> list[Written]:
        def run(texts: list[str], one: SummariesIn) -> list[str]:
            return self._generator(one).summaries(texts, one.language, one.sentences)

        return [
            _fault(answer) if isinstance(answer, ModelError) else Written({"summaries": answer})
            for answer in _together(asked, run)
        ]

    def health(self) -> dict[str, object]:
        """This replica, its models, and what went through them."""
        return {
            "replica": serve.get_replica_context().replica_id.unique_id,
            "models": [generator.use.model_dump() for generator in self._loaded()],
            "requests": self._requests,
            "batches": self._batches,
        }

    def _generator(self, asked: GeneratorIn) -> LocalGenerator:
        key = asked.model, asked.language
        if key not in self._generators:
            self._generators[key] = generating.load_local(*key, self._settings)
        return self._generators[key]

    def _loaded(self) -> tuple[LocalGenerator, ...]:
        return tuple(dict.fromkeys(self._generators.copy().values()))


@serve.deployment(name="models", max_ongoing_requests=4 * _MOST_REQUESTS)
class Models:
    """One replica: the models of :data:`DIRECTIONS` in one process of ``threads`` threads. It takes
    all requests, and passes on to ``writers`` what is asked of models that write summaries."""

    def __init__(self, threads: int, writers: DeploymentHandle | None = None) -> None:
        self._writers = writers
        self._translator = LocalTranslator(_local(load(), threads))
        for source, target in DIRECTIONS:
            self._translator.stand_ins(source, target)  # loads the model
        self._working = asyncio.Lock()
        self._requests = self._batches = 0

    def check_health(self) -> None:
        """Called by Ray Serve, which replaces a replica that fails here.

        Raises:
            ModelError: the models don't translate any more.
        """
        source, target = DIRECTIONS[0]
        [[translation]] = self._translator.translate(["Yes."], source, target)
        if not translation.text:
            raise ModelError("The model gives no translation.")

    async def __call__(self, request: Request) -> JSONResponse:
        path = request.url.path
        if request.method == "GET" and path == "/health":
            return JSONResponse(self._health())
        if request.method == "GET" and path == "/health/summaries" and self._writers:
            return JSONResponse(await self._writers.health.remote())
        if request.method != "POST" or path not in _PATHS:
            return _refusal(404, "not_found", f"POST {', '.join(_PATHS)} or GET /health.")
        try:
            body = await _body(request)
            if path == "/generator":
                return await self._written("generator", GeneratorIn.model_validate_json(body))
            if path == "/summaries":
                return await self._written("summaries", SummariesIn.model_validate_json(body))
            if path == "/about":
                return JSONResponse(self._about(AboutIn.model_validate_json(body)))
            answer = await self._translate(TranslateIn.model_validate_json(body))
            if isinstance(answer, ModelError):  # of this request; its neighbours have answers
                raise answer
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            return _refusal(422, "input", first["msg"])
        except _TooLarge:
            return _refusal(413, "input_too_long", f"At most {_BODY_BYTES} bytes.")
        except ModelError as error:
            return _refusal(503, error.code, str(error))
        return JSONResponse({"translations": write_translations(answer)})

    async def _written(self, what: str, asked: GeneratorIn) -> JSONResponse:
        if self._writers is None:
            return JSONResponse(*_fault(ModelMissing("These servers write no summaries.")))
        return JSONResponse(*await getattr(self._writers, what).remote(asked))

    @serve.batch(max_batch_size=_MOST_REQUESTS, batch_wait_timeout_s=_WAIT_SECONDS)
    async def _translate(
        self, asked: list[TranslateIn]
    ) -> list[list[list[Translation]] | ModelError]:
        """The translations for each of the requests that came at about the same time."""
        async with self._working:  # what comes meanwhile forms the next batch
            self._requests += len(asked)
            self._batches += 1
            return await asyncio.to_thread(self._translate_together, asked)

    def _translate_together(
        self, asked: list[TranslateIn]
    ) -> list[list[list[Translation]] | ModelError]:
        def run(texts: list[str], one: TranslateIn) -> list[list[Translation]]:
            source, target, alternatives, decoding = one.kind
            return self._translator.translate(
                texts, source, target, alternatives=alternatives, decoding=decoding
            )

        return _together(asked, run)

    def _about(self, asked: AboutIn) -> dict[str, object]:
        translator, direction = self._translator, (asked.source, asked.target)
        match asked.what:
            case "foreign":
                found: object = sorted(translator.foreign(asked.text, *direction))
            case "stand_ins":
                found = translator.stand_ins(*direction)
            case "can_forbid":
                found = translator.can_forbid(*direction)
            case "length":
                found = translator.length(asked.text, *direction)
        return {asked.what: found}

    def _health(self) -> dict[str, object]:
        return {
            "replica": serve.get_replica_context().replica_id.unique_id,
            "models": [use.model_dump() for use in self._translator.models],
            "requests": self._requests,
            "batches": self._batches,
        }


def application(settings: Settings) -> serve.Application:
    """The deployments as the settings want them: ``serving_replicas`` replicas of each, which share
    the processor cores of this machine unless ``threads`` says how many each has."""
    threads = threads_of_a_replica(settings)
    options = {
        "num_replicas": settings.serving_replicas,
        "ray_actor_options": {"num_cpus": threads, "runtime_env": RUNTIME},
    }
    writers = Writers.options(**options).bind(threads) if generating.models_here(settings) else None
    return Models.options(**options).bind(threads, writers)


def start(settings: Settings, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Deploy the models on the Ray cluster that this process is connected to, and wait until they
    are loaded. What was deployed before is replaced replica by replica.

    Raises:
        ModelError: the models can't be loaded.
    """
    try:
        serve.start(
            http_options={"host": host, "port": port}, logging_config={"log_level": "WARNING"}
        )
        serve.run(application(settings), name=NAME, route_prefix="/")
    except (RuntimeError, RayError) as error:
        raise ModelError(
            "The models could not be started on the cluster. Its logs say why; most often a node "
            "lacks the folder of the models (PUENTE_MODELS_FOLDER) or the processor cores."
        ) from error


# `serve deploy` and `serve run` name it: summarizer.serving.deployments:app
def app(_arguments: dict[str, str]) -> serve.Application:
    """The application of Ray Serve's own commands and configuration files."""
    return application(load())


class _TooLarge(Exception):
    pass


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > _BODY_BYTES:
            raise _TooLarge
        parts.append(part)
    return b"".join(parts)


def _fault(error: ModelError) -> Written:
    # No 503 where a model is missing: the client would ask again before it turns to its own.
    status = 404 if isinstance(error, ModelMissing) else 503
    return Written({"code": error.code, "message": str(error)}, status)


def _refusal(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"code": code, "message": message}, status)


def _local(settings: Settings, threads: int) -> Settings:
    """The settings of a replica: models of its own machine, whatever the app servers ask for."""
    engine = settings.translation_engine
    return settings.model_copy(
        update={
            "threads": threads,
            "translation_engine": "ctranslate2" if engine == "remote" else engine,
        }
    )
