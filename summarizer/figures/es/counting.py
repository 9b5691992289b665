"""Spanish words around what is counted."""

from __future__ import annotations

from summarizer.figures.counting import CountingWords
from summarizer.figures.vocabulary import Phrases, listed, same, words

WORDS = CountingWords(
    stops=words(
        "el la los las un una unos unas lo este esta estos estas ese esa esos esas aquel su sus",
        "mi mis tu tus nuestro nuestra nuestros nuestras",
        "y e o u ni pero sino aunque porque si cuando donde quien quienes que cual cuales como",
        "a al en por para con sin sobre bajo entre desde hasta hacia contra segun durante tras",
        "mediante ante de del",
        "es son era eran fue fueron ser sido siendo esta estan estaba estaban ha han habia habian",
        "hay hubo haber sera seran seria tiene tienen tenia tuvo puede pueden",
        "se le les me nos te no ya muy mas menos tambien solo aun todavia",
        "dijo dijeron murieron fallecieron resultaron quedaron fueron llegaron",
        "hace ayer hoy antes despues luego ahora cada ambos ambas mientras incluido incluida",
        "durante además",
    ),
    links=words("de del"),
    articles=words("el la los las un una su sus"),
    openers=Phrases(
        same("de", ("de los", "de las", "de", "del", "de sus", "de estos", "de estas"))
    ),
    modifiers=words(
        "presuntos presuntas supuestos supuestas nuevos nuevas otros otras grandes mas",
        "principales diferentes distintos distintas diversos diversas primeros primeras ultimos",
        "ultimas mejores peores posibles proximos proximas antiguos antiguas pequeños pequeñas",
        "presunto presunta supuesto supuesta nuevo nueva otro otra gran mayores jovenes propios",
        "propias tristes largos largas altos altas",
    ),
    heads=words(""),
    noun_first=True,
    events=words(""),
    totals=Phrases(
        same(
            "total",
            listed(
                "número de|número total de|total de|cifra de|cantidad de|cifra total de|saldo de|",
                "porcentaje de",
            ),
        )
    ),
)
