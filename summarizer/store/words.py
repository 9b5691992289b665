"""The terms and remembered sentences of an installation: statements in one transaction each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from summarizer import glossary
from summarizer.errors import NotFound, TermError
from summarizer.glossary import Remembered, Term
from summarizer.store.tables import remembered, terms
from summarizer.store.tokens import is_id, new_id


def stamp(connection: Connection) -> tuple[Any, ...]:
    """Differs whenever a term or a sentence was added, changed or removed."""
    return tuple(
        value
        for table in (terms, remembered)
        for value in connection.execute(
            sa.select(sa.func.count(), sa.func.max(table.c.changed)).select_from(table)
        ).one()
    )


def all_terms(connection: Connection) -> tuple[Term, ...]:
    rows = connection.execute(sa.select(terms).order_by(terms.c.search, terms.c.id))
    return tuple(Term(id=row.id, texts=dict(row.texts), note=row.note) for row in rows)


def all_sentences(connection: Connection) -> tuple[Remembered, ...]:
    rows = connection.execute(
        sa.select(remembered).order_by(remembered.c.changed.desc(), remembered.c.id)
    )
    return tuple(
        Remembered(
            id=row.id,
            source_language=row.source_language,
            target_language=row.target_language,
            source=row.source,
            target=row.target,
        )
        for row in rows
    )


def add_terms(connection: Connection, added: Sequence[Term], now: dt.datetime) -> tuple[Term, ...]:
    """Terms that are there already keep their id and take the new note."""
    kept = []
    for term in added:
        term = glossary.checked(term)
        values = {"texts": term.texts, "note": term.note, "search": _search(term), "changed": now}
        id = _upsert(connection, terms, _key_of_term(term), values)
        kept.append(term.model_copy(update={"id": id}))
    _keep_within(connection, terms, glossary.MOST_TERMS)
    return tuple(kept)


def edit_term(connection: Connection, id: str, term: Term, now: dt.datetime) -> Term:
    term = glossary.checked(term).model_copy(update={"id": id})
    key = _key_of_term(term)
    # One that has become the same as another takes its place.
    connection.execute(terms.delete().where(terms.c.key == key, terms.c.id != id))
    done = connection.execute(
        terms.update()
        .where(terms.c.id == id)
        .values(key=key, texts=term.texts, note=term.note, search=_search(term), changed=now)
    )
    if not done.rowcount:
        raise NotFound("There is no such term. It may have been removed.")
    return term


def remove(connection: Connection, table: sa.Table, id: str) -> None:
    if not is_id(id) or not connection.execute(table.delete().where(table.c.id == id)).rowcount:
        raise NotFound("This is not in the glossary. It may have been removed.")


def remember(connection: Connection, sentence: Remembered, now: dt.datetime) -> Remembered:
    """The newest translation of a sentence takes the place of older ones."""
    sentence = glossary.checked_sentence(sentence)
    languages = (sentence.source_language, sentence.target_language)
    key = _hash(*languages, glossary.same(sentence.source))
    values = {**sentence.model_dump(exclude={"id"}), "changed": now}
    id = _upsert(connection, remembered, key, values)
    _keep_within(connection, remembered, glossary.MOST_SENTENCES)
    return sentence.model_copy(update={"id": id})


def _keep_within(connection: Connection, table: sa.Table, most: int) -> None:
    count = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
    if count > most:
        what = "terms" if table is terms else "sentences"
        raise TermError(
            f"The glossary would have {count:,} {what}; it holds {most:,} at most. Remove some "
            "first.",
            problem="full",
            most=most,
        )


def _upsert(connection: Connection, table: sa.Table, key: str, values: Mapping[str, object]) -> str:
    """The id of the row, new or old."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert
    return connection.execute(
        insert(table)
        .values(id=new_id(), key=key, **values)
        .on_conflict_do_update(index_elements=["key"], set_=dict(values))
        .returning(table.c.id)
    ).scalar_one()


def _key_of_term(term: Term) -> str:
    return _hash(
        *(part for language in sorted(term.texts) for part in (language, term.texts[language]))
    )


def _search(term: Term) -> str:
    return " ".join(term.texts[language] for language in sorted(term.texts)).casefold()


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
