"""Dates, periods and times, seen from Wednesday, January 21, 2026."""

from __future__ import annotations

import pytest

from tests.figures.described import found, table
from tests.figures.test_numbers import cases

ENGLISH = {
    "days": table(
        ("October 20: ACCIDENT on the road.", "October 20 = date 2025-10-20"),
        ("It began on May 30: a day off.", "May 30 = date 2025-05-30"),
        ("He left on January 20, 2026.", "January 20, 2026 = date 2026-01-20"),
        ("He left on Jan. 20.", "Jan. 20 = date 2026-01-20"),
        ("He left on 20 January 2026.", "20 January 2026 = date 2026-01-20"),
        ("He left on 2026-01-20.", "2026-01-20 = date 2026-01-20"),
        ("He left on 01/20/2026.", "01/20/2026 = date 2026-01-20"),
        ("The 9th of May 1945 is a holiday.", "9th of May 1945 = date 1945-05-09"),
    ),
    "seen from today": table(
        ("He died yesterday.", "yesterday = date 2026-01-20"),
        ("It opens tomorrow.", "tomorrow = date 2026-01-22"),
        ("It began on Tuesday.", "Tuesday = date 2026-01-20"),
        ("It rained last week.", "last week = date 2026-01-12/2026-01-18"),
        ("It rained last month.", "last month = date 2025-12"),
        ("It closes next year.", "next year = date 2027"),
        ("They met two years ago.", "two years ago = duration 2 year 2024"),
        ("They met over the weekend.", "the weekend = date 2026-01-17/2026-01-18"),
        ("The weekend edition sold out.",),
        ("The court will rule on Friday.", "Friday = date 2026-01-23"),
        ("The bank, which will close, said on Friday it is sorry.", "Friday = date 2026-01-16"),
    ),
    "quarters without a year": table(
        ("Sales fell in the third quarter.", "the third quarter = date 2025-07/2025-09"),
        ("Fourth-quarter profit fell.", "Fourth-quarter = date 2025-10/2025-12"),
        ("Sales fell in the first quarter.", "the first quarter = date"),
        ("Sales fell in the fiscal third quarter.", "third quarter = date"),
        ("He scored in the third quarter.", "third = ordinal 3"),
    ),
    "periods": table(
        ("In 1998 it fell.", "1998 = date 1998"),
        ("In March 2024 it fell.", "March 2024 = date 2024-03"),
        ("From 2018 to 2024 he ruled.", "From 2018 to 2024 = date 2018/2024"),
        ("It was common in the 1990s.", "the 1990s = date 199X"),
        ("Born in the 19th century.", "19th century = date 18XX"),
        (
            "It shrank in the third quarter of 2025.",
            "the third quarter of 2025 = date 2025-07/2025-09",
        ),
        (
            "It lasted from May 3 to May 9, 2024.",
            "from May 3 to May 9, 2024 = date 2024-05-03/2024-05-09",
        ),
        ("It boomed in the mid 90s.", "mid 90s = date 199X"),
        ("A man in his mid-20s came.", "mid-20s = age 20..29 year"),
        ("It fell in the last quarter of 2015.", "the last quarter of 2015 = date 2015-10/2015-12"),
        ("The plan covers 2015 to 2018.", "2015 to 2018 = date 2015/2018"),
        ("It ends the last day of this month.", "the last day of this month = date 2026-01-31"),
        (
            "It ran from Monday till Wednesday.",
            "from Monday till Wednesday = date 2026-01-19/2026-01-21",
        ),
        (
            "It rained from October until December last year.",
            "from October until December last year = date 2025-10/2025-12",
        ),
        ("It rained from July to September.", "from July to September = date 2025-07/2025-09"),
        (
            "It fell between November and February.",
            "between November and February = date 2025-11/2026-02",
        ),
        ("It was built between A.D. 1000 and 1260.", "between A.D. 1000 and 1260 = date 1000/1260"),
        ("It stood from 300 to 150 B.C.", "from 300 to 150 B.C. = date -0299/-0149"),
    ),
    "times": table(
        ("It struck at 9:30 a.m.", "9:30 a.m. = time 570"),
        ("It struck at 5 p.m.", "5 p.m. = time 1020"),
        ("It struck at 17:45.", "17:45 = time 1065"),
        ("It struck at three in the afternoon.", "three in the afternoon = time 900"),
        ("It opens between 4 and 7 p.m.", "4 = time 960", "7 p.m. = time 1140"),
        ("It opens from 9 to 11:30 a.m.", "9 = time 540", "11:30 a.m. = time 690"),
        ("It struck at 14:07:35.", "14:07:35 = time 847"),
        ("She ran a record of 2:11:53.", "2:11:53 = duration 7913 second"),
    ),
    "no dates": table(
        ("It came on February 30, 2024.",),
        ("It came on 31/31/2024.",),
        ("Theresa May resigned.",),
        ("An email of one November 2008 day said so.", "November 2008 = date 2008-11"),
        ("They march on the capital.",),
    ),
}

SPANISH = {
    "days": table(
        ("La marcha del 1° de mayo fue larga.", "1° de mayo = date 2026-05-01"),
        (
            "El 5 de enero, 40 personas murieron.",
            "5 de enero = date 2026-01-05",
            "40 = 40",
        ),
        (
            "El 5 de enero, 2000 personas marcharon.",
            "5 de enero = date 2026-01-05",
            "2000 = 2000",
        ),
        ("Se firmó el día 14.", "día 14 = date 2026-01-14"),
        ("Los días 14 y 15 habrá fiesta.", "días 14 y 15 = date 2026-01-14/2026-01-15"),
        ("El pasado jueves 15 hubo marchas.", "pasado jueves 15 = date 2026-01-15"),
        (
            "Pagó 20 euros el día 8.",
            "20 euros = money 20 EUR",
            "día 8 = date 2026-01-08",
        ),
        ("Gunnar Myrdal (1898-1987) era sueco.", "1898-1987 = date 1898/1987"),
        ("Nació el 5 de enero de 98 en Cuba.", "5 de enero de 98 = date 1998-01-05"),
        ("Salió el 20 de enero de 2026.", "20 de enero de 2026 = date 2026-01-20"),
        ("Salió el 20 de enero.", "20 de enero = date 2026-01-20"),
        ("Salió el 20/01/2026.", "20/01/2026 = date 2026-01-20"),
        ("Salió el martes 20 de enero.", "martes 20 de enero = date 2026-01-20"),
        ("El 1 de mayo de 1945 fue feriado.", "1 de mayo de 1945 = date 1945-05-01"),
        ("El primero de diciembre marcharon.", "primero de diciembre = date 2025-12-01"),
    ),
    "seen from today": table(
        ("Murió ayer.", "ayer = date 2026-01-20"),
        ("Abre mañana.", "mañana = date 2026-01-22"),
        ("Empezó el martes.", "martes = date 2026-01-20"),
        ("Llovió la semana pasada.", "la semana pasada = date 2026-01-12/2026-01-18"),
        ("Llovió el mes pasado.", "el mes pasado = date 2025-12"),
        ("Cierra el próximo año.", "próximo año = date 2027"),
        ("Se vieron hace dos años.", "hace dos años = duration 2 year 2024"),
    ),
    "periods": table(
        ("En 1998 cayó.", "1998 = date 1998"),
        ("En marzo de 2024 cayó.", "marzo de 2024 = date 2024-03"),
        ("De 2018 a 2024 gobernó.", "De 2018 a 2024 = date 2018/2024"),
        ("Era común en los años noventa.", "los años noventa = date 199X"),
        ("Era común en los años dos mil.", "los años dos mil = date 200X"),
        ("Era común en los 1990.", "los 1990 = date 199X"),
        ("Nació en el siglo XIX.", "el siglo XIX = date 18XX"),
        (
            "Cayó en el tercer trimestre de 2025.",
            "el tercer trimestre de 2025 = date 2025-07/2025-09",
        ),
        (
            "Duró del 3 al 9 de mayo de 2024.",
            "del 3 al 9 de mayo de 2024 = date 2024-05-03/2024-05-09",
        ),
    ),
    "times": table(
        ("Ocurrió a las 9:30 horas.", "9:30 horas = time 570"),
        ("Ocurrió a las 5 de la tarde.", "5 de la tarde = time 1020"),
        ("Ocurrió a las 17:45.", "17:45 = time 1065"),
        ("Ocurrió a las 22.30 del lunes.", "22.30 = time 1350", "lunes = date 2026-01-19"),
        ("Ocurrió a las siete de la mañana.", "siete de la mañana = time 420"),
        ("Será entre las 4 y las 7 de la tarde.", "4 = time 960", "7 de la tarde = time 1140"),
        ("Abre de las 9 a las 17.30.", "9 = time 540", "17.30 = time 1050"),
        ("Ganó entre las 4 y las 7 empresas.", "4 y las 7 = 4..7"),
        ("Llegó a 1:12 minutos del líder.", "1:12 minutos = duration 72 second"),
    ),
    "seen from today, in the news": table(
        ("Se vieron el fin de semana.", "el fin de semana = date 2026-01-17/2026-01-18"),
        ("El juez resolverá el lunes.", "lunes = date 2026-01-26"),
        ("Se vota el próximo jueves.", "próximo jueves = date 2026-01-22"),
        ("Bajó en marzo del año pasado.", "marzo del año pasado = date 2025-03"),
        ("Bajó en el tercer trimestre.", "el tercer trimestre = date 2025-07/2025-09"),
        ("Bajó en el segundo semestre.", "el segundo semestre = date 2025-07/2025-12"),
        ("Creció a finales de los 90.", "finales de los 90 = date 199X"),
        ("Abre de lunes a viernes.", "de lunes a viernes = date"),
        ("Es el último día de mayo de 2015.", "el último día de mayo de 2015 = date 2015-05-31"),
        ("Es la fiesta de la primavera del 25 de enero.", "25 de enero = date 2026-01-25"),
        ("Fue el verano del 14.", "verano del 14 = date 2014-22"),
        ("Trabajó durante cinco años.", "cinco años = duration 5 year"),
    ),
    "no dates": table(
        ("Llegó el 30 de febrero de 2024.",),
        ("Llegó el 31/31/2024.",),
        ("Lo hizo por la mañana.",),
        ("La SEP avisó.",),
        ("Mi vida fue dura.",),
        ("Llegaron los mil soldados.", "mil = 1000"),
        ("Lloran a los dos mil muertos.", "dos mil = 2000"),
        ("Lloran a los 2000 muertos.", "2000 = 2000"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), cases(ENGLISH))
def test_english(text, expected):
    assert found(text, "en") == list(expected)


@pytest.mark.parametrize(("text", "expected"), cases(SPANISH))
def test_spanish(text, expected):
    assert found(text, "es") == list(expected)


@pytest.mark.parametrize(
    ("text", "language"),
    [("He died yesterday.", "en"), ("It began on Tuesday.", "en"), ("Murió ayer.", "es")],
)
def test_a_relative_date_is_unknown_without_the_day_of_writing(text, language):
    (only,) = found(text, language, today=None)
    assert only.endswith("= date")
