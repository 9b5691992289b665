"""Numbers in digits and words, ordinals, fractions, multiples, ranges, bounds and changes."""

from __future__ import annotations

import pytest

from summarizer.figures.literals import decimal_mark_of
from tests.figures.described import found, table

ENGLISH = {
    "digits": table(
        ("Police found 37 rifles.", "37 = 37"),
        ("Some 1,234 people came.", "1,234 = about 1234"),
        ("About 1,234,567 votes were cast.", "1,234,567 = about 1234567"),
        ("The index stood at 1,234.5 points.", "1,234.5 = 1234.5"),
        ("It rained on 1 234 567 homes.", "1 234 567 = 1234567"),
        ("They sold 12.5 million tickets.", "12.5 million = 12500000"),
        ("The site has 2.3M users.", "2.3M = 2300000"),
        ("It drew 45k visitors.", "45k = 45000"),
        ("They counted 3 1/2 rows.", "3 1/2 = 3.5"),
        ("The bank holds 6.2bn shares.", "6.2bn = 6200000000"),
        ("It lost 12,34,567 voters.", "12,34,567 = 1234567"),
    ),
    "words": table(
        ("Two students were hurt.", "Two = 2"),
        ("A half-dozen eggs were thrown.", "A half-dozen = 6"),
        ("It has a 1-in-20 chance.", "1-in-20 = multiple 0.05"),
        ("Thirty-seven suspects were held.", "Thirty-seven = 37"),
        ("One hundred and five cows died.", "One hundred and five = 105"),
        ("Two thousand five hundred homes burned.", "Two thousand five hundred = 2500"),
        ("A hundred people came.", "A hundred = 100"),
        ("They shipped a million doses.", "a million = 1000000"),
        ("Three dozen eggs were thrown.", "Three dozen = 36"),
        ("Five lakh voters were left out.", "Five lakh = 500000"),
        ("It has 2 crore subscribers.", "2 crore = 20000000"),
        ("Half a million people fled.", "Half a million = 500000"),
        ("Two and a half million people fled.", "Two and a half million = 2500000"),
        ("Zero cases were found.", "Zero = 0"),
        ("Three point two million birds left.", "Three point two million = 3200000"),
    ),
    "vague": table(
        ("Thousands of people marched.", "Thousands = about 1000..10000"),
        ("Tens of thousands of birds left.", "Tens of thousands = about 10000..100000"),
        ("Dozens of homes burned.", "Dozens = about 12..120"),
        ("A couple of soldiers fell.", "A couple of = about 2"),
    ),
    "ordinals": table(
        ("It is the third transfer in a year.", "third = ordinal 3"),
        ("She finished in 22nd place.", "22nd = ordinal 22"),
        ("They left after a second deadly crash.", "second = ordinal 2"),
        ("The twenty-fifth victim was named.", "twenty-fifth = ordinal 25"),
        ("Japan is the world's fourth largest economy.", "fourth = ordinal 4"),
    ),
    "fractions and multiples": table(
        ("Two-thirds of voters agree.", "Two-thirds = multiple 0.666666666666667"),
        ("One in five Americans has moved.", "One in five = multiple 0.2"),
        ("Half of the prisoners escaped.", "Half = multiple 0.5"),
        ("A quarter of the crop was lost.", "A quarter = multiple 0.25"),
        ("Output has grown tenfold.", "tenfold = multiple 10 up"),
        ("Prices doubled last spring.", "doubled = multiple 2", "last spring = date 2025-21"),
        ("It costs twice as much.", "twice = multiple 2"),
        ("The firm is 20 times larger.", "20 times = multiple 20"),
        ("Nine out of ten doctors agree.", "Nine out of ten = multiple 0.9"),
    ),
    "ranges": table(
        ("Between 10 and 15 people were hurt.", "10 and 15 = 10..15"),
        ("From 3 to 5 wolves live there.", "3 to 5 = 3..5"),
        ("Some 20-30 boats sank.", "20-30 = about 20..30"),
        ("Three or four men ran.", "Three or four = 3..4"),
        ("Expect 2 to 4 inches of snow.", "2 to 4 inches = measure 2..4 inch"),
        ("Growth of 3-5% is likely.", "3-5% = percentage 3..5 percent up"),
        ("It will cost $5 to $10 million.", "$5 to $10 million = money 5000000..10000000 USD"),
    ),
    "bounds": table(
        ("At least 37 people died.", "37 = at least 37"),
        ("More than 40 schools closed.", "40 = more than 40"),
        ("Fewer than 12 members voted.", "12 = less than 12"),
        ("Up to 500 jobs will go.", "500 = at most 500"),
        ("No fewer than 6 dogs barked.", "6 = at least 6"),
        ("Nearly 300 trees fell.", "300 = about 300"),
        ("300 or more trees fell.", "300 = at least 300"),
        ("Just over 70 cars crashed.", "70 = more than 70"),
        ("As many as 90 players joined.", "90 = at most 90"),
        ("There were 100-odd letters.", "100 = about 100"),
        ("It did not sell more than 40 boats.", "40 = at most 40"),
        ("She had a job over a 40-year span.", "40-year = duration 40 year"),
    ),
    "changes": table(
        (
            "Exports rose 12% in November.",
            "12% = percentage 12 percent up",
            "November = date 2025-11",
        ),
        ("Profit fell by nearly 8 percent.", "8 percent = about percentage 8 percent down"),
        ("Deaths fell from 5 to 3.", "5 = 5", "3 = 3 down from 5"),
        (
            "The rate is 4.5%, up from 4.2%.",
            "4.5% = percentage 4.5 percent up from 4.2",
            "4.2% = percentage 4.2 percent",
        ),
        ("A 5% increase was agreed.", "5% = percentage 5 percent up"),
        (
            "Sales climbed 12% to $3 billion.",
            "12% = percentage 12 percent up",
            "$3 billion = money 3000000000 USD",
        ),
        ("The share lost 3 cents.", "3 cents = money 0.03 USD down"),
        ("They had blown up 600 oil wells.", "600 = 600"),
        ("It ended up $8 million short.", "$8 million = money 8000000 USD"),
        ("The rebels advanced 50 km.", "50 km = measure 50 kilometer"),
        (
            "Turnout was 61%, compared with 68% four years earlier.",
            "61% = percentage 61 percent down from 68",
            "68% = percentage 68 percent",
            "four years = duration 4 year",
        ),
        (
            "It was 26 cases per 100,000 people, up from 15 then.",
            "26 = 26 up from 15",
            "100,000 = 100000",
            "15 = 15",
        ),
    ),
    "scores and votes": table(
        ("Arsenal won 2-1 at home.", "2-1 = score 2..1"),
        ("The Senate voted 52-48 for the bill.", "52-48 = score 52..48"),
        ("It was beaten 3 to 1 by Chile.", "3 to 1 = score 3..1"),
    ),
}

SPANISH = {
    "digits": table(
        ("La policía halló 37 rifles.", "37 = 37"),
        ("Llegaron 1,234 personas.", "1,234 = 1234"),
        ("Llegaron 1.234 personas.", "1.234 = 1234"),
        ("Se emitieron 1.234.567 votos.", "1.234.567 = 1234567"),
        ("Se emitieron 1,234,567 votos.", "1,234,567 = 1234567"),
        ("El índice cerró en 1.234,5 puntos.", "1.234,5 = 1234.5"),
        ("El índice cerró en 1,234.5 puntos.", "1,234.5 = 1234.5"),
        ("Afectó a 1 234 567 hogares.", "1 234 567 = 1234567"),
        ("Vendieron 12,5 millones de boletos.", "12,5 millones = 12500000"),
        ("Vendieron 12.5 millones de boletos.", "12.5 millones = 12500000"),
        ("Hay 3 mil 500 policías.", "3 mil 500 = 3500"),
        ("Hay 3 mil policías.", "3 mil = 3000"),
        ("Sembraron 5 mil millones de árboles.", "5 mil millones = 5000000000"),
        ("Son 2 billones de plantas.", "2 billones = 2000000000000"),
        ("Hay 1 millón 250 mil electores.", "1 millón 250 mil = 1250000"),
    ),
    "words": table(
        ("Dos estudiantes resultaron heridos.", "Dos = 2"),
        ("Vendió tres coma dos millones de libros.", "tres coma dos millones = 3200000"),
        ("Pagó 2 mil 653.50 pesos.", "2 mil 653.50 pesos = money 2653.5 MXN"),
        ("Vendió veinte coma cinco mil libros.", "veinte coma cinco mil = 20500"),
        ("Treinta y siete presos escaparon.", "Treinta y siete = 37"),
        ("Ciento cinco vacas murieron.", "Ciento cinco = 105"),
        ("Dos mil quinientas casas ardieron.", "Dos mil quinientas = 2500"),
        ("Cien personas llegaron.", "Cien = 100"),
        ("Enviaron un millón de dosis.", "un millón = 1000000"),
        ("Veintiún jueces votaron.", "Veintiún = 21"),
        ("Mil millones de personas lo vieron.", "Mil millones = 1000000000"),
        ("Un billón de células.", "Un billón = 1000000000000"),
        ("Dos mil 500 soldados llegaron.", "Dos mil 500 = 2500"),
        ("Medio millón de personas huyó.", "Medio millón = 500000"),
        ("Dos millones y medio de personas huyeron.", "Dos millones y medio = 2500000"),
        ("Una docena de huevos.", "Una docena = 12"),
        ("Quinientas mil mujeres marcharon.", "Quinientas mil = 500000"),
    ),
    "vague": table(
        ("Miles de personas marcharon.", "Miles = about 1000..10000"),
        ("Decenas de miles de aves partieron.", "Decenas de miles = about 10000..100000"),
        ("Decenas de casas ardieron.", "Decenas = about 10..100"),
        ("Un par de soldados cayó.", "Un par de = about 2"),
    ),
    "ordinals": table(
        ("Es el tercer traslado del año.", "tercer = ordinal 3"),
        ("Es la tercera entrega de presos.", "tercera = ordinal 3"),
        ("Terminó en el 22.º puesto.", "22.º = ordinal 22"),
        ("La vigésima quinta víctima.", "vigésima quinta = ordinal 25"),
        ("Ocupa el 3er lugar.", "3er = ordinal 3"),
    ),
    "fractions and multiples": table(
        ("Dos tercios de los votantes apoyan.", "Dos tercios = multiple 0.666666666666667"),
        ("Uno de cada cinco adultos fuma.", "Uno de cada cinco = multiple 0.2"),
        ("La mitad de los presos escapó.", "mitad = multiple 0.5"),
        ("La tercera parte del agua se pierde.", "La tercera parte = multiple 0.333333333333333"),
        ("Cuesta el doble que antes.", "doble = multiple 2"),
        ("Los precios se duplicaron.", "duplicaron = multiple 2"),
        ("Es 20 veces más grande.", "20 veces = multiple 20"),
        ("Tres de cada diez hogares carecen de agua.", "Tres de cada diez = multiple 0.3"),
    ),
    "ranges": table(
        ("Entre 10 y 15 personas murieron.", "10 y 15 = 10..15"),
        ("De 3 a 5 lobos viven ahí.", "3 a 5 = 3..5"),
        ("El alza sería de 3 a 5 %.", "3 a 5 % = percentage 3..5 percent"),
        ("Tres o cuatro hombres huyeron.", "Tres o cuatro = 3..4"),
        (
            "Cayeron de 20 a 30 milímetros de lluvia.",
            "20 a 30 milímetros = measure 20..30 millimeter",
        ),
        (
            "Costará entre 5 y 10 millones de pesos.",
            "5 y 10 millones de pesos = money 5000000..10000000 MXN",
        ),
    ),
    "bounds": table(
        ("Al menos 37 personas murieron.", "37 = at least 37"),
        ("Más de 40 escuelas cerraron.", "40 = more than 40"),
        ("Menos de 12 diputados votaron.", "12 = less than 12"),
        ("Hasta 500 empleos se perderán.", "500 = at most 500"),
        ("Por lo menos 6 perros ladraron.", "6 = at least 6"),
        ("Casi 300 árboles cayeron.", "300 = about 300"),
        ("Unos 300 árboles cayeron.", "300 = about 300"),
        ("Cerca de 300 árboles cayeron.", "300 = about 300"),
        ("300 o más árboles cayeron.", "300 = at least 300"),
        ("Poco más de 70 autos chocaron.", "70 = more than 70"),
        ("Alrededor de 2 mil personas llegaron.", "2 mil = about 2000"),
        ("No se permiten más de 12 invitados.", "12 = at most 12"),
        ("Las rachas son de hasta 50 km/h.", "50 km/h = at most measure 50 kilometer-per-hour"),
        ("Una veintena de perros huyó.", "Una veintena = about 20"),
        ("Más de un centenar de perros huyó.", "un centenar = more than 100"),
        ("Medio centenar de perros huyó.", "Medio centenar = about 50"),
    ),
    "changes": table(
        ("Las exportaciones subieron 12%.", "12% = percentage 12 percent up"),
        (
            "Las exportaciones crecieron un 12 por ciento.",
            "12 por ciento = percentage 12 percent up",
        ),
        ("La ganancia cayó casi 8 por ciento.", "8 por ciento = about percentage 8 percent down"),
        ("Las muertes bajaron de 5 a 3.", "5 = 5", "3 = 3 down from 5"),
        ("Un alza de 5% fue acordada.", "5% = percentage 5 percent up"),
        (
            "Las ventas aumentaron 12% a 3 mil millones de pesos.",
            "12% = percentage 12 percent up",
            "3 mil millones de pesos = money 3000000000 MXN",
        ),
        (
            "La tasa pasó de 4.2% a 4.5%.",
            "4.2% = percentage 4.2 percent",
            "4.5% = percentage 4.5 percent up from 4.2",
        ),
        (
            "El Brent baja un 2,5 %, hasta los 80,17 dólares.",
            "2,5 % = percentage 2.5 percent down",
            "80,17 dólares = money 80.17 USD",
        ),
        ("La luz se encarece un 9,4%.", "9,4% = percentage 9.4 percent up"),
        ("Las acciones se desploman un 7%.", "7% = percentage 7 percent down"),
        ("El fuego avanzó 50 km.", "50 km = measure 50 kilometer"),
        ("Ganó 2.500 pesos.", "2.500 pesos = money 2500 MXN"),
        (
            "Se dio un incremento del gasto de 12.7 por ciento en relación al 2017.",
            "12.7 por ciento = percentage 12.7 percent",
            "2017 = date 2017",
        ),
        (
            "La participación fue de 61%, frente al 68% de la elección anterior.",
            "61% = percentage 61 percent down from 68",
            "68% = percentage 68 percent",
        ),
    ),
    "scores and votes": table(
        ("América ganó 2-1 en casa.", "2-1 = score 2..1"),
        ("Ganaron 3 a 1 ante Chile.", "3 a 1 = score 3..1"),
    ),
}


def cases(tables):
    return [
        pytest.param(text, expected, id=f"{name}: {text}")
        for name, rows in tables.items()
        for text, expected in rows
    ]


@pytest.mark.parametrize(("text", "expected"), cases(ENGLISH))
def test_english(text, expected):
    assert found(text, "en") == list(expected)


@pytest.mark.parametrize(("text", "expected"), cases(SPANISH))
def test_spanish(text, expected):
    assert found(text, "es") == list(expected)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("A las 19.00 horas había 1.405 evacuados.", None),
        ("Cerró a las 22.30 y abrió a las 8.15.", None),
        ("Ardieron 4.000 hectáreas, y 1.405 personas salieron.", ","),
        ("It drew 12,500 people.", "."),
        ("Doors open at 7.30pm.", None),
        ("Creció 2.5 por ciento.", "."),
        ("Creció 2,5 por ciento.", ","),
    ],
)
def test_times_of_day_and_round_thousands_tell_the_decimal_mark(text, mark):
    assert decimal_mark_of(text) == mark
