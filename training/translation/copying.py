"""A test of copying: sentences made for it, in which addresses, handles, hashtags, placeholders,
figures and names must stand in the translation as they stand in the source.

    python -m training.translation.copying models/es-en es-en
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.translation.checkpoint import Checkpoint
from training.translation.vocabulary import PLACEHOLDERS

TEMPLATES = {
    "es": (
        "Según {0}, el acuerdo entrará en vigor antes de fin de año.",
        "La policía confirmó que {0} fue detenido en la frontera.",
        "«No vamos a retroceder», dijo {0} en una entrevista.",
        "“El presupuesto no alcanza”, advirtió {0} — y nadie respondió.",
        "El informe de {0} cita también a {1}",
        "Vea el comunicado completo en {0}",
        "{0}: la ministra presentó su renuncia este martes.",
        "La lluvia dejó daños en tres provincias, informó {0} tras hablar con {1}.",
        "Así fue el rescate de los mineros {0} {1}",
        "El alcalde agradeció a {0} y a {1} su ayuda durante el incendio.",
        "¿Quién paga la deuda? Lo explica {0}.",
        "Los vecinos, que llevan meses sin agua, pidieron a {0} una reunión urgente.",
        "El gobierno negó lo que publicó {0} sobre las elecciones.",
        "Juez ordena liberar a {0}",
        "La empresa respondió a {0} que no comentará el caso.",
        "El presidente habló con {0}, {1} y otros dirigentes de la región.",
    ),
    "en": (
        "According to {0}, the deal will take effect before the end of the year.",
        "Police confirmed that {0} was arrested at the border.",
        '"We will not back down," {0} said in an interview.',
        "“The budget is not enough,” warned {0} — and nobody answered.",
        "The report by {0} also quotes {1}",
        "See the full statement at {0}",
        "{0}: the minister resigned on Tuesday.",
        "The rain left damage in three provinces, said {0} after speaking with {1}.",
        "How the miners were rescued {0} {1}",
        "The mayor thanked {0} and {1} for their help during the fire.",
        "Who pays the debt? {0} explains.",
        "Neighbours, who have gone months without water, asked {0} for an urgent meeting.",
        "The government denied what {0} published about the election.",
        "Judge Orders Release of {0}",
        "The company told {0} that it won’t comment on the case.",
        "The president spoke with {0}, {1} and other leaders of the region.",
    ),
}

FIGURE_TEMPLATES = {
    "es": (
        "Al menos {0} personas murieron y {1} resultaron heridas en el accidente.",
        "El desempleo afecta a {0} trabajadores en la región.",
        "México envió {0} presuntos miembros de cárteles a Estados Unidos en {1}.",
        "La empresa despedirá a {0} empleados en {1} países",
        "El tren recorrió {0} kilómetros en {1} minutos.",
        "Hay {0} detenidos y {1} armas decomisadas, dijo el fiscal.",
        "El Senado aprobó la ley con {0} votos a favor y {1} en contra.",
        "El terremoto de {0} destruyó más de {1} viviendas.",
    ),
    "en": (
        "At least {0} people died and {1} were injured in the crash.",
        "Unemployment affects {0} workers in the region.",
        "Mexico sent {0} alleged cartel members to the United States in {1}.",
        "Company to Lay Off {0} Workers in {1} Countries",
        "The train covered {0} kilometres in {1} minutes.",
        "There are {0} people in custody and {1} weapons were seized, the prosecutor said.",
        "The Senate passed the law with {0} votes in favour and {1} against.",
        "The earthquake of {0} destroyed more than {1} homes.",
    ),
}

_FIRST = tuple(
    "Omar Lucía Andrés Beatriz Wendell Priya Tomás Ingrid Hassan Marisol Declan Yolanda".split(" ")
)
_LAST = tuple(
    "Quintanilla Harfuch Okafor Núñez Lindqvist Peñaloza Whitaker Zamora Ibáñez Tanaka".split(" ")
)
_WORDS = tuple(
    "puente norte diario radio vecinos justicia agua sierra costa frontera verdad plaza".split(" ")
)


def _name(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def _handle(rng: random.Random) -> str:
    words = rng.sample(_WORDS, 2)
    return "@" + rng.choice(
        (words[0] + words[1].title(), "_".join(words), words[0].title() + str(rng.randint(1, 99)))
    )


def _hashtag(rng: random.Random) -> str:
    return "#" + "".join(word.title() for word in rng.sample(_WORDS, rng.choice((1, 2))))


def _address(rng: random.Random) -> str:
    words = rng.sample(_WORDS, 2)
    letters = "".join(rng.choices("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=10))
    return rng.choice(
        (
            f"https://t.co/{letters}",
            f"https://www.{words[0]}.example/{words[1]}",
            f"{words[0]}@{words[1]}.example",
        )
    )


def _figure(rng: random.Random) -> str:
    # Four digits at most: longer ones take another separator in the other language.
    return str(rng.choice((rng.randint(2, 99), rng.randint(100, 999), rng.randint(1900, 2030))))


FILLERS: dict[str, Callable[[random.Random], str]] = {
    "placeholder": lambda rng: rng.choice(PLACEHOLDERS),
    "name": _name,
    "handle": _handle,
    "hashtag": _hashtag,
    "address": _address,
    "figure": _figure,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and the texts in it that its translation must hold."""

    kind: str
    sentence: str
    copied: tuple[str, ...]


def cases(language: str, *, seed: int = 0, rounds: int = 6) -> list[Case]:
    """The test set of one source language; the same for the same seed."""
    rng = random.Random(seed)
    made = []
    for kind, filler in FILLERS.items():
        for _ in range(rounds):
            for template in (FIGURE_TEMPLATES if kind == "figure" else TEMPLATES)[language]:
                first = second = filler(rng)
                while second == first:
                    second = filler(rng)
                copied = (first, second)[: template.count("{")]
                made.append(Case(kind, template.format(*copied), copied))
    return made


def accuracy(made: Sequence[Case], translations: Sequence[str]) -> dict[str, float]:
    """For each kind, the share of texts that stand in the translation exactly as often as in the
    source."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for case, translation in zip(made, translations, strict=True):
        for text in case.copied:
            whole = re.compile(rf"(?<![\w@#]){re.escape(text)}(?!\w)")
            wanted[case.kind] += 1
            right[case.kind] += len(whole.findall(translation)) == len(whole.findall(case.sentence))
    return {kind: right[kind] / wanted[kind] for kind in wanted}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("direction", choices=("es-en", "en-es"))
    arguments = parser.parse_args()
    made = cases(arguments.direction[:2])
    written = Checkpoint(arguments.model).translator()([case.sentence for case in made])
    for kind, share in accuracy(made, written).items():
        print(f"{kind:12} {100 * share:6.2f}%")


if __name__ == "__main__":
    main()
