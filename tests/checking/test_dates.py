"""Dates whose year or week no word tells: two languages are not held to one reading of them."""

from __future__ import annotations

import datetime as dt

import pytest

from summarizer.checking import parity

WRITTEN = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("spanish", "english", "faults"),
    [
        ("Murió el 31 de marzo.", "March 31 was the day of his death.", 0),
        ("Murió el 31 de marzo.", "March 30 was the day of his death.", 2),
        ("Lo introdujeron el 4 y 5 de marzo.", "It comes on March 4 and 5.", 0),
        ("Salen a la venta el viernes.", "They went on sale Friday.", 0),
        ("Salen a la venta el viernes.", "They went on sale Thursday.", 2),
        ("Los ataques de este miércoles son graves.", "Wednesday's attacks are grave.", 0),
        ("Salieron a la venta el pasado viernes.", "They go on sale next Friday.", 2),
        ("Murió en marzo de 2025.", "He died in March 2026.", 2),
    ],
)
def test_what_no_word_tells_is_no_fault(spanish, english, faults):
    found = parity.compare(spanish, english, "es", "en", reference_date=WRITTEN)
    assert found.faults == faults
