"""What a language has to say about names: each language's ``names.py`` fills one ``NameWords``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists, normalised as :func:`summarizer.figures.gazetteer.normalise` does.

    roles: nouns that tell a person's office or work ("minister").
    role_words: words that may stand beside such a noun within a role ("former", "general").
    titles: words before a name that tell no office ("Mr").
    links: prepositions, articles and conjunctions inside a role ("of", "de la").
    articles: words that may open a role and are no part of it ("the").
    demonyms: what people and things of a place are called ("Mexican"); never a name of the place.
    groups: nouns that make an organisation of the name beside them ("cartel"), singular and plural.
    governments: nouns that make an organisation of a person's name ("administration").
    not_names: words with a capital that are no name (weekdays, months).
    linking_verbs: verbs that end a role phrase.
    """

    roles: frozenset[str]
    role_words: frozenset[str]
    titles: frozenset[str]
    links: frozenset[str]
    articles: frozenset[str]
    demonyms: frozenset[str]
    groups: frozenset[str]
    governments: frozenset[str]
    not_names: frozenset[str]
    group_before_name: bool
    possessive: bool


def words(text: str) -> frozenset[str]:
    """The words of ``text``; ``_`` joins the parts of one."""
    return frozenset(word.replace("_", " ") for word in text.split())
