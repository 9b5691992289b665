"""The abbreviations that sentence splitting must know, one file per language.

Each list says what may follow the full stop of its abbreviations:

``before_name``
    always a name, so the stop never ends a sentence (*Mr.*, *Sra.*).
``before_number``
    a number; before anything else the word is no abbreviation or the sentence is over (*No.*,
    *art.*).
``within``
    always more of the sentence (*e.g.*, *p. ej.*).
``anywhere``
    anything: the next word decides (*Inc.*, *EE. UU.*).
``starters``
    words that, with a capital, seldom go on a sentence: function words that begin one.
``speech_verbs``
    what follows a quoted question or exclamation in the same sentence ("Why?" *asked* Ann).
"""
