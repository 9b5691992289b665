"""What a language has to say about names: each language's ``names.py`` fills one ``NameWords``."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.brief import Language


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists, normalised as :func:`summarizer.figures.gazetteer.normalise` does.

    language: whose words they are.
    roles: nouns that tell a person's office or work ("minister").
    role_words: words that may stand beside such a noun within a role ("former", "general").
    role_before_complement: whether the noun comes first ("ministro de Seguridad") or last
        ("Security Minister").
    titles: words before a name that tell no office ("Mr").
    not_titles: roles that are also first names or surnames ("Dean").
    links: prepositions and articles inside a role ("of", "de la").
    of_words: prepositions that join a complement to the noun ("Secretary of State").
    conjunctions: words that join two of a kind ("and").
    articles: words that may open a role and are no part of it ("the").
    demonyms: what people and things of a place are called ("Mexican"); never a name of the place.
    groups: nouns that make an organisation of the name beside them ("cartel"), singular and plural.
    group_before_name: whether such a noun comes before the name.
    governments: nouns that make an organisation of a person's name ("administration").
    not_names: words with a capital that are no name (weekdays, months).
    works: nouns that make a law, a treaty, an event, a prize or a storm of the words beside them
        ("Ley de Seguridad Nacional", "Patriot Act"): those are neither people nor places.
    christened: the nouns among those that also in small letters are followed by a name of their
        own ("huracán Otis").
    bodies: nouns that only an organisation begins with ("comisión", "ministerio"), or in English
        ends with ("ministry").
    sites: nouns before the name of a place ("volcán Popocatépetl", "city of Lahaina").
    offices_of_places: nouns before "of" and the place whose office or people they are ("mayor").
    companies: nouns before the name of an organisation ("empresa", "newspaper").
    ministers: roles whose complement is a portfolio ("ministro de Justicia").
    given: first names, by which two people's names that run together are told apart.
    headline_words: what headlines open with ("Rechaza PRD alianza", "Vecinos de") and no name has.
    """

    language: Language
    roles: frozenset[str]
    role_words: frozenset[str]
    role_before_complement: bool
    titles: frozenset[str]
    not_titles: frozenset[str]
    links: frozenset[str]
    of_words: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    demonyms: frozenset[str]
    groups: frozenset[str]
    group_before_name: bool
    governments: frozenset[str]
    not_names: frozenset[str]
    works: frozenset[str]
    christened: frozenset[str]
    bodies: frozenset[str]
    sites: frozenset[str]
    offices_of_places: frozenset[str]
    companies: frozenset[str]
    ministers: frozenset[str]
    given: frozenset[str] = frozenset()
    headline_words: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    """The words of ``text``; ``_`` joins the parts of one."""
    return frozenset(word.replace("_", " ") for word in text.split())
