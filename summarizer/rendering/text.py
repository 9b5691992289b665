"""A brief as plain text, for mail and chats: one language after the other, sources at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer import wording
from summarizer.brief import BilingualSentence, Brief, Language, Name, NameKind
from summarizer.rendering import view


def render(brief: Brief, languages: Sequence[Language] | None = None) -> str:
    """``brief`` as plain text in ``languages`` (all of its own, unless given)."""
    chosen = view.sides(brief, languages)
    parts = [*(_in_language(brief, language) for language in chosen), _sources(brief, chosen[0])]
    return f"\n\n{'—' * 12}\n\n".join("\n".join(part) for part in parts) + "\n"


def _in_language(brief: Brief, language: Language) -> Iterator[str]:
    def word(key: str, **gaps: object) -> str:
        return wording.text(f"brief.{key}", language, **gaps)

    numbers = view.source_numbers(brief)

    def said(sentence: BilingualSentence) -> str:
        text = "".join(run.text for run in view.runs(view.side(sentence, language))).strip()
        return " ".join(filter(None, (text, view.cite(sentence.source_ids, numbers))))

    yield "".join(run.text for run in view.runs(view.side(brief.title, language))).strip()
    if brief.edited:
        yield f"({word('edited')})"
    yield ""
    for point in brief.points:
        yield "• " + " ".join(said(sentence) for sentence in point.sentences)

    figures = view.key_figures(brief)
    if figures:
        yield from ("", word("key_figures"))
        for figure in figures:
            told = ": ".join(filter(None, (figure.values[language], figure.labels.get(language))))
            yield " ".join(filter(None, (f"• {told}", view.cite(figure.source_ids, numbers))))

    if brief.evidence:
        yield from ("", word("evidence"))
        for sentence in brief.evidence:
            yield f"• {said(sentence)}"

    if brief.tweets:
        yield from ("", word("tweets"))
        for tweet in brief.tweets:
            yield f"• {view.byline(tweet, language) or word('original')}"
            for paragraph in view.paragraphs(tweet):
                yield "  " + " ".join(said(sentence) for sentence in paragraph)
            if view.safe_url(tweet.url):
                yield f"  {tweet.url}"

    if brief.names:
        yield from ("", word("names"))
        for kind in NameKind:
            told = [_name(name, language) for name in brief.names if name.kind is kind]
            if told:
                yield f"• {word(kind.value)}: {'; '.join(told)}"

    if brief.warnings:
        yield from ("", word("to_check"))
        for warning in brief.warnings:
            yield f"• {view.warning_text(warning, language)}"


def _name(name: Name, language: Language) -> str:
    label = view.line(name.labels.get(language) or name.text)
    about = ", ".join(view.line(part) for part in (name.role, name.handle) if part)
    return f"{label} ({about})" if about else label


def _sources(brief: Brief, language: Language) -> Iterator[str]:
    yield wording.text("brief.sources", language)
    cited = set(view.cited(brief))
    for number, sentence in enumerate(brief.sentences, 1):
        if sentence.id in cited:
            yield f"[{number}] {view.line(sentence.text)}"
    if view.safe_url(brief.article.url):
        yield ""
        yield wording.text("brief.from_address", language, url=brief.article.url)
