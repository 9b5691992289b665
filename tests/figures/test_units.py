"""Money, percentages, units of measure, spans of time and ages."""

from __future__ import annotations

import pytest

from tests.figures.described import found, table
from tests.figures.test_numbers import cases

ENGLISH = {
    "money": table(
        ("The deal is worth $1.13bn.", "$1.13bn = money 1130000000 USD"),
        ("It paid US$75 million in fines.", "US$75 million = money 75000000 USD"),
        ("It paid 75 million dollars.", "75 million dollars = money 75000000 USD"),
        ("It owes MXN 3,000.", "MXN 3,000 = money 3000 MXN"),
        (
            "Billions of pounds were lost.",
            "Billions of pounds = about money 1000000000..10000000000 GBP",
        ),
        (
            "Millions of pounds of beef were recalled.",
            "Millions of pounds = about measure 1000000..10000000 pound",
        ),
        ("It owes 3,000 MXN.", "3,000 MXN = money 3000 MXN"),
        ("Fares are 20 Mexican pesos.", "20 Mexican pesos = money 20 MXN"),
        ("The fine is €20.50 each.", "€20.50 = money 20.5 EUR"),
        ("It cost £3m to build.", "£3m = money 3000000 GBP"),
        ("It cost 50 cents.", "50 cents = money 0.5 USD"),
        ("Oil trades at $81.20 a barrel.", "$81.20 a barrel = money 81.2 USD per barrel"),
        ("They earn $15 per hour.", "$15 per hour = money 15 USD per hour"),
        ("It spent 3 trillion yen.", "3 trillion yen = money 3000000000000 JPY"),
        ("The group raised ₹5 crore.", "₹5 crore = money 50000000 INR"),
        ("It cost C$40 and A$60.", "C$40 = money 40 CAD", "A$60 = money 60 AUD"),
        ("The loss was -$4 million.", "-$4 million = money -4000000 USD"),
        (
            "It made $20 million, compared with 15 million before.",
            "$20 million = money 20000000 USD up from 15000000",
            "15 million = money 15000000 USD",
        ),
        (
            "It raised $20 million for 15 million people.",
            "$20 million = money 20000000 USD",
            "15 million = 15000000",
        ),
        (
            "It takes millions of dollars.",
            "millions of dollars = about money 1000000..10000000 USD",
        ),
    ),
    "percent": table(
        ("Inflation was 4.51%.", "4.51% = percentage 4.51 percent"),
        ("Some 12 percent agree.", "12 percent = about percentage 12 percent"),
        ("Some 12 per cent agree.", "12 per cent = about percentage 12 percent"),
        (
            "It gained 3 percentage points.",
            "3 percentage points = percentage 3 percentage-point up",
        ),
        ("Rates rose 25 basis points.", "25 basis points = percentage 0.25 percentage-point up"),
        ("Fifteen percent of farms closed.", "Fifteen percent = percentage 15 percent"),
    ),
    "measures": table(
        ("The wall is 3,145 kilometers long.", "3,145 kilometers = measure 3145 kilometer"),
        ("It weighs 40 kg.", "40 kg = measure 40 kilogram"),
        ("Agents seized 400 pounds of cocaine.", "400 pounds = measure 400 pound"),
        ("Winds hit 130 mph.", "130 mph = measure 130 mile-per-hour"),
        ("It reached 41 degrees Celsius.", "41 degrees Celsius = measure 41 celsius"),
        ("It reached 104°F.", "104°F = measure 104 fahrenheit"),
        ("The lot has 20 acres.", "20 acres = measure 20 acre"),
        ("The room is 30 sq m.", "30 sq m = measure 30 square-meter"),
        ("He is 6 feet 3 inches tall.", "6 feet 3 inches = measure 6.25 foot"),
        ("The plant makes 500 MW.", "500 MW = measure 500 megawatt"),
        ("A magnitude of 250 ml is enough.", "250 ml = measure 250 milliliter"),
    ),
    "spans of time": table(
        ("It went on for two minutes 19 seconds.", "two minutes 19 seconds = duration 139 second"),
        ("He served 12 years in jail.", "12 years = duration 12 year"),
        ("It took less than a year.", "a year = less than duration 1 year"),
        ("It lasted two and a half hours.", "two and a half hours = duration 2.5 hour"),
        ("It was a 10-day strike.", "10-day = duration 10 day"),
        ("It ran for 2 to 3 weeks.", "2 to 3 weeks = duration 2..3 week"),
        ("He got half a century in prison.", "half a century = duration 0.5 century"),
    ),
    "ages": table(
        ("A 34-year-old man died.", "34-year-old = age 34 year"),
        ("The girl is 5 years old.", "5 years old = age 5 year"),
        ("Ana Torres, 44, was elected.", "44 = age 44 year"),
        ("Luis Torres Jr., 55, was elected.", "55 = age 55 year"),
        ("The victim, 34, was a nurse.", "34 = age 34 year"),
        ("A man in his 40s was held.", "40s = age 40..49 year"),
        ("A woman in her late 30s was held.", "late 30s = age 30..39 year"),
        ("A boy aged 7 was lost.", "7 = age 7 year"),
        ("A 3-month-old baby was found.", "3-month-old = age 3 month"),
    ),
}

SPANISH = {
    "money": table(
        ("El costo es de G. 160.083.711.", "G. 160.083.711 = money 160083711 PYG"),
        ("El acuerdo vale 75 millones de dólares.", "75 millones de dólares = money 75000000 USD"),
        ("Pagó US$75 millones.", "US$75 millones = money 75000000 USD"),
        ("Debe 3 mil pesos.", "3 mil pesos = money 3000 MXN"),
        ("Debe $3,000 MXN.", "$3,000 MXN = money 3000 MXN"),
        ("Costó 1.200,50 euros.", "1.200,50 euros = money 1200.5 EUR"),
        ("Costó 20,50 €.", "20,50 € = money 20.5 EUR"),
        ("Invertirá 400 mdd.", "400 mdd = money 400000000 USD"),
        ("Invertirá 3 mil mdp.", "3 mil mdp = money 3000000000 MXN"),
        ("Invertirá $500 mdp.", "$500 mdp = money 500000000 MXN"),
        ("Invertirá MX$500 mdp.", "MX$500 mdp = money 500000000 MXN"),
        ("Debe $1,200 mmdp.", "$1,200 mmdp = money 1200000000000 MXN"),
        ("Vale US$20 mdd.", "US$20 mdd = money 20000000 USD"),
        ("Vale 20 mde.", "20 mde = money 20000000 EUR"),
        ("Cuesta 50 centavos.", "50 centavos = money 0.5 MXN"),
        (
            "El barril vale 81.20 dólares por barril.",
            "81.20 dólares por barril = money 81.2 USD per barrel",
        ),
        ("Recibió mil 500 millones de pesos.", "mil 500 millones de pesos = money 1500000000 MXN"),
        ("Son 3 billones de pesos.", "3 billones de pesos = money 3000000000000 MXN"),
        ("Cuesta millones de dólares.", "millones de dólares = about money 1000000..10000000 USD"),
        ("Vale 30 libras esterlinas.", "30 libras esterlinas = money 30 GBP"),
    ),
    "money named once": table(
        (
            "Facturó 100 millones, frente a los 90 millones de euros de antes.",
            "100 millones = money 100000000 EUR up from 90000000",
            "90 millones de euros = money 90000000 EUR",
        ),
        (
            "Facturó 100 millones de dólares, frente a los 90 millones del año anterior.",
            "100 millones de dólares = money 100000000 USD up from 90000000",
            "90 millones = money 90000000 USD",
            "año anterior = date 2025",
        ),
        (
            "Facturó 523 millones y gastó 20 millones de euros.",
            "523 millones = money 523000000 EUR",
            "20 millones de euros = money 20000000 EUR",
        ),
    ),
    "no money": table(
        (
            "El país tiene 47 millones y gasta 20 millones de euros.",
            "47 millones = 47000000",
            "20 millones de euros = money 20000000 EUR",
        ),
        (
            "Perdió 2 millones de votos frente a los 20 millones de euros que gastó.",
            "2 millones = 2000000",
            "20 millones de euros = money 20000000 EUR",
        ),
        (
            "Tiene 3 millones de clientes, frente a los 2 millones de antes.",
            "3 millones = 3000000 up from 2000000",
            "2 millones = 2000000",
        ),
        (
            "Gastó 20 millones de dólares. Eran 3 millones.",
            "20 millones de dólares = money 20000000 USD",
            "3 millones = 3000000",
        ),
    ),
    "percent": table(
        ("La inflación fue de 4.51%.", "4.51% = percentage 4.51 percent"),
        ("La inflación fue del 4,51 %.", "4,51 % = percentage 4.51 percent"),
        ("El 12 por ciento está de acuerdo.", "12 por ciento = percentage 12 percent"),
        (
            "Perdió 3 puntos porcentuales.",
            "3 puntos porcentuales = percentage 3 percentage-point down",
        ),
        ("Subió 25 puntos base.", "25 puntos base = percentage 0.25 percentage-point up"),
        ("Quince por ciento cerró.", "Quince por ciento = percentage 15 percent"),
    ),
    "measures": table(
        ("El muro mide 3.145 kilómetros.", "3.145 kilómetros = measure 3145 kilometer"),
        ("Pesa 40 kg.", "40 kg = measure 40 kilogram"),
        ("Decomisaron 2 toneladas de cocaína.", "2 toneladas = measure 2 tonne"),
        ("El viento alcanzó 130 km/h.", "130 km/h = measure 130 kilometer-per-hour"),
        ("Se llegó a 41 grados centígrados.", "41 grados centígrados = measure 41 celsius"),
        ("El predio tiene 20 hectáreas.", "20 hectáreas = measure 20 hectare"),
        ("La sala tiene 30 metros cuadrados.", "30 metros cuadrados = measure 30 square-meter"),
        ("Bebió 250 ml.", "250 ml = measure 250 milliliter"),
    ),
    "spans of time": table(
        ("Cumplió 12 años en prisión.", "12 años = duration 12 year"),
        ("Tomó menos de un año.", "un año = less than duration 1 year"),
        ("Duró dos horas y media.", "dos horas y media = duration 2.5 hour"),
        ("Fue una huelga de 10 días.", "10 días = duration 10 day"),
        ("Duró de 2 a 3 semanas.", "2 a 3 semanas = duration 2..3 week"),
        ("Duró medio siglo.", "medio siglo = duration 0.5 century"),
    ),
    "ages": table(
        ("Un hombre de 34 años murió.", "34 años = age 34 year"),
        ("La niña tiene 5 años.", "5 años = age 5 year"),
        ("Ana Torres, de 44 años, ganó.", "44 años = age 44 year"),
        ("La víctima, 34, era enfermera.", "34 = age 34 year"),
        ("Murió a los 90 años.", "90 años = age 90 year"),
        ("Tenía 16 años de edad.", "16 años de edad = age 16 year"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), cases(ENGLISH))
def test_english(text, expected):
    assert found(text, "en") == list(expected)


@pytest.mark.parametrize(("text", "expected"), cases(SPANISH))
def test_spanish(text, expected):
    assert found(text, "es") == list(expected)
