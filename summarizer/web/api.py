"""The HTTP API: briefs, their links, the glossary, and the state of the server, as JSON.

:data:`OPERATIONS` is all of it. The routes, the OpenAPI document and the page that explains the
API are made from it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import functools
import json
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import anyio.to_thread
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

import summarizer
from summarizer import glossary, wording
from summarizer.brief import Brief, Language, Length, ModelUse
from summarizer.errors import (
    AddressFailed,
    EmptyInput,
    EngineUnavailable,
    Gone,
    InputError,
    InputTooLong,
    LimitReached,
    ModelError,
    NotAllowed,
    NotFound,
    NotText,
    PuenteError,
    StoreUnavailable,
)
from summarizer.glossary import Remembered, Term
from summarizer.settings import Settings
from summarizer.store import Audience, Expiry, Link, Listed, Owner, Saved, Store, new_owner_token
from summarizer.web import work
from summarizer.web.failures import log_failure
from summarizer.web.limits import RateLimit, client_of
from summarizer.web.negotiation import preferred_language
from summarizer.web.people import claims, is_signed_in, may_teach, sign_in_is_set_up

log = logging.getLogger(__name__)

Asked = TypeVar("Asked", bound=BaseModel)

BODY_SECONDS = 120.0
"""How long a client may take to send its article."""

_GLOSSARY_BYTES = 16_000_000
"""Most that a glossary takes: its terms at their greatest length, in JSON."""


# --- what goes in and out ------------------------------------------------------------------------


Code = Annotated[Language, StringConstraints(pattern="^[a-z]{2,3}$")]
"""A language by its code (ISO 639)."""


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewBrief(Model):
    """An article to make a brief of: its ``text``, or the ``url`` of a page."""

    text: str | None = Field(None, description="The article as it was pasted: text or HTML.")
    url: str | None = Field(None, description="An http(s) address on the public internet.")
    length: Length = Length.STANDARD
    summary: Literal["extractive", "abstractive"] | None = Field(
        None, description="How points are made; the server's setting where not said."
    )


class Edit(Model):
    """One side of one sentence, rewritten by hand."""

    sentence_id: str
    language: Language
    text: str


class NewLink(Model):
    """A link to share. ``version`` is the latest one, unless it is given."""

    expires: Expiry = Expiry.WEEK
    audience: Audience = Audience.ANYONE
    version: int | None = Field(None, ge=1)


class LinkOut(Model):
    id: str
    url: str
    version: int
    created: dt.datetime
    expires: dt.datetime | None
    revoked: dt.datetime | None
    views: int
    audience: Audience


class BriefOut(Model):
    """A brief that is kept. ``owner_token`` is there once: where the request brought none, this
    is the only time that the new one is told."""

    id: str
    version: int
    owner_token: str | None = None
    brief: Brief


class ListedOut(Model):
    id: str
    version: int
    titles: dict[Language, str]
    edited: bool
    created: dt.datetime
    changed: dt.datetime
    links: list[LinkOut]


class ListOut(Model):
    total: int
    briefs: list[ListedOut]


class LinksOut(Model):
    links: list[LinkOut]


class DatabaseOut(Model):
    kind: Literal["sqlite", "postgresql", "unknown"]
    available: bool


class ModelsOut(Model):
    state: Literal["loading", "ready", "failed"]
    used: list[ModelUse]


class HealthOut(Model):
    """``status`` is *ok*, *starting* while the models are loading, or *unavailable*."""

    status: Literal["ok", "starting", "unavailable"]
    version: str
    database: DatabaseOut
    models: ModelsOut


class NewTerm(Model):
    """A term in two languages, each the translation of the other."""

    texts: dict[Code, str] = Field(min_length=2)
    note: str = ""


class NewTerms(Model):
    terms: list[NewTerm] = Field(min_length=1, max_length=glossary.MOST_TERMS)


class NewSentence(Model):
    """A whole sentence with the translation that a person gave it."""

    source_language: Code
    target_language: Code
    source: str
    target: str


class TermsOut(Model):
    terms: tuple[Term, ...]


class GlossaryOut(Model):
    terms: tuple[Term, ...]
    sentences: tuple[Remembered, ...]


class ErrorOut(Model):
    """What went wrong: ``code`` for programs, ``message`` for people, in the language that they
    asked for."""

    code: str
    message: str
    details: dict[str, str] = {}


# --- the operations ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Parameter:
    name: str
    place: Literal["path", "query"]
    text: str
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})


@dataclass(frozen=True)
class Operation:
    """One method of one path. ``token`` says whether it needs an owner's token; *editor* is one
    where nobody can sign in, and else the sign-in of somebody who may change the glossary.
    ``also`` are the types of content that it takes beside JSON."""

    name: str
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    summary: str
    text: str
    token: Literal["no", "optional", "required", "editor"]
    gives: type[BaseModel] | None
    status: int = 200
    takes: type[BaseModel] | None = None
    also: dict[str, Any] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    errors: tuple[int, ...] = ()


_ID = Parameter("id", "path", "Id of the brief.")
_TERM = Parameter("id", "path", "Id of the term.")
_LINK = Parameter("link", "path", "Id of the link: the end of its address.")
_NUMBER = {"type": "integer", "minimum": 1}
_FILE_CONTENT = {
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "properties": {
                "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                "length": {"type": "string", "enum": [*Length]},
            },
            "required": ["file"],
        }
    },
    "text/plain": {"schema": {"type": "string"}},
    "text/html": {"schema": {"type": "string"}},
    "application/octet-stream": {"schema": {}},
}

OPERATIONS = (
    Operation(
        "make_brief",
        "POST",
        "/api/briefs",
        "Make a brief of an article and keep it",
        "The article comes as JSON (`text` or `url`), as a form with a `file`, or as the body "
        "itself with its content type (text/plain, text/html, application/pdf, …); `length` is "
        "then a parameter. Without an owner's token, the answer brings a new one, once. Few briefs "
        "are made at the same time; the answer comes when this one's turn is over.",
        "optional",
        BriefOut,
        status=201,
        takes=NewBrief,
        also=_FILE_CONTENT,
        parameters=(
            Parameter(
                "length",
                "query",
                "Length of the summary, where the body is not JSON.",
                {"type": "string", "enum": [*Length], "default": Length.STANDARD},
            ),
        ),
        errors=(401, 413, 415, 422, 429, 502, 503),
    ),
    Operation(
        "list_briefs",
        "GET",
        "/api/briefs",
        "List and search the briefs of an owner",
        "The one that changed last comes first.",
        "required",
        ListOut,
        parameters=(
            Parameter("q", "query", "Words that the titles or texts hold, in any case."),
            Parameter(
                "limit",
                "query",
                "How many to give.",
                {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
            ),
            Parameter(
                "offset",
                "query",
                "How many to pass over.",
                {"type": "integer", "minimum": 0, "default": 0},
            ),
        ),
        errors=(401, 422, 429, 503),
    ),
    Operation(
        "get_brief",
        "GET",
        "/api/briefs/{id}",
        "Read a brief",
        "With its owner's token, or with a link to it that is alive; a link gives the version "
        "that was shared.",
        "optional",
        BriefOut,
        parameters=(
            _ID,
            Parameter("version", "query", "A version; the latest, unless given.", _NUMBER),
            Parameter("link", "query", "Id of a link, in the place of the owner's token."),
        ),
        errors=(401, 403, 404, 410, 422, 429, 503),
    ),
    Operation(
        "edit_brief",
        "PATCH",
        "/api/briefs/{id}",
        "Rewrite a sentence by hand",
        "Makes a new version; its figures are found and checked again. What was shared before "
        "stays as it was.",
        "required",
        BriefOut,
        takes=Edit,
        parameters=(_ID,),
        errors=(401, 403, 404, 413, 415, 422, 429, 503),
    ),
    Operation(
        "delete_brief",
        "DELETE",
        "/api/briefs/{id}",
        "Delete a brief, its versions and what its links lead to",
        "It can't be undone.",
        "required",
        None,
        status=204,
        parameters=(_ID,),
        errors=(401, 403, 404, 429, 503),
    ),
    Operation(
        "list_links",
        "GET",
        "/api/briefs/{id}/links",
        "List the links of a brief",
        "With their ends and their views.",
        "required",
        LinksOut,
        parameters=(_ID,),
        errors=(401, 403, 404, 429, 503),
    ),
    Operation(
        "make_link",
        "POST",
        "/api/briefs/{id}/links",
        "Share a brief",
        "Everybody who has the link can read this version until the link ends; with the audience "
        "signed-in, only people who signed in.",
        "required",
        LinkOut,
        status=201,
        takes=NewLink,
        parameters=(_ID,),
        errors=(401, 403, 404, 415, 422, 429, 503),
    ),
    Operation(
        "revoke_link",
        "DELETE",
        "/api/briefs/{id}/links/{link}",
        "Revoke a link",
        "At once and for good.",
        "required",
        None,
        status=204,
        parameters=(_ID, _LINK),
        errors=(401, 403, 404, 410, 429, 503),
    ),
    Operation(
        "get_glossary",
        "GET",
        "/api/glossary",
        "Read the desk's glossary",
        "The terms and the remembered sentences of this installation.",
        "editor",
        GlossaryOut,
        errors=(401, 403, 429, 503),
    ),
    Operation(
        "add_terms",
        "POST",
        "/api/glossary/terms",
        "Add terms to the glossary",
        "All or none, as JSON or as a CSV file (text/csv) with the columns en, es and, if you "
        "like, note. A term that is there already keeps its id and takes the new note.",
        "editor",
        TermsOut,
        status=201,
        takes=NewTerms,
        also={"text/csv": {"schema": {"type": "string"}}},
        errors=(401, 403, 413, 415, 422, 429, 503),
    ),
    Operation(
        "replace_term",
        "PUT",
        "/api/glossary/terms/{id}",
        "Rewrite a term",
        "With all its fields. One that becomes the same as another takes its place.",
        "editor",
        Term,
        takes=NewTerm,
        parameters=(_TERM,),
        errors=(401, 403, 404, 413, 415, 422, 429, 503),
    ),
    Operation(
        "remove_term",
        "DELETE",
        "/api/glossary/terms/{id}",
        "Remove a term",
        "Briefs that were made with it stay as they are.",
        "editor",
        None,
        status=204,
        parameters=(_TERM,),
        errors=(401, 403, 404, 429, 503),
    ),
    Operation(
        "remember_sentence",
        "POST",
        "/api/glossary/sentences",
        "Keep the translation of a whole sentence",
        "Where the same sentence comes again, it is translated so. A newer translation takes the "
        "place of an older one.",
        "editor",
        Remembered,
        status=201,
        takes=NewSentence,
        errors=(401, 403, 413, 415, 422, 429, 503),
    ),
    Operation(
        "forget_sentence",
        "DELETE",
        "/api/glossary/sentences/{id}",
        "Delete a remembered sentence",
        "For good.",
        "editor",
        None,
        status=204,
        parameters=(Parameter("id", "path", "Id of the sentence."),),
        errors=(401, 403, 404, 429, 503),
    ),
    Operation(
        "health",
        "GET",
        "/api/health",
        "How the server is",
        "Answers 503 while the database does not answer or where the models can't be loaded.",
        "no",
        HealthOut,
        errors=(503,),
    ),
)

STATUS: tuple[tuple[type[PuenteError], int], ...] = (
    (InputTooLong, 413),
    (NotText, 415),
    (AddressFailed, 502),
    (InputError, 422),
    (EngineUnavailable, 503),
    (ModelError, 503),
    (StoreUnavailable, 503),
    (NotFound, 404),
    (Gone, 410),
    (NotAllowed, 403),
    (LimitReached, 429),
)
"""The status of each error; of its classes the first that fits."""


class _NoToken(NotAllowed):
    """A request without a token, or with something that is none."""


class _WrongType(InputError):
    """A body of a type that the operation does not take."""


class Api:
    """The API of one process."""

    def __init__(
        self,
        store: Callable[[], Store],
        settings: Settings,
        desk: Callable[[], work.Desk] = work.desk,
        brief_limit: RateLimit | None = None,
    ) -> None:
        """
        Args:
            brief_limit: that of the pages, where they count together.
        """
        self._store, self._settings, self._desk = store, settings, desk
        self._limit = RateLimit(settings.api_requests_per_minute, 60.0)
        self._briefs = brief_limit or RateLimit(settings.briefs_per_hour, 3600.0)
        self._arriving = 0

    def routes(self) -> list[BaseRoute]:
        made: list[BaseRoute] = []
        paths = dict.fromkeys(operation.path for operation in OPERATIONS)
        for path in paths:
            handlers = {o.method: o for o in OPERATIONS if o.path == path}
            endpoint = functools.partial(self._handle, handlers)
            made.append(Route(path, endpoint, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]))
        made.append(Route("/api/openapi.json", openapi_document, methods=["GET"]))
        made.append(Route("/api", explanation, methods=["GET"]))
        made.append(Route("/api/{path:path}", self._unknown, methods=_ALL_METHODS))
        return made

    async def _handle(self, operations: dict[str, Operation], request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        operation = operations.get(method)
        if operation is None:
            return _error_response(
                request, 405, "method_not_allowed", "This address does not take that method.",
                headers={"Allow": ", ".join(operations)},
            )  # fmt: skip
        try:
            if operation.name != "health":
                self._take(self._limit, request, "requests")
            return await getattr(self, f"_{operation.name}")(request)
        except PuenteError as error:
            return _refusal(request, error)
        except ClientDisconnect:
            return Response(status_code=499)
        except Exception as error:
            log_failure(log, f"The API failed in {operation.name}.", error)
            return _error_response(request, 500, "unexpected", "Something failed that should not.")

    async def _unknown(self, request: Request) -> Response:
        return _refusal(request, NotFound("There is nothing at this address; see /api."))

    # --- each operation --------------------------------------------------------------------------

    async def _make_brief(self, request: Request) -> Response:
        token = _token(request, required=False)
        owner_token = token or new_owner_token()
        work.take_turn(self._briefs, _client(request))
        job = await self._submit(request)
        try:
            while not job.done:
                await asyncio.sleep(0.02)
                if await request.is_disconnected():
                    raise ClientDisconnect
        finally:
            job.cancel()  # a finished job stays as it is
        brief = job.result(0)
        owner = Owner.of_token(owner_token)
        saved = await _in_thread(lambda: self._store().save(brief, owner))
        return _json(
            BriefOut(
                id=saved.id,
                version=saved.version,
                owner_token=None if token else owner_token,
                brief=saved.brief,
            ),
            201,
            {"Location": f"/api/briefs/{saved.id}"},
        )

    async def _submit(self, request: Request) -> work.Job:
        kind = _kind(request)
        client = _client(request)
        settings = self._settings
        if kind == "application/json":
            asked = await self._model(request, NewBrief, 12 * settings.max_characters + 10_000)
            if (asked.text is None) == (asked.url is None):
                raise EmptyInput("Give either the text of an article or its url.")
            if asked.summary is not None:
                settings = settings.model_copy(update={"summary": asked.summary})
            if asked.url is not None:
                steps = _fetching(asked.url, asked.length, settings)
                return self._desk().add(steps, client=client)
            assert asked.text is not None
            return self._desk().submit(
                asked.text, length=asked.length, settings=settings, client=client
            )
        if kind == "application/x-www-form-urlencoded":
            raise _WrongType(
                "A form without files does not keep an article whole. Send JSON, or a form of the "
                "type multipart/form-data, or the file itself with its own content type."
            )
        length = request.query_params.get("length", Length.STANDARD)
        filename = None
        body = await self._body(request, settings.max_file_bytes + 100_000)
        if kind == "multipart/form-data":
            body, filename, length = await _form(request, body, length)
        if len(body) > settings.max_file_bytes:
            raise _too_long(settings.max_file_bytes)
        if length not in [*Length]:
            raise InputError(f"The length is one of: {', '.join(Length)}.")
        return self._desk().submit(
            body, length=length, filename=filename, settings=settings, client=client
        )

    async def _list_briefs(self, request: Request) -> Response:
        owner = Owner.of_token(_token(request))
        limit = _number(request, "limit", 50, 1, 200)
        offset = _number(request, "offset", 0, 0, 1_000_000)
        query = request.query_params.get("q", "")[:1000]

        def read() -> tuple[int, tuple[Listed, ...]]:
            store = self._store()
            return store.count(owner, query), store.list(owner, query, limit=limit, offset=offset)

        total, found = await _in_thread(read)
        return _json(
            ListOut(
                total=total,
                briefs=[
                    ListedOut(
                        id=listed.id,
                        version=listed.version,
                        titles=listed.titles,
                        edited=listed.edited,
                        created=listed.created,
                        changed=listed.changed,
                        links=[self._link(request, link) for link in listed.links],
                    )
                    for listed in found
                ],
            )
        )

    async def _get_brief(self, request: Request) -> Response:
        id = request.path_params["id"]
        link_id = request.query_params.get("link")
        if link_id is not None:
            shared = await _in_thread(lambda: self._store().read(link_id))
            if shared.link.brief_id != id:
                raise NotFound("The link leads to another brief.")
            if shared.link.audience is Audience.SIGNED_IN and not is_signed_in(request):
                raise NotAllowed("This link is for people who signed in.")
            return _json(_out(Saved(id, shared.link.version, shared.brief)))
        owner = Owner.of_token(_token(request))
        version = _number(request, "version", None, 1, 1_000_000_000)
        return _json(_out(await _in_thread(lambda: self._store().get(id, owner, version=version))))

    async def _edit_brief(self, request: Request) -> Response:
        id, owner = request.path_params["id"], Owner.of_token(_token(request))
        asked = await self._model(request, Edit, 100_000)

        def work() -> Saved:
            from summarizer import pipeline

            store = self._store()
            brief = store.get(id, owner).brief
            edited = pipeline.edit(brief, asked.sentence_id, asked.language, asked.text)
            return store.save(edited, owner, id=id)

        return _json(_out(await _in_thread(work)))

    async def _delete_brief(self, request: Request) -> Response:
        id, owner = request.path_params["id"], Owner.of_token(_token(request))
        await _in_thread(lambda: self._store().delete(id, owner))
        return Response(status_code=204, headers=_HEADERS)

    async def _list_links(self, request: Request) -> Response:
        id, owner = request.path_params["id"], Owner.of_token(_token(request))
        found = await _in_thread(lambda: self._store().links(id, owner))
        return _json(LinksOut(links=[self._link(request, link) for link in found]))

    async def _make_link(self, request: Request) -> Response:
        id, owner = request.path_params["id"], Owner.of_token(_token(request))
        asked = await self._model(request, NewLink, 10_000, empty="{}")
        link = await _in_thread(
            lambda: self._store().share(
                id,
                owner,
                expiry=asked.expires,
                version=asked.version,
                audience=asked.audience,
            )
        )
        made = self._link(request, link)
        return _json(made, 201, {"Location": made.url})

    async def _revoke_link(self, request: Request) -> Response:
        id, owner = request.path_params["id"], Owner.of_token(_token(request))
        link_id = request.path_params["link"]

        def revoke() -> None:
            store = self._store()
            if link_id not in {link.id for link in store.links(id, owner)}:
                raise NotFound("This brief has no such link.")
            store.revoke(link_id, owner)

        await _in_thread(revoke)
        return Response(status_code=204, headers=_HEADERS)

    async def _get_glossary(self, request: Request) -> Response:
        self._check_editor(request)
        known = await _in_thread(lambda: self._store().glossary())
        return _json(GlossaryOut(terms=known.terms, sentences=known.sentences))

    async def _add_terms(self, request: Request) -> Response:
        self._check_editor(request)
        if _kind(request) == "text/csv":
            body = await self._body(request, _GLOSSARY_BYTES)
            terms = await _in_thread(lambda: glossary.read_csv(body))
        else:
            asked = await self._model(request, NewTerms, _GLOSSARY_BYTES)
            terms = [Term(texts=term.texts, note=term.note) for term in asked.terms]
        added = await _in_thread(lambda: self._store().add_terms(terms))
        return _json(TermsOut(terms=added), 201, {"Location": "/api/glossary"})

    async def _replace_term(self, request: Request) -> Response:
        self._check_editor(request)
        id = request.path_params["id"]
        asked = await self._model(request, NewTerm, 100_000)
        term = Term(texts=asked.texts, note=asked.note)
        return _json(await _in_thread(lambda: self._store().edit_term(id, term)))

    async def _remove_term(self, request: Request) -> Response:
        self._check_editor(request)
        id = request.path_params["id"]
        await _in_thread(lambda: self._store().remove_term(id))
        return Response(status_code=204, headers=_HEADERS)

    async def _remember_sentence(self, request: Request) -> Response:
        self._check_editor(request)
        asked = await self._model(request, NewSentence, 100_000)
        sentence = Remembered(**asked.model_dump())
        kept = await _in_thread(lambda: self._store().remember(sentence))
        return _json(kept, 201, {"Location": "/api/glossary"})

    async def _forget_sentence(self, request: Request) -> Response:
        self._check_editor(request)
        id = request.path_params["id"]
        await _in_thread(lambda: self._store().forget(id))
        return Response(status_code=204, headers=_HEADERS)

    async def _health(self, request: Request) -> Response:
        def look() -> HealthOut:
            try:
                store = self._store()
                store.ping()
                database = DatabaseOut(kind=store.kind, available=True)
            except StoreUnavailable:
                database = DatabaseOut(kind="unknown", available=False)
            state = work.readiness().state
            used = list(_models_used(self._settings)) if state == "ready" else []
            healthy = database.available and state != "failed"
            return HealthOut(
                status="unavailable" if not healthy else "ok" if state == "ready" else "starting",
                version=summarizer.__version__,
                database=database,
                models=ModelsOut(state=state, used=used),
            )

        health = await _in_thread(look)
        return _json(health, 503 if health.status == "unavailable" else 200)

    # --- helpers ---------------------------------------------------------------------------------

    def _check_editor(self, request: Request) -> None:
        """Raises ``NotAllowed`` for who may not see and change the glossary. Where nobody can sign
        in, an owner's token keeps other sites' pages from asking in a reader's name; where people
        sign in, the cookie is not sent along with them (SameSite), and what changes something is of
        a method or type that browsers don't let other sites send."""
        sign_in = sign_in_is_set_up()
        if not may_teach(self._settings, claims(request), sign_in=sign_in):
            raise NotAllowed(
                "The glossary can be seen and changed only by people whom this installation names. "
                "Sign in as one of them, or ask whoever runs it.",
                what="glossary",
            )
        if not sign_in:
            _token(request)

    def _take(self, limit: RateLimit, request: Request, what: str) -> None:
        wait = limit.wait(_client(request))
        if wait:
            raise LimitReached(
                f"Too many {what} from your network. Try again in {round(wait) + 1} seconds.",
                seconds=round(wait) + 1,
            )

    def _link(self, request: Request, link: Link) -> LinkOut:
        base = self._settings.public_url or str(request.base_url)
        return LinkOut(
            id=link.id,
            url=f"{base.rstrip('/')}/b/{link.id}",
            version=link.version,
            created=link.created,
            expires=link.expires,
            revoked=link.revoked,
            views=link.views,
            audience=link.audience,
        )

    async def _body(self, request: Request, limit: int) -> bytes:
        """The body of a request, read no further than ``limit`` bytes."""
        told = request.headers.get("content-length", "")
        if told.isdigit() and int(told) > limit:
            raise _too_long(limit)
        parts, size = [], 0
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for part in request.stream():
                    size += len(part)
                    self._arriving += len(part)
                    if size > limit:
                        raise _too_long(limit)
                    if self._arriving > self._settings.waiting_bytes:
                        raise LimitReached("Too much arrives at once. Try again in a minute.")
                    parts.append(part)
        except TimeoutError:
            raise InputError("The article took too long to arrive. Send it again.") from None
        finally:
            self._arriving -= size
        return b"".join(parts)

    async def _model(
        self, request: Request, model: type[Asked], limit: int, *, empty: str | None = None
    ) -> Asked:
        kind = _kind(request)
        body = await self._body(request, limit)
        if not body.strip() and empty is not None:
            body = empty.encode()
        elif kind != "application/json":
            raise _WrongType("Send the request as application/json.")
        try:
            return model.model_validate_json(body)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise InputError(
                f"The request is not as the API describes it: {first['msg']}"
                + (f" (at {place})." if place else "."),
                **({"field": place} if place else {}),
            ) from None


# --- requests ------------------------------------------------------------------------------------

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def _token(request: Request, *, required: bool = True) -> str:
    """The owner's token of the Authorization header (RFC 6750); empty where there is no header
    and none is required."""
    given = request.headers.get("authorization", "")
    if not given and not required:
        return ""
    scheme, _, token = given.partition(" ")
    if scheme.lower() != "bearer" or not _TOKEN.fullmatch(token.strip()):
        raise _NoToken(
            "This needs the owner's token that came with the brief, as the header "
            "“Authorization: Bearer TOKEN”."
        )
    return token.strip()


def _kind(request: Request) -> str:
    """The media type of the body."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _client(request: Request) -> str:
    return client_of(request.client.host if request.client else None)


def _number(request: Request, name: str, default: int | None, least: int, most: int) -> int | None:
    given = request.query_params.get(name)
    if given is None:
        return default
    if not re.fullmatch(r"[0-9]{1,10}", given) or not least <= int(given) <= most:
        raise InputError(f"{name} is a whole number from {least} to {most}.", field=name)
    return int(given)


def _too_long(limit: int) -> InputTooLong:
    return InputTooLong(
        f"The request has more than {limit} bytes. Send a shorter one.", bytes=limit
    )


async def _form(request: Request, body: bytes, length: str) -> tuple[bytes, str | None, str]:
    """The file, its name and the length of a multipart form."""
    from starlette.formparsers import MultiPartException, MultiPartParser

    async def stream() -> AsyncIterator[bytes]:
        yield body

    try:
        parser = MultiPartParser(
            request.headers, stream(), max_files=1, max_fields=10, max_part_size=len(body) + 1
        )
        form = await parser.parse()
    except (MultiPartException, HTTPException, KeyError, ValueError) as error:
        raise InputError("The form is damaged, or has more than one file.") from error
    try:
        given = form.get("length")
        length = given if isinstance(given, str) else length
        file = form.get("file") or form.get("text")
        if file is None:
            raise EmptyInput("The form has no file. Send one as the field “file”.")
        if isinstance(file, str):
            return file.encode(), None, length
        return await file.read(), file.filename, length
    finally:
        await form.close()


def _fetching(url: str, length: Length, settings: Settings) -> work.Steps:
    def steps() -> Iterator[Any]:
        from summarizer import pipeline
        from summarizer.web import services

        taught = services.glossary()
        yield from pipeline.run_address(url, length=length, settings=settings, glossary=taught)

    return steps


async def _in_thread(work: Callable[[], Any]) -> Any:
    return await anyio.to_thread.run_sync(work)


def _models_used(settings: Settings) -> tuple[ModelUse, ...]:
    from summarizer import translating

    return tuple(translating.models_used(settings))


# --- answers -------------------------------------------------------------------------------------

_ALL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def _json(content: BaseModel, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(
        content.model_dump_json(),
        status,
        {**_HEADERS, **(headers or {})},
        media_type="application/json",
    )


def _out(saved: Saved) -> BriefOut:
    return BriefOut(id=saved.id, version=saved.version, brief=saved.brief)


def _refusal(request: Request, error: PuenteError) -> Response:
    status = 401 if isinstance(error, _NoToken) else 415 if isinstance(error, _WrongType) else None
    status = status or next((s for kind, s in STATUS if isinstance(error, kind)), 500)
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status in (429, 503):
        headers["Retry-After"] = error.details.get("seconds", "5")
    message = str(error)
    language = _language(request)
    if language != "en" and wording.has(f"errors.{error.code}"):
        message = wording.error(error, language)
    return _error_response(request, status, error.code, message, error.details, headers)


def _error_response(
    request: Request,
    status: int,
    code: str,
    message: str,
    details: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    return _json(
        ErrorOut(code=code, message=message, details=details or {}),
        status,
        {"Content-Language": _language(request), "Vary": "Accept-Language", **(headers or {})},
    )


def _language(request: Request) -> Language:
    return preferred_language(request.headers.get("accept-language", ""), wording.LANGUAGES)


# --- the description -----------------------------------------------------------------------------


@functools.cache
def openapi() -> dict[str, Any]:
    """The API as an OpenAPI 3.1 document."""
    from pydantic.json_schema import models_json_schema

    models: list[tuple[type[BaseModel], Any]] = [(ErrorOut, "serialization")]
    for operation in OPERATIONS:
        if operation.takes:
            models.append((operation.takes, "validation"))
        if operation.gives:
            models.append((operation.gives, "serialization"))
    unique = list(dict.fromkeys(models))
    by_model, definitions = models_json_schema(unique, ref_template="#/components/schemas/{model}")

    def described(operation: Operation) -> dict[str, Any]:
        made: dict[str, Any] = {
            "operationId": operation.name,
            "summary": operation.summary,
            "description": operation.text,
            "parameters": [
                {
                    "name": parameter.name,
                    "in": parameter.place,
                    "description": parameter.text,
                    "required": parameter.place == "path",
                    "schema": parameter.schema,
                }
                for parameter in operation.parameters
            ],
            "security": _SECURITY[operation.token],
            "responses": {},
        }
        if operation.takes:
            content = {"application/json": {"schema": by_model[operation.takes, "validation"]}}
            content |= operation.also
            made["requestBody"] = {"required": operation.takes is not NewLink, "content": content}
        answer: dict[str, Any] = {"description": "Done."}
        if operation.gives:
            schema = by_model[operation.gives, "serialization"]
            answer["content"] = {"application/json": {"schema": schema}}
        made["responses"][str(operation.status)] = answer
        for status in operation.errors:
            schema = by_model[ErrorOut, "serialization"]
            if operation.gives is HealthOut:
                schema = by_model[HealthOut, "serialization"]
            made["responses"][str(status)] = {
                "description": _MEANING[status],
                "content": {"application/json": {"schema": schema}},
            }
        return made

    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = described(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Puente",
            "version": summarizer.__version__,
            "summary": "Bilingual briefs of news articles, English and Spanish.",
            "license": {"name": "MPL-2.0", "identifier": "MPL-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {
                "owner": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The owner's token that came with the first brief.",
                },
                "signed_in": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "_streamlit_user",
                    "description": "The cookie of somebody who signed in to the pages.",
                },
            },
        },
    }


_SECURITY: dict[str, list[dict[str, list[str]]]] = {
    "no": [{}],
    "optional": [{}, {"owner": []}],
    "required": [{"owner": []}],
    "editor": [{"owner": []}, {"signed_in": []}],
}
_MEANING = {
    401: "The owner's token is missing.",
    403: "The brief belongs to somebody else, or the glossary is for other people.",
    404: "There is no such brief, link, term or sentence.",
    410: "The link was revoked or has expired, or its brief was deleted.",
    413: "The article is too long.",
    415: "The content is of a type that is not read.",
    422: "The request or the article is of no use; the message says why.",
    429: "Too many requests or too much work at once; Retry-After says when to come back.",
    502: "The web address gave no page.",
    503: "The database or the models are not available.",
}


async def openapi_document(request: Request) -> Response:
    return Response(
        _openapi_json(), headers={**_HEADERS, "Cache-Control": "no-cache"},
        media_type="application/json",
    )  # fmt: skip


@functools.cache
def _openapi_json() -> bytes:
    return json.dumps(openapi(), ensure_ascii=False, indent=1).encode()


async def explanation(request: Request) -> Response:
    """The API on one page, for people."""
    from summarizer.web.share import _PAGE_POLICY, assets_address

    base = str(request.base_url).rstrip("/")
    body = _explanation(base, assets_address())
    headers = {**_HEADERS, "Cache-Control": "no-cache", "Content-Security-Policy": _PAGE_POLICY}
    return Response(body, headers=headers, media_type="text/html")


def _explanation(base: str, assets: str) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    codes = sorted({status for operation in OPERATIONS for status in operation.errors})
    return environment.get_template("api.html").render(
        base=base,
        assets=assets,
        version=summarizer.__version__,
        operations=OPERATIONS,
        meanings=[(status, _MEANING[status]) for status in codes],
    )
