"""What a sentence loses, and what it keeps."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summarising.trimming import trim

TRIMMED = [
    # datelines
    ("en", "(CNN) -- The jury left the room on Monday.", "The jury left the room on Monday."),
    ("en", "Los Angeles (CNN)No one knew his real name.", "No one knew his real name."),
    ("en", "WASHINGTON — The Senate voted late on Friday.", "The Senate voted late on Friday."),
    ("en", "New Delhi — The court ruled against the state.", "The court ruled against the state."),
    ("en", "By Ann Lee: The court ruled against the state.", "The court ruled against the state."),
    ("es", "Ciudad de México.- El Senado votó anoche la ley.", "El Senado votó anoche la ley."),
    ("es", "MADRID, 20 Ene. (EUROPA PRESS) - El juez citó a dos.", "El juez citó a dos."),
    ("en", "Madison, Wisconsin (CNN)Friends called him Tony.", "Friends called him Tony."),
    # enumerations and the clock of a live blog
    ("en", "3. The bridge will be closed for a year.", "The bridge will be closed for a year."),
    ("en", "10:32 am - The bridge has been closed again.", "The bridge has been closed again."),
    ("es", "17:05 h. La policía cerró la plaza principal.", "La policía cerró la plaza principal."),
    # connectives
    ("en", "However, the rain is expected to stop.", "The rain is expected to stop."),
    ("en", "But the mayor did not agree at all.", "The mayor did not agree at all."),
    ("es", "Sin embargo, la lluvia cesará el jueves.", "La lluvia cesará el jueves."),
    ("es", "Por su parte, el alcalde no quiso hablar.", "El alcalde no quiso hablar."),
    ("en", "No, the mayor has not agreed at all.", "The mayor has not agreed at all."),
    ("es", "En este contexto, el comité se reunió el martes.", "El comité se reunió el martes."),
    ("es", "Como se mencionó, el predio es parte del parque.", "El predio es parte del parque."),
    ("es", "Pero, como se mencionó, el predio es del parque.", "El predio es del parque."),
    # tails, brackets, links
    ("en", "Two hospitals had lost their power, she said.", "Two hospitals had lost their power."),
    ("es", "Dos hospitales quedaron sin luz, añadió.", "Dos hospitales quedaron sin luz."),
    ("en", "Ana Ruiz (pictured) declared an emergency.", "Ana Ruiz declared an emergency."),
    ("es", "La alcaldesa (en la foto) declaró la alerta.", "La alcaldesa declaró la alerta."),
    ("en", "The bridge will be closed. https://t.co/a1", "The bridge will be closed."),
    ("en", "The report, opens new tab by the fund was late.", "The report by the fund was late."),
]  # fmt: skip
KEPT = [
    ("en", "However hard he tries, the door stays shut."),
    ("en", "So far the rain has not stopped."),
    ("en", "The Food and Agriculture Organization (FAO) warned of hunger."),
    ("en", "The firm paid $1.1bn (£568m) to the victims of asbestos."),
    ("en", "Two hospitals had lost power, the police said."),
    ("en", "“Two hospitals had lost their power,” she said."),
    ("en", "Then there were none left in the whole town."),
    ("es", "Así lo anunció la alcaldesa de Valdor el lunes."),
    ("es", "Dos hospitales quedaron sin luz, según la policía."),
    ("es", "Alejandro Sanz (50 años) y Raquel Perera se separan."),
    ("es", "También murió su hermano menor en el incendio."),
    ("en", "But no."),
    ("en", "No one was hurt when the bridge fell."),
    ("en", "First responders came within ten minutes."),
    ("es", "En este contexto no cabe ninguna prisa."),
]


@pytest.mark.parametrize(("language", "text", "expected"), TRIMMED)
def test_trimmed(language: str, text: str, expected: str) -> None:
    assert trim(text, language) == expected


@pytest.mark.parametrize(("language", "text"), KEPT)
def test_kept(language: str, text: str) -> None:
    assert trim(text, language) == text


@given(st.text(max_size=300), st.sampled_from(["en", "es", "xx"]))
def test_nothing_is_invented(text: str, language: str) -> None:
    trimmed = trim(text, language).split()
    letters = "".join(trimmed).lower()
    source = iter("".join(text.split()).lower())
    # Only an ending stop may be new, where a tail went: the rest is a subsequence of the source.
    assert all(character in source for character in letters.rstrip("."))


@pytest.mark.parametrize("unit", ["A", "A ", "(", "A (", "a.b ", "10:3", "— ", "Él "])
def test_hostile_text(unit: str) -> None:
    started = time.monotonic()
    trim(unit * (60_000 // len(unit)), "es")
    assert time.monotonic() - started < 20  # a guard against hanging, not a measurement
