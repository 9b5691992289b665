"""What a quantity counts: the noun phrase, its head, the event."""

from __future__ import annotations

import pytest

from summarizer.figures import quantities

# The text, the quantity, the noun phrase, its head.
ENGLISH = [
    ("The raid led to 37 alleged members of major drug cartels.", "37",
     "alleged members of major drug cartels", "members"),
    ("At least 12 people died.", "12", "people", "people"),
    ("Two U.S. soldiers were killed.", "Two", "U.S. soldiers", "soldiers"),
    ("More than 40 public schools closed on Monday.", "40", "public schools", "schools"),
    ("Some 300 homes and shops burned.", "300", "homes", "homes"),
    ("Thousands of angry farmers marched.", "Thousands", "angry farmers", "farmers"),
    ("Three of the 14 victims were children.", "Three", "victims", "victims"),
    ("It is the third such transfer in less than a year.", "third", "such transfer", "transfer"),
    ("Two-thirds of voters agree.", "Two-thirds", "voters", "voters"),
    ("78 percent of the deal is in cash.", "78 percent", "deal", "deal"),
    ("He signed a $6 million contract.", "$6 million", "contract", "contract"),
    ("It sold 2.7 million combined digital and physical copies.", "2.7 million",
     "combined digital and physical copies", "copies"),
    ("The death toll rose to 92.", "92", "death toll", "toll"),
    ("One in five Americans has moved.", "One in five", "Americans", "Americans"),
    ("The number of inmates sent abroad reached 92.", "92", "inmates", "inmates"),
    ("Police seized 15 semi-automatic rifles.", "15", "semi-automatic rifles", "rifles"),
    ("Agents seized 400 pounds of cocaine.", "400 pounds", "cocaine", "cocaine"),
    ("Exports rose 12% last year.", "12%", "Exports", "Exports"),
    ("Inflation was 4.5% in May.", "4.5%", "Inflation", "Inflation"),
    ("Six million homes, including 1.5 million in Ohio, lost power.", "1.5 million",
     "homes", "homes"),
]  # fmt: skip
SPANISH = [
    ("Entregaron a 37 presuntos integrantes de cárteles de la droga.", "37",
     "presuntos integrantes de cárteles de la droga", "integrantes"),
    ("Al menos 12 personas murieron.", "12", "personas", "personas"),
    ("Dos soldados estadounidenses murieron.", "Dos", "soldados estadounidenses", "soldados"),
    ("Más de 40 escuelas públicas cerraron el lunes.", "40", "escuelas públicas", "escuelas"),
    ("Miles de campesinos enojados marcharon.", "Miles", "campesinos enojados", "campesinos"),
    ("Tres de las 14 víctimas eran niños.", "Tres", "víctimas", "víctimas"),
    ("Es el tercer traslado del año.", "tercer", "traslado del año", "traslado"),
    ("Dos tercios de los votantes apoyan.", "Dos tercios", "votantes", "votantes"),
    ("El 78 por ciento de los hogares tiene agua.", "78 por ciento", "hogares", "hogares"),
    ("Pagó una multa de 5 mil pesos.", "5 mil pesos", "multa", "multa"),
    ("La cifra de muertos subió a 92.", "92", "muertos", "muertos"),
    ("Uno de cada cinco adultos fuma.", "Uno de cada cinco", "adultos", "adultos"),
    ("Decomisaron 400 kilos de cocaína.", "400 kilos", "cocaína", "cocaína"),
    ("Las exportaciones subieron 12%.", "12%", "exportaciones", "exportaciones"),
    ("Hay 3 mil 500 nuevos policías.", "3 mil 500", "nuevos policías", "policías"),
    ("La luz se encarece un 9,4%.", "9,4%", "luz", "luz"),
    ("Es la quinta cita reúne a más países.", "quinta", "cita", "cita"),
    ("Hallaron muerta a una mujer de 36 años.", "36 años", "mujer", "mujer"),
]  # fmt: skip
EVENTS = [
    ("Mexico handed over 92 suspects sent to the United States.", "en",
     "sent to the United States"),
    ("Some 37 inmates were transferred to U.S. custody.", "en", "transferred to U.S. custody"),
    ("Trasladaron a 37 reos enviados a Estados Unidos.", "es", "enviados a Estados Unidos"),
    ("Some 1,200 migrants were deported to Guatemala on Friday.", "en", "deported to Guatemala"),
    ("About 300 workers laid off by the plant got nothing.", "en", "laid off by the plant"),
    ("Nine judges resigned over the scandal.", "en", "resigned over the scandal"),
    ("Vets found 60 cows infected with the virus.", "en", "infected with the virus"),
    ("Some 26 men extradited from Peru pleaded guilty.", "en", "extradited from Peru"),
    ("Unos 1.200 migrantes fueron deportados a Guatemala el viernes.", "es",
     "deportados a Guatemala"),
    ("Los 45 pasajeros evacuados del ferri están bien.", "es", "evacuados del ferri"),
    ("Unos 300 obreros despedidos por la planta protestaron.", "es", "despedidos por la planta"),
    ("Hallaron 27 cuerpos enterrados en una fosa.", "es", "enterrados en una fosa"),
    ("Unos 26 hombres extraditados desde Perú se declararon culpables.", "es",
     "extraditados desde Perú"),
    ("Fueron detenidas 14 personas en los cateos.", "es", "detenidas"),
    ("Murieron al menos 12 vecinos del barrio.", "es", "Murieron"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "quantity", "phrase", "head"),
    [("en", *row) for row in ENGLISH] + [("es", *row) for row in SPANISH],
)
def test_what_it_counts(language, text, quantity, phrase, head):
    (match,) = [m for m in quantities.find(text, language) if m.text == quantity]
    assert match.counts is not None
    assert (match.counts.text, match.counts.head) == (phrase, head)
    assert match.counts.span is not None
    assert match.counts.span.of(text) == phrase


@pytest.mark.parametrize(
    ("text", "language", "quantity"),
    [
        ("Arden dos casas y otros siete murieron.", "es", "siete"),
        ("En cuanto a los heridos, de los ocho, cuatro siguen graves.", "es", "cuatro"),
        ("Seven nations donated millions to the fund.", "en", "millions"),
        ("It grew, according to The New York Times, $8 million short.", "en", "$8 million"),
        ("La planta creció al desembolsar US$120 millones.", "es", "US$120 millones"),
    ],
)
def test_nothing_is_said_to_be_counted_that_is_not(text, language, quantity):
    (match,) = [m for m in quantities.find(text, language) if m.text == quantity]
    assert match.counts is None or match.counts.head not in {
        "casas",
        "cuanto",
        "nations",
        "Times",
        "desembolsar",
    }


@pytest.mark.parametrize(("text", "language", "event"), EVENTS)
def test_the_event(text, language, event):
    match = quantities.find(text, language)[0]
    assert match.counts is not None
    assert match.counts.event == event
