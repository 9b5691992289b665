"""Spanish beginnings of words that make a figure news, folded."""

from __future__ import annotations

from summarizer.figures.es.bounds import BASES
from summarizer.figures.ranking import NewsWords

WORDS = NewsWords(
    grave=tuple(
        "muert muere murier murio fallec asesin homicid mato mataron herid lesionad victim masacre "
        "cadaver cuerpos desaparec rehen secuestr plagi contagi infect ahogad suicid ejecutad "
        "bajas abatid balead feminicid".split()
    ),
    public=tuple(
        "voto votos votacion votar eleccion electoral escano curul diputad senador detenid "
        "detencion arrest captur extradit sentenci condena preso reos reclus evacuad desplazad "
        "migrant refugiad despid empleos desemple inflacion deficit deuda presupuesto arancel "
        "record huelga protest".split()
    ),
    of="de",
    bases=tuple(f" {phrase} " for phrase in BASES),
)
