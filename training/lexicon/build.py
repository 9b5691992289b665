"""Makes the word lists of :mod:`summarizer.checking.spelling`: ``summarizer/checking/lexicon/*.marisa``.

    pip install wordfreq==3.1.1 marisa-trie==1.4.1
    python training/lexicon/build.py

The words are those of wordfreq's large lists (R. Speer, wordfreq 3.1.1, data under CC BY-SA 4.0),
written in small letters of the language's own alphabet; the lists that come out are under the same
licence.
"""

from __future__ import annotations

import re
from pathlib import Path

LETTERS = {"en": "a-zàâäçèéêëîïñôöûü", "es": "a-záéíóúüñ"}
LEXICON = Path(__file__).resolve().parents[2] / "summarizer" / "checking" / "lexicon"


def main() -> None:
    import marisa_trie
    from wordfreq import get_frequency_dict

    for language, letters in LETTERS.items():
        word = re.compile(rf"[{letters}]{{3,30}}")
        words = sorted(w for w in get_frequency_dict(language, "large") if word.fullmatch(w))
        trie = marisa_trie.Trie(words, order=marisa_trie.LABEL_ORDER)
        trie.save(str(LEXICON / f"{language}.marisa"))
        print(f"{language}: {len(words):,} words")


if __name__ == "__main__":
    main()
