"""Translations that keep what the source says: prepare, translate, check, and try again.

All sentences go through the model together; those that fail a guard go through it again together,
in other forms. Of all candidates the one with the fewest and lightest faults is taken, then the
one that the model finds likeliest. What still fails is said.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from summarizer import checking, sentences
from summarizer.brief import BriefWarning, Language, ModelUse, Name, NameKind
from summarizer.checking import names
from summarizer.errors import EngineUnavailable
from summarizer.glossary import Found, Glossary, holds, places_of
from summarizer.translating import figures as written_figures
from summarizer.translating import numbers, preparing, respelling, shielding, terms
from summarizer.translating.engine import Decoding, Translation, Translator
from summarizer.translating.rewriting import Replacement, Rewriting, rewritten

# The beam has found four candidates anyway; reading them costs nothing but the guards' time.
_ALTERNATIVES = 4
# Pieces beyond which a unit is cut at a clause before the first attempt: models of this kind are
# trained on shorter ones.
_LONGEST_UNIT = 120
# Figures of one unit; a model of this kind knows 16 stand-ins, and a table is no sentence.
_MOST_SHIELDED = 16
# Of the 512 positions of these models, with room for what the tokenizer adds.
_MOST_PIECES = 450
_EDGE = re.compile(rf"^(?:\s|{shielding.SYMBOL}|[-*>]\s)+")
_AROUND_PLACE = " .,:;()–—-"
_NO_REPEAT = Decoding(no_repeat=4)
# For words that their language does not have. In lines 251 to 400 of TICO-19, both directions, 90 of
# 145 are left with 2 and with 4, which takes half as long again, and 16 of the 55 guesses stand in the
# human translation.
_RESPELLING_BEAM = 2
# So many such words are mended in their places, since a sentence put together of its clauses reads
# worse. Without this bound, and with rare words beside common ones among what may be meant, 250 lines
# of TICO-19 into Spanish have 0.13 BLEU and 0.14 chrF less.
_FEW_WORDS = 2
# How much less likely than the best of its list (mean natural log-probability of a piece) a
# translation may be and be taken for its desk's terms: a term is not worth a broken sentence.
# It seldom matters: of 159 lines of TICO-19 into Spanish and 163 into English with forty made terms
# (python -m bench.glossary --margins 0 0.05 0.15 0.3 99), 100 and 98.2 % have their terms whatever it
# is, and nothing differs from 0.05 (into English: 0.15) on. At 0, where only the likeliest may be
# taken, the guards find 3 and 8 faults more in 100 lines; BLEU stays within 0.1.
_TERM_MARGIN = 0.15


@dataclass
class Candidate:
    """One finished translation of a unit. ``parts`` are (start in the source unit, prepared form,
    translation, its rewriting, start in the text); ``displaced`` are shielded texts whose stand-in
    did not come back, so that they stand where the model looked; ``strained`` ones the model found
    much less likely than another of the same list; ``guessed`` words took the place of one that
    their language does not have."""

    text: str
    score: float
    parts: list[tuple[int, preparing.Prepared, Translation, Rewriting, int]]
    warnings: list[BriefWarning] = field(default_factory=list)
    complete: bool = True
    strained: bool = False
    displaced: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        weight = sum(checking.SEVERITY[warning.code] for warning in self.warnings)
        weight += checking.SEVERITY["term_missed"] if self.strained else 0
        return weight + (0 if self.complete else 3)

    @property
    def said(self) -> list[BriefWarning]:
        """The warnings, and what is there but perhaps at another place than it should be."""
        return [
            *self.warnings,
            *(BriefWarning(code="place_unsure", details={"text": text}) for text in self.displaced),
            *(BriefWarning(code="word_guessed", details={"word": word}) for word in self.guessed),
        ]

    def counterpart(self, start: int, end: int) -> tuple[int, int] | None:
        for offset, prepared, translation, written, at in self.parts:
            length = len(prepared.reading.old)
            if offset <= start and end <= offset + length:
                found = preparing.counterpart(
                    (start - offset, end - offset), prepared, translation.attention, written
                )
                return (found[0] + at, found[1] + at) if found else None
        return None


@dataclass
class Unit:
    """One sentence of a text, ``text`` standing at ``start``; ``before`` is what stands between
    the last unit and it, kept as it is; ``figures`` are those to put behind stand-ins, the fewest
    first, since a translation lost or added some."""

    text: str
    start: int
    before: str
    names: tuple[Name, ...]
    terms: tuple[Found, ...] = ()
    best: Candidate | None = None
    figures: Sequence[Sequence[tuple[int, int, str]]] = ()


@dataclass(frozen=True)
class Rendered:
    """The translation of one text, its warnings, and where its parts went."""

    text: str
    warnings: tuple[BriefWarning, ...]
    units: tuple[tuple[Unit, int], ...]

    @property
    def models(self) -> tuple[ModelUse, ...]:
        """The models whose words stand in it."""
        used = [
            translation.model
            for unit, _ in self.units
            if unit.best
            for _, _, translation, _, _ in unit.best.parts
        ]
        return tuple(dict.fromkeys(model for model in used if model is not None))

    def counterpart(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the translation that answers ``start:end`` of the source, by attention."""
        for unit, at in self.units:
            if unit.start <= start and end <= unit.start + len(unit.text) and unit.best:
                found = unit.best.counterpart(start - unit.start, end - unit.start)
                return (found[0] + at, found[1] + at) if found else None
        return None


class Faithful:
    """Translates texts of one direction with checks.

    Args:
        translator: the engine.
        source, target: the languages.
        source_mark: the decimal mark of the source texts, where it is known.
        spanish_numbers: see :mod:`summarizer.translating.numbers`.
        reference_date: the day on which the texts were written.
        glossary: the desk's terms, which are honoured.

    After :meth:`translate`, ``unanswered`` is the number of sentences for which the engine gave
    nothing and the one behind it was asked.
    """

    def __init__(
        self,
        translator: Translator,
        source: Language,
        target: Language,
        *,
        source_mark: str | None = None,
        spanish_numbers: str = "1.234,5",
        reference_date: dt.date | None = None,
        guards: bool = True,
        glossary: Glossary | None = None,
    ) -> None:
        self._translator = translator
        self._source, self._target = source, target
        if source_mark is None:
            self._source_marks = numbers.separators(source)
        else:
            self._source_marks = numbers.POINT if source_mark == "." else numbers.COMMA
        self._target_marks = numbers.separators(target, spanish_numbers)
        self._source_mark = source_mark
        self._date = reference_date
        self._guards = guards
        self._glossary = glossary or Glossary()
        self.unanswered = 0
        self._stand_ins = translator.stand_ins(source, target) or shielding.NAMES

    def translate(
        self, texts: Sequence[str], names_of: Sequence[Sequence[Name]] | None = None
    ) -> list[Rendered]:
        """Each text in the other language; ``names_of`` those that may stand in each.

        Raises:
            ModelMissing, ModelDamaged: as the engine says.
            EngineUnavailable: neither the engine nor one behind it gave a translation.
        """
        layouts = []
        for number, text in enumerate(texts):
            layouts.append(self._units(text, tuple(names_of[number]) if names_of else ()))
        units = [unit for layout, _ in layouts for unit in layout]
        self._attempt(units)
        missing = [unit for unit in units if unit.best is None]
        self.unanswered = len(missing)
        behind = self._translator.fallback
        poor = [unit for unit in units if unit.best and unit.best.cost and self._guards]
        if behind is not None and (missing or poor):
            self._behind(behind)._attempt(missing + poor)
        if any(unit.best is None for unit in units):
            raise EngineUnavailable(
                "The translation engine gives no translation, and no other engine stands behind "
                "it. Check its server, or choose an engine on this machine.",
            )
        return [self._joined(layout, tail) for layout, tail in layouts]

    # --- a text and its units --------------------------------------------------------------------

    def _units(self, text: str, names: tuple[Name, ...]) -> tuple[list[Unit], str]:
        """The sentences of ``text``, with what stands between them kept apart: line breaks, emoji,
        and addresses at the edges."""
        units: list[Unit] = []
        at = 0
        for line in re.finditer(r"[^\n]+", text):
            for span in sentences.split(line.group(), self._source):
                start, end = line.start() + span.start, line.start() + span.end
                start, end = self._core(text, start, end)
                if start >= end:
                    continue
                # sentences that were run together ("prison.The judge") are set apart
                before = text[at:start] or (" " if units else "")
                unit = Unit(text[start:end], start, before, names)
                unit.terms = tuple(self._glossary.find(unit.text, self._source, self._target))
                units.append(unit)
                at = end
        return units, text[at:]

    def _core(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Without symbols at the edges and without what is shielded and stands outside the
        grammar: addresses at the end, handles before a new beginning."""
        changed = True
        while changed and start < end:
            changed = False
            core = text[start:end]
            if edge := _EDGE.match(core):
                start += edge.end()
                changed = True
                continue
            found = shielding.find(core)
            if found and found[-1].end >= len(core.rstrip()):
                last = found[-1]
                before = core[: last.start].rstrip()
                if (
                    not before or last.floating or "/" in last.text
                    or before[-1] in ".!?…:)\"”»"
                ):  # fmt: skip
                    end = start + len(before)
                    changed = True
                    continue
            if found and found[0].start == 0:
                rest = core[found[0].end :].lstrip()
                if rest and (rest[0].isupper() or rest[0] in '¿¡"“«-:'):
                    start = end - len(rest)
                    changed = True
            end = start + len(text[start:end].rstrip())
        if not any(c.isalnum() for c in text[start:end]):
            return end, end
        return start, end

    def _joined(self, units: list[Unit], tail: str) -> Rendered:
        pieces: list[str] = []
        placed: list[tuple[Unit, int]] = []
        length = 0
        for unit in units:
            assert unit.best is not None
            pieces += [unit.before, unit.best.text]
            placed.append((unit, length + len(unit.before)))
            length += len(unit.before) + len(unit.best.text)
        warnings = tuple(
            dict.fromkeys(
                (w.code, tuple(w.details.items())) for u in units if u.best for w in u.best.said
            )
        )
        return Rendered(
            "".join(pieces) + tail,
            tuple(
                BriefWarning(code=code, details=dict(details), language=self._target)
                for code, details in warnings
            ),
            tuple(placed),
        )

    # --- attempts --------------------------------------------------------------------------------

    def _attempt(self, units: list[Unit]) -> None:
        self._first(units)
        if self._guards:
            self._again([unit for unit in units if unit.best and unit.best.cost])
            self._localise(units)

    def _behind(self, translator: Translator) -> Faithful:
        """The same with the engine that stands behind this one."""
        other = copy.copy(self)
        other._translator = translator
        other._stand_ins = translator.stand_ins(self._source, self._target) or shielding.NAMES
        return other

    def _first(self, units: list[Unit]) -> None:
        jobs = []
        for unit in units:
            parts = [(0, len(unit.text))]
            if self._is_longer(unit.text, _LONGEST_UNIT):
                parts = self._clauses(unit.text)
            jobs.append((unit, self._forms(unit, parts, self._stand_ins)))
        self._run(jobs, Decoding())

    def _again(self, units: list[Unit]) -> None:
        """Other forms of the units that failed, one way after the other, the way that mends most
        first: what a way has mended goes no further."""
        asked: set[int] = set()
        for others, decoding in (
            (self._shielded, Decoding()),
            (self._in_clauses, Decoding()),
            (self._unrepeated, _NO_REPEAT),
        ):
            jobs = []
            for unit in units:
                if unit.best is None or not _is_serious(unit.best):
                    continue
                forms = others(unit)
                if self._translator.fallback is not None and decoding != _NO_REPEAT:
                    # The engine is far away and another stands behind it: one other form of each.
                    forms = [] if id(unit) in asked else forms[:1]
                    asked |= {id(unit)} if forms else set()
                jobs += [(unit, form) for form in forms]
            self._run(jobs, decoding)
        self._respell(units)

    def _shielded(self, unit: Unit) -> list[list[tuple]]:
        """``unit`` with what it lost behind stand-ins: figures, names, a desk's terms, words in
        letters that the model drops; or with other stand-ins, where these did not come back."""
        assert unit.best is not None
        codes = {warning.code for warning in unit.best.warnings}
        unit.figures = self._figure_shields(unit)
        shields = [*unit.figures]
        if "name_lost" in codes:
            lost = {w.details["name"] for w in unit.best.warnings if w.code == "name_lost"}
            shields.append(self._name_shields(unit, lost))
        if "term_missed" in codes:
            said = holds(unit.best.text, unit.terms, self._target)
            shields.append([(term.start, term.end, term.translation) for term in said])
        shields.append(preparing.misspelled(unit.text, unit.best.text))
        whole = self._whole(unit)
        forms = [self._forms(unit, whole, self._stand_ins, each) for each in shields if each]
        if not unit.best.complete:
            forms.append(self._forms(unit, whole, shielding.CODES))
        return forms

    def _in_clauses(self, unit: Unit) -> list[list[tuple]]:
        """``unit`` clause by clause, with its figures behind stand-ins where it lost some."""
        clauses = self._clauses(unit.text)
        if len(clauses) < 2 or clauses == self._whole(unit):
            return []
        # The figures that the first attempt lost, also where a whole sentence got them back at the
        # price of another fault.
        shields = [*unit.figures, ()]
        return [self._forms(unit, clauses, self._stand_ins, each) for each in shields]

    def _unrepeated(self, unit: Unit) -> list[list[tuple]]:
        """``unit`` as it was asked for first, where it was said twice or at another length."""
        assert unit.best is not None
        codes = {warning.code for warning in unit.best.warnings}
        if not codes & {"repeated", "length_off", "figure_added"}:
            return []
        return [self._forms(unit, self._whole(unit), self._stand_ins)]

    def _whole(self, unit: Unit) -> list[tuple[int, int]]:
        """``unit`` in one part, or in clauses where it is too long for that."""
        if self._is_longer(unit.text, 2 * _LONGEST_UNIT):
            return self._clauses(unit.text)
        return [(0, len(unit.text))]

    def _figure_shields(self, unit: Unit) -> list[list[tuple[int, int, str]]]:
        """The figures of ``unit`` that were lost, then all; none where none was lost or added."""
        assert unit.best is not None
        if not any(w.code in ("figure_lost", "figure_added") for w in unit.best.warnings):
            return []
        missing = [w.details["figure"] for w in unit.best.warnings if w.code == "figure_lost"]
        figures = written_figures.shields(
            unit.text, self._source, self._target, self._source_marks, self._target_marks, missing
        )
        # Those that were lost, then all: the fewer the stand-ins, the surer they come back.
        lost = [item for item in figures if _holds_one(unit.text[item[0] : item[1]], missing)]
        found = [lost, figures] if lost != figures else [figures]
        return [each for each in found if each and len(each) <= _MOST_SHIELDED]

    def _respell(self, units: list[Unit]) -> None:
        """The words that their language does not have, as those of which they are misspellings;
        then the units that still have one once more, without that word. What takes the place of a
        word is a guess, and said to be one."""
        if not self._translator.can_forbid(self._source, self._target):
            return
        self._put(
            units,
            lambda _, translation, unknown: respelling.corrected(
                translation, unknown, self._target
            ),
        )
        runs: set[tuple[str, ...]] = set()
        texts: dict[str, None] = {}
        for unit in units:
            if unit.best is None:
                continue
            for _, form, translation, _, _ in unit.best.parts:
                here = respelling.forbidden(translation, _unknown(unit.best), self._target)
                if here:
                    runs |= here
                    texts[form.text] = None
        if not texts:
            return
        found = self._translator.translate(
            list(texts),
            self._source,
            self._target,
            alternatives=_RESPELLING_BEAM,
            decoding=Decoding(beam_size=_RESPELLING_BEAM, forbidden=tuple(sorted(runs))),
        )
        others = dict(zip(texts, found, strict=True))
        self._put(
            units,
            lambda text, translation, unknown: max(
                (
                    respelling.spliced(translation, other, unknown, self._target)
                    for other in others.get(text, ())
                ),
                key=lambda made: len(made[1]),
                default=(translation, ()),
            ),
        )

    def _put(
        self,
        units: list[Unit],
        respelled: Callable[[str, Translation, set[str]], tuple[Translation, tuple[str, ...]]],
    ) -> None:
        """Other words for those that their language does not have, where that gives the better
        candidate. ``respelled`` makes of a text, its translation and such words the translation
        with others, and tells which."""
        for unit in units:
            old = unit.best
            if old is None or not (unknown := _unknown(old)):
                continue
            made = [respelled(form.text, each, unknown) for _, form, each, _, _ in old.parts]
            words = [word for _, put in made for word in put]
            if not words:
                continue
            candidate = self._put_together(unit, old, [translation for translation, _ in made])
            if candidate.cost < old.cost:
                candidate.guessed = (*old.guessed, *words)
                unit.best = candidate

    def _put_together(
        self, unit: Unit, old: Candidate, translations: list[Translation]
    ) -> Candidate:
        """``old`` with other translations of its parts, and what was guessed in it."""
        forms = [(start, form) for start, form, *_ in old.parts]
        candidate = self._candidate(unit, forms, translations)
        candidate.guessed = old.guessed
        return candidate

    def _localise(self, units: list[Unit]) -> None:
        """Places that a translation leaves as the source language writes them, as its own does; a
        unit that is but a place ("South Dakota" as a heading) too, whatever the model made of it."""
        for unit in units:
            old = unit.best
            if old is None or not (places := self._known_places(unit)):
                continue
            whole = places.get(unit.text.strip(_AROUND_PLACE))
            made = [
                rewritten(
                    each,
                    [Replacement(0, len(each.text.rstrip(_AROUND_PLACE)), whole)]
                    if whole
                    else _in_other_words(each.text, places),
                )
                for _, _, each, _, _ in old.parts
            ]
            if all(new.text == part[2].text for new, part in zip(made, old.parts, strict=True)):
                continue
            candidate = self._put_together(unit, old, made)
            if candidate.cost <= old.cost:
                unit.best = candidate

    def _known_places(self, unit: Unit) -> dict[str, str]:
        """The places of ``unit`` that the target language writes otherwise, with how it does."""
        found = {}
        for name in unit.names:
            if name.kind is not NameKind.PLACE:
                continue
            for form in {name.text, *name.aliases, *(mention.text for mention in name.mentions)}:
                if form in unit.text and (new := names.exonym(form, self._source, self._target)):
                    found[form] = new
        return found

    def _forms(self, unit: Unit, parts, stand_ins, extra=()) -> list[tuple]:
        return [
            form
            for start, end in parts
            for form in self._fitting(unit, start, end, stand_ins, extra)
        ]

    def _fitting(self, unit: Unit, start: int, end: int, stand_ins, extra) -> list[tuple]:
        """A part of ``unit`` made ready for the model, in several pieces where it is longer than
        the model's positions."""
        text = unit.text[start:end]
        prepared = preparing.prepare(
            text,
            self._source,
            self._source_marks,
            stand_ins,
            foreign=self._translator.foreign(text, self._source, self._target),
            extra=[
                (s - start, e - start, words) for s, e, words in extra if start <= s and e <= end
            ],
        )
        if end - start < 2 or not self._is_longer(prepared.text, _MOST_PIECES):
            return [(start, prepared)]
        cut = unit.text.rfind(" ", start + 1, (start + end) // 2) + 1 or (start + end) // 2
        return [
            *self._fitting(unit, start, cut, stand_ins, extra),
            *self._fitting(unit, cut, end, stand_ins, extra),
        ]

    def _run(self, jobs: list[tuple[Unit, list]], decoding: Decoding) -> None:
        """Translate the forms of ``jobs`` in one batch and keep what is better than before."""
        texts = list(dict.fromkeys(form.text for _, forms in jobs for _, form in forms))
        if not texts:
            return
        results = dict(
            zip(
                texts,
                self._translator.translate(
                    texts,
                    self._source,
                    self._target,
                    alternatives=_ALTERNATIVES if self._guards else 1,
                    decoding=decoding,
                ),
                strict=True,
            )
        )
        for unit, forms in jobs:
            alternatives = [results[form.text] for _, form in forms]
            if not all(alternatives):
                continue
            # With several parts only the best of each: the combinations are too many.
            ranks = range(max(map(len, alternatives))) if len(forms) == 1 else range(1)
            top = sum(a[0].score for a in alternatives) / len(alternatives)
            for rank in ranks:
                candidate = self._with_terms(unit, forms, [a[rank] for a in alternatives], top)
                best = unit.best
                if best is None or (candidate.cost, -candidate.score) < (best.cost, -best.score):
                    unit.best = candidate
                if unit.best is candidate and not candidate.cost:
                    break

    def _with_terms(
        self, unit: Unit, forms: list, translations: list[Translation], top: float
    ) -> Candidate:
        """The candidate of ``translations``, or the one with the desk's terms put into them, if
        that is the better one. ``top`` is the score of the best translations of these forms."""
        if unit.terms:
            wanted = [term.translation for term in unit.terms]
            translations = [
                terms.agreed(translation, prepared, wanted, self._target)
                for (_, prepared), translation in zip(forms, translations, strict=True)
            ]
        candidate = self._candidate(unit, forms, translations)
        if not unit.terms:
            return candidate
        candidate.strained = top - candidate.score > _TERM_MARGIN
        lacking = holds(candidate.text, unit.terms, self._target)
        if not lacking or candidate.strained:
            return candidate
        changed: list[Translation] = []
        for (start, prepared), translation in zip(forms, translations, strict=True):
            end = start + len(prepared.reading.old)
            here = [
                (term.start - start, term.end - start, term.translation)
                for term in lacking
                if start <= term.start and term.end <= end
            ]
            put = terms.put(translation, prepared, here, self._target) if here else translation
            if put is None:
                return candidate
            changed.append(put)
        other = self._candidate(unit, forms, changed)
        return other if other.cost < candidate.cost else candidate

    def _candidate(self, unit: Unit, forms: list, translations: list[Translation]) -> Candidate:
        text = ""
        parts = []
        complete = True
        displaced: list[str] = []
        for (start, prepared), translation in zip(forms, translations, strict=True):
            source = prepared.reading.old
            finished, written = preparing.finish(
                prepared,
                translation,
                source,
                self._source_marks,
                self._target,
                self._target_marks,
            )
            strays = set(
                shielding.missing(translation.text, [word for word, _, _ in prepared.shields])
            )
            complete &= not strays
            displaced += [text for word, _, text in prepared.shields if word in strays]
            kept = tuple(text for _, _, text in prepared.shields)
            if (
                start and source[:1].islower() and finished[1:2].islower()
                and not finished.startswith(kept)
            ):  # fmt: skip
                finished = finished[:1].lower() + finished[1:]
            if start:
                text += unit.text[:start][len(unit.text[:start].rstrip()) :] or " "
            complete &= not preparing.misspelled(source, finished)
            parts.append((start, prepared, translation, written, len(text)))
            text += finished
        if unit.terms and unit.text[:1].isupper() and text[:1].islower():
            text = text[:1].upper() + text[1:]
        score = sum(t.score for t in translations) / len(translations)
        candidate = Candidate(text, score, parts, complete=complete, displaced=tuple(displaced))
        if self._guards:
            candidate.warnings = checking.check(
                unit.text,
                text,
                self._source,
                self._target,
                names_of_source=unit.names,
                reference_date=self._date,
                source_mark=self._source_mark,
                target_mark=self._target_marks.decimal,
            )
        if unit.terms:  # a desk's word is a word, whatever the lexicon has
            own = " ".join(text[s:e] for s, e in places_of(text, unit.terms, self._target))
            candidate.warnings = [
                warning
                for warning in candidate.warnings
                if warning.code != "word_unknown" or warning.details["word"] not in own
            ]
        for term in holds(text, unit.terms, self._target) if unit.terms else ():
            said = {"term": term.text, "translation": term.translation}
            candidate.warnings.append(BriefWarning(code="term_missed", details=said))
        return candidate

    # --- smaller units and more shields ----------------------------------------------------------

    def _is_longer(self, text: str, pieces: int) -> bool:
        """Whether the model takes ``text`` for more than so many pieces, none of which is shorter
        than a character."""
        return (
            len(text) > pieces
            and self._translator.length(text, self._source, self._target) > pieces
        )

    def _clauses(self, text: str) -> list[tuple[int, int]]:
        """Spans of the clauses of ``text``, each of some length; never inside brackets or
        quotation marks where it can be helped."""
        cuts = [
            match.end()
            for match in re.finditer(
                r"[;:,]\s+|\s[–—-]\s+|\s(?=(?:and|but|which|y|pero|que|mientras|while|because|porque)\s)",
                text,
            )
            if _balanced(text[: match.end()])
        ]
        spans, start = [], 0
        for cut in [*cuts, len(text)]:
            # 40 characters: shorter clauses lose too much of what is around them.
            if cut - start >= 40 and (len(text) - cut >= 40 or cut == len(text)):
                spans.append((start, len(text[:cut].rstrip())))
                start = cut
        if not spans or spans[-1][1] < len(text.rstrip()):
            first = spans.pop()[0] if spans else 0
            spans.append((first, len(text)))
        return spans

    def _name_shields(self, unit: Unit, lost: set[str]) -> list[tuple[int, int, str]]:
        """The names ``lost``, with how the target language writes each; of a name that it
        translates in part, the words that it leaves."""
        found: list[tuple[int, int, str]] = []

        def take(start: int, end: int, text: str) -> None:
            if not any(s < end and start < e for s, e, _ in found):
                found.append((start, end, text))

        for name in unit.names:
            forms = {name.text, *name.aliases, *(mention.text for mention in name.mentions)}
            if not forms & lost:
                continue
            for form in sorted(forms, key=len, reverse=True):
                new = names.written_in(form, name.kind, self._source, self._target)
                for match in re.finditer(rf"(?<!\w){re.escape(form)}(?![\w$])", unit.text):
                    if new is not None:
                        take(match.start(), match.end(), new)
                        continue
                    for word in names.distinct(form, name.kind, self._source):
                        at = unit.text.find(word, match.start(), match.end())
                        if at >= 0:
                            take(at, at + len(word), word)
        return found


def _in_other_words(text: str, places: dict[str, str]) -> list[Replacement]:
    """``places`` that stand in ``text`` by themselves, each with what takes its place; one beside
    another capital letter is part of a longer name."""
    return [
        Replacement(match.start(), match.end(), places[match[0]])
        for match in re.finditer(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(places, key=len, reverse=True)))})(?![\w-])",
            text,
        )
        if not re.match(r"\s+[A-ZÁÉÍÓÚÑ]", text[match.end() :])
        and not re.search(r"\w\s+[A-ZÁÉÍÓÚÑ]\w*\s+$", text[: match.start()])
    ]


def _is_serious(candidate: Candidate) -> bool:
    """Whether ``candidate`` has another fault than a few words that its language does not have,
    which can be mended in their places."""
    words = sum(warning.code == "word_unknown" for warning in candidate.warnings)
    return words > _FEW_WORDS or candidate.cost > words


def _unknown(candidate: Candidate) -> set[str]:
    """The words of ``candidate`` that its language does not have."""
    return {w.details["word"] for w in candidate.warnings if w.code == "word_unknown"}


def _holds_one(text: str, figures: Iterable[str]) -> bool:
    return any(figure in text for figure in figures)


def _balanced(text: str) -> bool:
    return (
        text.count("(") <= text.count(")")
        and text.count('"') % 2 == 0
        and text.count("“") <= text.count("”")
        and text.count("«") <= text.count("»")
    )
