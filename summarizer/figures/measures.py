"""What a number measures: the unit, currency or percent sign beside it."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.figures.vocabulary import Phrases


@dataclass(frozen=True)
class UnitWords:
    """``names`` gives CLDR unit names; ``cased`` those whose case matters, as printed; ``short``
    the ones that stand for a unit only right behind digits; ``per`` joins a unit to another."""

    names: Phrases[str]
    cased: dict[str, str]
    short: frozenset[str]
    per: tuple[str, ...]
    durations: frozenset[str]
    percent: Phrases[str]


def named(names: dict[str, str]) -> dict[str, str]:
    """Phrase by phrase the units of a table that gives each unit's names between bars."""
    return {phrase: unit for unit, phrases in names.items() for phrase in phrases.split("|")}
