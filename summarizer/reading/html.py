from __future__ import annotations

import re

from summarizer.brief import Article


def looks_like_page(data: str) -> bool:
    head = data[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) or (
        head.startswith("<") and bool(re.search(r"<(?:html|head|body|div|p|article)\b", head))
    )


def read(data: str, *, url: str | None = None) -> Article:
    import lxml.html

    from summarizer.reading import text

    tree = lxml.html.document_fromstring(
        data.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )
    for node in tree.xpath("//script|//style|//noscript|//template|//head"):
        node.drop_tree()
    return text.read("\n".join(s.strip() for s in tree.itertext() if s.strip()), url=url)
