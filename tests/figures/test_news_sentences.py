"""Whole sentences of news in the manner of agencies and newspapers, with all their figures and what
they count."""

from __future__ import annotations

import pytest

from summarizer.figures import quantities
from tests.figures.described import TODAY, described, table

ENGLISH = table(
    (
        "Pay there is 118 times that of the average worker.",
        "118 times = multiple 118",
    ),
    (
        "A 36-year-old man and his two daughters, 4 and 6, drowned.",
        "36-year-old = age 36 year @man",
        "two = 2 @daughters",
        "4 = age 4 year @daughters",
        "6 = age 6 year @daughters",
    ),
    (
        "Prosecutors charged five police officers with taking $1.3 million in bribes.",
        "five = 5 @police officers",
        "$1.3 million = money 1300000 USD @bribes",
    ),
    (
        "Apple Inc on Thursday posted quarterly revenue of $124.3 billion, up 4% from a year "
        "earlier.",
        "Thursday = date 2026-01-15",
        "$124.3 billion = money 124300000000 USD @quarterly revenue",
        "4% = percentage 4 percent up @quarterly revenue",
    ),
    (
        "Shares of the chipmaker slid 6.3% to $118.40 in premarket trading, wiping out $170 "
        "billion in market value.",
        "6.3% = percentage 6.3 percent down @Shares of the chipmaker",
        "$118.40 = money 118.4 USD @Shares of the chipmaker",
        "$170 billion = money 170000000000 USD @market value",
    ),
    (
        "The European Central Bank cut its deposit rate by a quarter of a percentage point to "
        "2.75 percent.",
        "a quarter of a percentage point = percentage 0.25 percentage-point down @deposit rate",
        "2.75 percent = percentage 2.75 percent @deposit rate",
    ),
    (
        "The Fed raised rates by 75 basis points, the third straight hike of that size.",
        "75 basis points = percentage 0.75 percentage-point up @rates",
        "third = ordinal 3 @straight hike",
    ),
    (
        "U.S. crude settled at $71.24 a barrel, down $1.12, or 1.5 percent.",
        "$71.24 a barrel = money 71.24 USD per barrel @U.S. crude",
        "$1.12 = money 1.12 USD down @U.S. crude",
        "1.5 percent = percentage 1.5 percent down @U.S. crude",
    ),
    (
        "OPEC+ agreed to raise output by 411,000 barrels per day from June.",
        "411,000 barrels per day = measure 411000 barrel per day up @output",
        "June = date 2026-06",
    ),
    (
        "Tesla delivered 495,570 vehicles in the fourth quarter, missing estimates of about "
        "506,000.",
        "495,570 = 495570 @vehicles",
        "the fourth quarter = date 2025-10/2025-12",
        "506,000 = about 506000 @estimates",
    ),
    (
        "Inflation eased to an annual 3.1% in January from 3.4% the previous month.",
        "3.1% = percentage 3.1 percent down from 3.4 @Inflation",
        "January = date 2026-01",
        "3.4% = percentage 3.4 percent @Inflation",
        "previous month = date 2025-12",
    ),
    (
        "The peso weakened 0.4% to 20.51 per dollar.",
        "0.4% = percentage 0.4 percent down @peso",
        "20.51 = 20.51 @peso",
    ),
    (
        "GDP grew at a 2.3 percent annualized rate in the July-September quarter.",
        "2.3 percent = percentage 2.3 percent @GDP",
        "July-September = date 2025-07/2025-09",
    ),
    (
        "The deal values the airline at $1.9 billion, including $800 million of debt.",
        "$1.9 billion = money 1900000000 USD @airline",
        "$800 million = money 800000000 USD @debt",
    ),
    (
        "Nissan cut its profit outlook by 70 percent to 150 billion yen.",
        "70 percent = percentage 70 percent down @profit outlook",
        "150 billion yen = money 150000000000 JPY @profit outlook",
    ),
    (
        "The unemployment rate ticked up to 4.2 percent from 4.1 percent.",
        "4.2 percent = percentage 4.2 percent up from 4.1 @unemployment rate",
        "4.1 percent = percentage 4.1 percent @unemployment rate",
    ),
    (
        "Gunmen killed at least 11 people and wounded six others in a bar in Celaya.",
        "11 = at least 11 @people",
        "six = 6 @others",
    ),
    (
        "The two men, aged 19 and 23, were arrested at 4:15 a.m. in a house on Elm Street.",
        "two = 2 @men",
        "19 = age 19 year @men",
        "23 = age 23 year @men",
        "4:15 a.m. = time 255",
    ),
    (
        "Bail was set at $1.5M.",
        "$1.5M = money 1500000 USD @Bail",
    ),
    (
        "A magnitude-6.8 earthquake rattled southern Japan late Monday, injuring a dozen people.",
        "6.8 = 6.8 @earthquake",
        "Monday = date 2026-01-19",
        "a dozen = 12 @people",
    ),
    (
        "The storm packed maximum sustained winds of 85 knots and was moving at 9 mph.",
        "85 knots = measure 85 knot @winds",
        "9 mph = measure 9 mile-per-hour @winds",
    ),
    (
        "Some 400,000 customers were without power over the weekend.",
        "400,000 = about 400000 @customers",
        "the weekend = date 2026-01-17/2026-01-18",
    ),
    (
        "The river crested at 24.5 feet, 2 feet above flood stage.",
        "24.5 feet = measure 24.5 foot @river",
        "2 feet = measure 2 foot @river",
    ),
    (
        "Floods have displaced 1.1 million people and killed more than 300 since late May.",
        "1.1 million = 1100000 @people",
        "300 = more than 300 @people",
        "late May = date 2025-05",
    ),
    (
        "The plant will lose 1,200 MW of capacity, or 9.5 GWh a day.",
        "1,200 MW = measure 1200 megawatt @capacity",
        "9.5 GWh a day = measure 9.5 gigawatt-hour per day @capacity",
    ),
    (
        "The ferry, carrying 259 passengers, sank about 3 miles off the coast.",
        "259 = 259 @passengers",
        "3 miles = about measure 3 mile @ferry",
    ),
    (
        "The bill passed by 217 votes to 213.",
        "217 votes to 213 = score 217..213",
    ),
    (
        "He won 54.5 percent of the vote to her 42 percent with nine-tenths of ballots counted.",
        "54.5 percent = percentage 54.5 percent @vote",
        "42 percent = percentage 42 percent @vote",
        "nine-tenths = multiple 0.9 @ballots",
    ),
    (
        "The party lost 74 of its 365 seats.",
        "74 = 74 @seats",
        "365 = 365 @seats",
    ),
    (
        "The president's approval rating dropped 5 points to 38%, a Gallup poll found.",
        "5 points = percentage 5 percentage-point down @president's approval rating",
        "38% = percentage 38 percent @president's approval rating",
    ),
    (
        "The poll of 1,024 adults had a margin of error of plus or minus 3 percentage points.",
        "1,024 = 1024 @adults",
        "3 percentage points = percentage 3 percentage-point @margin of error",
    ),
    (
        "Four in 10 Americans say they have skipped a doctor's visit.",
        "Four in 10 = multiple 0.4 @Americans",
    ),
    (
        "Trump, 79, took office for a second time a year ago.",
        "79 = age 79 year @Trump",
        "second = ordinal 2 @time",
        "a year ago = duration 1 year 2025",
    ),
    (
        "The U.S. will withdraw a third of its 2,500 troops from Iraq.",
        "a third = multiple 0.333333333333333 @troops",
        "2,500 = 2500 @troops",
    ),
    (
        "Ministers pledged $100bn a year in climate finance.",
        "$100bn a year = money 100000000000 USD per year @climate finance",
    ),
    (
        "It is the second-largest economy in Latin America.",
        "second = ordinal 2 @economy",
    ),
    (
        "The mayor was re-elected with 61,304 votes against 38,220.",
        "61,304 votes against 38,220 = score 61304..38220",
    ),
    (
        "The vaccine was 94.5% effective in a trial of 30,000 volunteers.",
        "94.5% = percentage 94.5 percent @vaccine",
        "30,000 = 30000 @volunteers",
    ),
    (
        "The drug cut the risk of stroke by a third, according to a study of 12,000 patients "
        "over five years.",
        "a third = multiple 0.333333333333333 down @risk of stroke",
        "12,000 = 12000 @patients",
        "five years = duration 5 year",
    ),
    (
        "About one-third of the world's 8 billion people have no clean water.",
        "one-third = about multiple 0.333333333333333 @people",
        "8 billion = 8000000000 @people",
    ),
    (
        "The skeleton has been dated to between AD 1260 and 1390.",
        "between AD 1260 and 1390 = date 1260/1390",
    ),
    (
        "LeBron James had 32 points, 10 rebounds and 11 assists as the Lakers won 118-109.",
        "32 = 32 @points",
        "10 = 10 @rebounds",
        "11 = 11 @assists",
        "118-109 = score 118..109",
    ),
    (
        "Kiptum set the marathon world record of 2:00:35 in Chicago in 2023.",
        "2:00:35 = duration 7235 second",
        "2023 = date 2023",
    ),
    (
        "Team USA finished with 126 medals, 40 of them gold.",
        "126 = 126 @medals",
        "40 = 40 @medals",
    ),
    (
        "The film took in $75.2 million over the weekend, down 52% from its debut.",
        "$75.2 million = money 75200000 USD @film",
        "the weekend = date 2026-01-17/2026-01-18",
        "52% = percentage 52 percent down @film",
    ),
    ("Call 1-800-273-8255 or visit www.help24.org for help.",),
    ("The app needs iOS 17.2 or Android 14.",),
    (
        "The server at 10.0.0.12 was hit by 3 million requests per second.",
        "3 million = 3000000 @requests",
    ),
    (
        "The average house has 2.3 bedrooms and measures 2,400 square feet.",
        "2.3 = 2.3 @bedrooms",
        "2,400 square feet = measure 2400 square-foot @average house",
    ),
    (
        "Workers will get a 14% raise over four years, plus a $7,000 bonus.",
        "14% = percentage 14 percent up @Workers",
        "four years = duration 4 year",
        "$7,000 = money 7000 USD @bonus",
    ),
    (
        "In the fiscal third quarter ended Sept. 30, sales fell 8 percent to 41.2 billion rupees.",
        "third quarter = date",
        "Sept. 30 = date 2025-09-30",
        "8 percent = percentage 8 percent down @sales",
        "41.2 billion rupees = money 41200000000 INR @sales",
    ),
    (
        "RT @WHO: 194 countries adopt #PandemicAccord after 3+ years of talks "
        "https://t.co/a1b2c3d4",
        "194 = 194 @countries",
        "3+ years = at least duration 3 year",
    ),
    (
        "The Dow gained 238.20 points, or 0.55%, to 43,487.83.",
        "238.20 = 238.2 up @points",
        "0.55% = percentage 0.55 percent up @Dow",
        "43,487.83 = 43487.83 @points",
    ),
    (
        "Rent rose an average of 11% to $1,950 a month.",
        "11% = percentage 11 percent @Rent",
        "$1,950 a month = money 1950 USD per month @Rent",
    ),
    (
        "Brazil's central bank lifted its Selic rate by a full percentage point to 12.25%.",
        "a full percentage point = percentage 1 percentage-point up @Selic rate",
        "12.25% = percentage 12.25 percent @Selic rate",
    ),
    (
        "The airline carried 4.3 million passengers last month, a 7% jump on a year ago.",
        "4.3 million = 4300000 @passengers",
        "last month = date 2025-12",
        "7% = percentage 7 percent up @jump",
        "a year ago = duration 1 year 2025",
    ),
    (
        "Copper slipped 0.9% to $9,145 a tonne by 1405 GMT.",
        "0.9% = percentage 0.9 percent down @Copper",
        "$9,145 a tonne = money 9145 USD per tonne @Copper",
        "1405 GMT = time 845",
    ),
    (
        "Unemployment among 16- to 24-year-olds hit 14.8%.",
        "16- to 24-year-olds = age 16..24 year @Unemployment",
        "14.8% = percentage 14.8 percent @Unemployment",
    ),
    (
        "The minimum wage will rise by 75 cents to $15.50 an hour on Jan. 1.",
        "75 cents = money 0.75 USD up @minimum wage",
        "$15.50 an hour = money 15.5 USD per hour @minimum wage",
        "Jan. 1 = date 2027-01-01",
    ),
    (
        "Mortgage rates averaged 6.95% this week, versus 6.6% a year earlier.",
        "6.95% = about percentage 6.95 percent up from 6.6 @Mortgage rates",
        "this week = date 2026-01-19/2026-01-25",
        "6.6% = percentage 6.6 percent @Mortgage rates",
    ),
    (
        "The jury awarded her $83.3 million in damages.",
        "$83.3 million = money 83300000 USD @damages",
    ),
    (
        "Winds gusting to 112 kph tore the roofs off 250 houses.",
        "112 kph = measure 112 kilometer-per-hour @Winds gusting",
        "250 = 250 @houses",
    ),
    (
        "Temperatures could drop to 10 degrees below zero by Saturday.",
        "10 degrees below zero = measure -10 degree down @Temperatures",
        "Saturday = date 2026-01-24",
    ),
    (
        "The prime minister survived a no-confidence vote, 331 to 244.",
        "331 to 244 = score 331..244",
    ),
    (
        "Biden won the state by 20,682 votes in 2020.",
        "20,682 = 20682 @votes",
        "2020 = date 2020",
    ),
    (
        "Cases have tripled since September to 1,650 a week.",
        "tripled = multiple 3 @Cases",
        "September = date 2025-09",
        "1,650 = 1650 @Cases",
    ),
    (
        "Obesity affects one in eight people worldwide, up from one in 18 in 1990.",
        "one in eight = multiple 0.125 @people",
        "one in 18 = multiple 0.0555555555555556 @people",
        "1990 = date 1990",
    ),
    (
        "The asteroid, some 60 meters wide, has a 1-in-83 chance of hitting Earth on "
        "Dec. 22, 2032.",
        "60 meters = about measure 60 meter @asteroid",
        "1-in-83 = multiple 0.0120481927710843 @chance",
        "Dec. 22, 2032 = date 2032-12-22",
    ),
    (
        "Seas could rise by 0.6 to 1.1 meters by 2100.",
        "0.6 to 1.1 meters = measure 0.6..1.1 meter up @Seas",
        "2100 = date 2100",
    ),
    (
        "Messi, 38, scored twice in a 3-1 win, his 45th and 46th goals of the season.",
        "38 = age 38 year @Messi",
        "3-1 = score 3..1 @win",
        "45th = ordinal 45",
        "46th = ordinal 46 @goals of the season",
    ),
    (
        "She ran the 1,500 meters in 3:49.04, breaking the old mark by seven-hundredths "
        "of a second.",
        "1,500 meters = measure 1500 meter",
        "3:49.04 = duration 229.04 second",
        "seven-hundredths of a second = duration 0.07 second",
    ),
    (
        "The 6-foot-4 guard scored 31 points; his brother is 5'11\" and a cousin is 6 feet 2.",
        "6-foot-4 = measure 6.333333333333333 foot @guard",
        "31 = 31 @points",
        "5'11\" = measure 5.916666666666667 foot @brother",
        "6 feet 2 = measure 6.166666666666667 foot @cousin",
    ),
    (
        "Tickets go on sale Friday, the band said.",
        "Friday = date 2026-01-23",
    ),
    (
        "Police seized 2.3 tons of cocaine worth an estimated $90 million.",
        "2.3 tons = measure 2.3 ton @cocaine",
        "$90 million = about money 90000000 USD @cocaine",
    ),
    (
        "The suspect, in his mid-30s, has missed 11 of the last 14 games.",
        "mid-30s = age 30..39 year @suspect",
        "11 = 11 @games",
        "14 = 14 @games",
    ),
    (
        "The virus has infected one person in every 250, and the bill passed 232 to 197.",
        "one person in every 250 = multiple 0.004 @person",
        "232 to 197 = score 232..197",
    ),
    (
        "Gold hit a record $4,312 an ounce before easing to $4,290, its lowest since May.",
        "$4,312 an ounce = money 4312 USD per ounce @Gold",
        "$4,290 = money 4290 USD down @Gold",
        "May = date 2025-05",
    ),
    (
        "A 3-year-old girl and her grandparents, both 71, died; 31 abstained.",
        "3-year-old = age 3 year @girl",
        "71 = age 71 year @grandparents",
        "31 = 31",
    ),
    (
        "The bank will cut its costs by 300 million euros and has won five straight.",
        "300 million euros = money 300000000 EUR down @costs",
        "five = 5",
    ),
    (
        "The library lent 3.4 million books, 12% fewer than in 2019.",
        "3.4 million = 3400000 @books",
        "12% = percentage 12 percent down @books",
        "2019 = date 2019",
    ),
    (
        "It will take 10 to 15 years and more than $20 billion.",
        "10 to 15 years = duration 10..15 year",
        "$20 billion = more than money 20000000000 USD",
    ),
    (
        "The probe, nearer to the Sun, was lost on May 30 and sales rose 10% in June; Sun Li won.",
        "May 30 = date 2025-05-30",
        "10% = percentage 10 percent up @sales",
        "June = date 2025-06",
    ),
    (
        "The court said the law takes effect on May 30.",
        "May 30 = date 2026-05-30",
    ),
    (
        "A $1.5-million reward is offered for 8.5 million Windows devices and 120 people ages 40 to 75.",
        "$1.5-million = money 1500000 USD @reward",
        "8.5 million = 8500000 @Windows devices",
        "120 = 120 @people",
        "40 to 75 = age 40..75 year @people",
    ),
    (
        "The tax goes from 6.25 to 7 cents; agents have salaries of up to $89,528, and 600 have none.",
        "6.25 = money 0.0625 USD @tax",
        "7 cents = money 0.07 USD up from 0.0625 @tax",
        "$89,528 = at most money 89528 USD @salaries",
        "600 = 600",
    ),
    (
        "Two-fifths are undecided a week before the Feb. 6 runoff.",
        "Two-fifths = multiple 0.4",
        "Feb. 6 = date 2026-02-06",
    ),
    (
        "In the 12 Champions League ties they won three Italian Cups; at home was Ana Torres, 42.",
        "12 = 12 @Champions League ties",
        "three = 3 @Italian Cups",
        "42 = age 42 year @Ana Torres",
    ),
    (
        "2. “We featured a 13-year-old who works.",
        "13-year-old = age 13 year",
    ),
    (
        "Roa shot Ana Torres, 44, and followed folks in their 80s and 90s February 12; 1,134 last year.",
        "44 = age 44 year @Ana Torres",
        "80s = age 80..89 year @folks",
        "90s = age 90..99 year @folks",
        "February 12 = date 2025-02-12",
        "1,134 = 1134",
        "last year = date 2025",
    ),
    (
        "It is a season in which he has topped 40 goals, with 41 from 38 games.",
        "40 = more than 40 @goals",
        "41 = 41 @goals",
        "38 = 38 @games",
    ),
    (
        "Emily Roa, 16, and Pelham, 14 were on 7E7s; a record was set on March 30.",
        "16 = age 16 year @Emily Roa",
        "14 = age 14 year @Pelham",
        "March 30 = date 2025-03-30",
    ),
    (
        "Wednesday's attack, last week's vote and yesterday's decision overshadow Sunday's 3-2 win.",
        "Wednesday = date 2026-01-21",
        "last week = date 2026-01-12/2026-01-18",
        "yesterday = date 2026-01-20",
        "Sunday = date 2026-01-18",
        "3-2 = score 3..2 @win",
    ),
)
SPANISH = table(
    (
        "El banco redujo su participación al 4,9 % desde el 7,5 %.",
        "4,9 % = percentage 4.9 percent down from 7.5 @participación",
        "7,5 % = percentage 7.5 percent @participación",
    ),
    (
        "Un hombre de 36 años y sus dos hijas, de 4 y 6 años, se ahogaron en Acapulco.",
        "36 años = age 36 year @hombre",
        "dos = 2 @hijas",
        "4 = age 4 year @hijas",
        "6 años = age 6 year @hijas",
    ),
    (
        "Telefónica ganó 1.302 millones de euros en el primer semestre, un 4,5 % más que un "
        "año antes.",
        "1.302 millones de euros = money 1302000000 EUR @Telefónica",
        "el primer semestre = date",
        "4,5 % = percentage 4.5 percent up @Telefónica",
    ),
    (
        "El Banco de México recortó la tasa en 25 puntos base, a 9.75 por ciento.",
        "25 puntos base = percentage 0.25 percentage-point down @tasa",
        "9.75 por ciento = percentage 9.75 percent @tasa",
    ),
    (
        "La inflación interanual se moderó al 2,8 % en diciembre, frente al 3,1 % de noviembre.",
        "2,8 % = percentage 2.8 percent down @inflación",
        "diciembre = date 2025-12",
        "3,1 % = percentage 3.1 percent @inflación",
        "noviembre = date 2025-11",
    ),
    (
        "La Secretaría de Hacienda recortará 3 mdp del presupuesto.",
        "3 mdp = money 3000000 MXN @presupuesto",
    ),
    (
        "El salario mínimo pasará de 248.93 a 278.80 pesos diarios.",
        "248.93 = money 248.93 MXN per day @salario mínimo",
        "278.80 pesos = money 278.8 MXN per day up from 248.93 @salario mínimo",
    ),
    (
        "El déficit se redujo a 3,5% del PIB desde 5,7% un año antes.",
        "3,5% = percentage 3.5 percent down from 5.7 @PIB",
        "5,7% = percentage 5.7 percent @PIB",
    ),
    (
        "Aranceles de 25 por ciento afectarían exportaciones por más de 500 mil millones de "
        "dólares.",
        "25 por ciento = percentage 25 percent @Aranceles",
        "500 mil millones de dólares = more than money 500000000000 USD @exportaciones",
    ),
    (
        "El banco central recortó los tipos de interés medio punto, por medio de un anuncio.",
        "medio punto = percentage 0.5 percentage-point down @tipos de interés",
    ),
    (
        "El tipo de interés del BCE bajó un cuarto de punto, al 2,50 %.",
        "un cuarto de punto = percentage 0.25 percentage-point down @tipo de interés del BCE",
        "2,50 % = percentage 2.5 percent @tipo de interés del BCE",
    ),
    (
        "La producción de crudo cayó a 1.5 millones de barriles diarios.",
        "1.5 millones de barriles = measure 1500000 barrel per day down @producción de crudo",
    ),
    (
        "La cuenta de luz subirá ₡1.250 en Costa Rica.",
        "₡1.250 = money 1250 CRC up @cuenta de luz",
    ),
    (
        "El billete de ¢5.000 saldrá de circulación en San José.",
        "¢5.000 = money 5000 CRC @billete",
    ),
    (
        "Un juez de Nuevo León dictó 35 años de prisión a dos hombres por el secuestro de un "
        "empresario.",
        "35 años = duration 35 year",
        "dos = 2 @hombres",
    ),
    (
        "Autoridades decomisaron 15 armas largas, 3 mil 200 cartuchos y dos granadas.",
        "15 = 15 @armas largas",
        "3 mil 200 = 3200 @cartuchos",
        "dos = 2 @granadas",
    ),
    (
        "La Fiscalía pide para él cuatro años y medio de cárcel y 300.000 euros de multa.",
        "cuatro años y medio = duration 4.5 year",
        "300.000 euros = money 300000 EUR @multa",
    ),
    (
        "La Corte avaló el proyecto por 8 votos contra 3.",
        "8 votos contra 3 = score 8..3",
    ),
    (
        "Dos jóvenes de 17 y 19 años fueron baleados el sábado por la noche.",
        "Dos = 2 @jóvenes",
        "17 = age 17 year @jóvenes",
        "19 años = age 19 year @jóvenes",
        "sábado = date 2026-01-17",
    ),
    (
        "El terremoto, de 7,1 grados en la escala de Richter, dejó 369 muertos.",
        "7,1 grados = 7.1 @terremoto",
        "369 = 369 @muertos",
    ),
    (
        "Las inundaciones dejan 64 muertos, 65 desaparecidos y más de 100 mil viviendas afectadas.",
        "64 = 64 @muertos",
        "65 = 65 @desaparecidos",
        "100 mil = more than 100000 @viviendas afectadas",
    ),
    (
        "Los termómetros marcaron 8 grados bajo cero en Chihuahua.",
        "8 grados bajo cero = measure -8 celsius @termómetros",
    ),
    (
        "El huracán, con vientos de 215 km/h, tocará tierra entre las 4 y las 7 de la tarde.",
        "215 km/h = measure 215 kilometer-per-hour @vientos",
        "4 = time 960",
        "7 de la tarde = time 1140",
    ),
    (
        "Unas 35.000 familias siguen sin luz durante el fin de semana.",
        "35.000 = about 35000 @familias",
        "el fin de semana = date 2026-01-17/2026-01-18",
    ),
    (
        "El tren, con 218 pasajeros a bordo, descarriló a 110 kilómetros por hora.",
        "218 = 218 @pasajeros",
        "110 kilómetros por hora = measure 110 kilometer-per-hour @tren",
    ),
    (
        "Decenas de miles de personas se quedaron sin agua.",
        "Decenas de miles = about 10000..100000 @personas",
    ),
    (
        "La moción fue rechazada por 61 votos contra 38.",
        "61 votos contra 38 = score 61..38",
    ),
    (
        "La participación alcanzó el 66,2 %, la más alta desde 1998.",
        "66,2 % = percentage 66.2 percent @participación",
        "1998 = date 1998",
    ),
    (
        "A finales de los 90 gobernaba el PRI en 22 estados.",
        "finales de los 90 = date 199X",
        "22 = 22 @estados",
    ),
    (
        "La encuesta, con un margen de error de ±3 puntos, se hizo a 1.200 personas entre el "
        "10 y el 14 de enero.",
        "3 = 3 @puntos",
        "1.200 = 1200 @personas",
        "entre el 10 y el 14 de enero = date 2026-01-10/2026-01-14",
    ),
    (
        "Uno de cada cinco diputados votó en contra.",
        "Uno de cada cinco = multiple 0.2 @diputados",
    ),
    ("El artículo 41 de la Constitución y la Ley 1080 quedan sin cambios.",),
    (
        "El estudio siguió a 12.000 pacientes durante cinco años.",
        "12.000 = 12000 @pacientes",
        "cinco años = duration 5 year",
    ),
    (
        "Tomaban 50 mg dos veces al día.",
        "50 mg = measure 50 milligram",
        "dos = 2 @veces",
    ),
    (
        "El hospital dispone de 320 camas, 18 de ellas en cuidados intensivos.",
        "320 = 320 @camas",
        "18 = 18 @camas",
    ),
    (
        "Alcaraz venció por 6-4, 7-6 (5) y 6-2 en dos horas y 43 minutos.",
        "6-4 = score 6..4",
        "7-6 = score 7..6",
        "6-2 = score 6..2",
        "dos horas y 43 minutos = duration 163 minute",
    ),
    (
        "El delantero de 24 años costó 80 millones de euros y firmó por cinco temporadas.",
        "24 años = age 24 year @delantero",
        "80 millones de euros = money 80000000 EUR @delantero",
        "cinco = 5 @temporadas",
    ),
    (
        "España terminó con 18 medallas, cinco de ellas de oro.",
        "18 = 18 @medallas",
        "cinco = 5 @medallas",
    ),
    (
        "El cuadro se vendió por algo más de 45 millones de dólares, casi cinco veces su "
        "estimación.",
        "45 millones de dólares = more than money 45000000 USD @cuadro",
        "cinco veces = about multiple 5 @cuadro",
    ),
    ("Llame al 900 123 456 o al (55) 5123 4567, o visite www.ayuda24.es.",),
    ("La versión 17.2 de iOS y Windows 11 tienen el fallo.",),
    (
        "El servidor 192.168.1.20 recibió 3 millones de peticiones por segundo.",
        "3 millones = 3000000 @peticiones",
    ),
    (
        "La huelga, que cumple su duodécimo día, cuesta 30 millones de euros diarios.",
        "duodécimo = ordinal 12 @día",
        "30 millones de euros = money 30000000 EUR per day @huelga",
    ),
    (
        "Siete de los 29 trasladados estaban acusados de homicidio.",
        "Siete = 7 @trasladados",
        "29 = 29 @trasladados",
    ),
    (
        "RT @Reforma: Cae 'El 09' con 2 kg de fentanilo y $1.5 millones en efectivo "
        "https://t.co/x9y8z7",
        "2 kg = measure 2 kilogram @fentanilo",
        "$1.5 millones = money 1500000 USD @efectivo",
    ),
    (
        "Hace 40 años, el 28 de enero de 1986, murieron siete astronautas.",
        "Hace 40 años = duration 40 year 1986",
        "28 de enero de 1986 = date 1986-01-28",
        "siete = 7 @astronautas",
    ),
    (
        "Trabajan 40 horas semanales por 8 mil 364 pesos al mes.",
        "40 horas = duration 40 hour per week",
        "8 mil 364 pesos al mes = money 8364 MXN per month",
    ),
    (
        "Los primeros dos meses del año murieron 300 mil abejas.",
        "dos meses = duration 2 month",
        "300 mil = 300000 @abejas",
    ),
    (
        "El Banco Central subió la tasa de interés en un punto porcentual, hasta el 12,25 %.",
        "un punto porcentual = percentage 1 percentage-point up @tasa de interés",
        "12,25 % = percentage 12.25 percent @tasa de interés",
    ),
    (
        "La empresa perdió 340 millones de pesos entre enero y junio.",
        "340 millones de pesos = money 340000000 MXN @empresa",
        "entre enero y junio = date 2025-01/2025-06",
    ),
    (
        "El paro bajó al 10,6 %, su nivel más bajo en 16 años.",
        "10,6 % = percentage 10.6 percent down @paro",
        "16 años = duration 16 year",
    ),
    (
        "La economía se contrajo 0,2 % en el tercer trimestre frente al trimestre previo.",
        "0,2 % = percentage 0.2 percent down @economía",
        "el tercer trimestre = date 2025-07/2025-09",
        "trimestre previo = date 2025-10-01/2025-12-31",
    ),
    (
        "La Guardia Civil incautó 14 pistolas, dos rifles y más de 600 cartuchos.",
        "14 = 14 @pistolas",
        "dos = 2 @rifles",
        "600 = more than 600 @cartuchos",
    ),
    (
        "El respaldo al partido cayó cuatro puntos porcentuales, hasta el 26 %.",
        "cuatro puntos porcentuales = percentage 4 percentage-point down @respaldo al partido",
        "26 % = percentage 26 percent @respaldo al partido",
    ),
    (
        "El Congreso aprobó la moción por 176 votos a favor, 171 en contra y tres abstenciones.",
        "176 = 176 @votos",
        "171 = 171 @votos a favor",
        "tres = 3 @abstenciones",
    ),
    (
        "Los casos se han triplicado desde septiembre hasta los 1.650 semanales.",
        "triplicado = multiple 3 @casos",
        "septiembre = date 2025-09",
        "1.650 = 1650 @casos",
    ),
    (
        "La obesidad afecta a una de cada ocho personas, frente a una de cada 18 en 1990.",
        "una de cada ocho = multiple 0.125 @personas",
        "una de cada 18 = multiple 0.0555555555555556 @personas",
        "1990 = date 1990",
    ),
    (
        "El nivel del mar podría subir entre 0,6 y 1,1 metros para 2100.",
        "0,6 y 1,1 metros = measure 0.6..1.1 meter up @nivel del mar",
        "2100 = date 2100",
    ),
    (
        "Doncic anotó 14 de sus 36 puntos en el último cuarto.",
        "14 = 14 @puntos",
        "36 = 36 @puntos",
    ),
    (
        "Corrió los 1.500 metros en 3:49.04.",
        "1.500 metros = measure 1500 meter",
        "3:49.04 = duration 229.04 second",
    ),
    (
        "El presupuesto pasó de 970 mil a 919 mil millones de pesos.",
        "970 mil = money 970000000000 MXN @presupuesto",
        "919 mil millones de pesos = money 919000000000 MXN down from 970000000000 @presupuesto",
    ),
    (
        "Una treintena de vecinos y un par de concejales acudieron.",
        "Una treintena = about 30 @vecinos",
        "un par de = about 2 @concejales",
    ),
    (
        "Murió a los 93 años el 5 de enero pasado en su casa de Coyoacán.",
        "93 años = age 93 year",
        "5 de enero = date 2026-01-05",
    ),
    (
        "El equipo ganó 11 de los últimos 14 partidos.",
        "11 = 11 @partidos",
        "14 = 14 @partidos",
    ),
    (
        "Las entradas salen a la venta el viernes.",
        "viernes = date 2026-01-23",
    ),
    (
        "El barril cotizaba a 71,20 dólares, 80 centavos menos.",
        "71,20 dólares = money 71.2 USD @barril",
        "80 centavos = money 0.8 USD down @barril",
    ),
    (
        "Incautaron 2,3 toneladas de cocaína valoradas en 90 millones de dólares.",
        "2,3 toneladas = measure 2.3 tonne @cocaína",
        "90 millones de dólares = money 90000000 USD @cocaína",
    ),
    (
        "El banco central subió los tipos un cuarto de punto y los precios han subido un 2 %.",
        "un cuarto de punto = percentage 0.25 percentage-point up @tipos",
        "2 % = percentage 2 percent up @precios",
    ),
    (
        "La inflación se situó en el 3,2 %, dos décimas menos que en octubre.",
        "3,2 % = percentage 3.2 percent @inflación",
        "dos décimas = percentage 0.2 percentage-point down @inflación",
        "octubre = date 2025-10",
    ),
    (
        "El niño, de 9 años, y su hermana, de 11, desaparecieron.",
        "9 años = age 9 year @niño",
        "11 = age 11 year @hermana",
    ),
    (
        "El alcalde dijo que faltan 300 millones de pesos.",
        "300 millones de pesos = money 300000000 MXN",
    ),
    (
        "Las exportaciones se hundieron casi dos tercios, de 5.400 a 1.900 millones de dólares.",
        "dos tercios = about multiple 0.666666666666667 down @exportaciones",
        "5.400 = money 5400000000 USD @exportaciones",
        "1.900 millones de dólares = money 1900000000 USD down from 5400000000 @exportaciones",
    ),
    (
        "El gasto será de 1.200 a 1.900 millones de euros.",
        "1.200 a 1.900 millones de euros = money 1200000000..1900000000 EUR @gasto",
    ),
    (
        "El túnel, de 57 kilómetros de largo, tiene 120 empleados y facturó 9.800 millones.",
        "57 kilómetros = measure 57 kilometer @túnel",
        "120 = 120 @empleados",
        "9.800 millones = 9800000000",
    ),
    (
        "El índice ganó 1,8 puntos, hasta 54,3, su máximo desde mayo.",
        "1,8 = 1.8 up @puntos",
        "54,3 = 54.3 @puntos",
        "mayo = date 2025-05",
    ),
    (
        "Los hoteles alcanzaron una ocupación del 92 %, 4 puntos más que hace un año.",
        "92 % = percentage 92 percent @ocupación",
        "4 puntos = percentage 4 percentage-point up @ocupación",
        "hace un año = duration 1 year 2025",
    ),
    (
        "Más de la mitad de los 2,5 millones de hogares no tiene agua.",
        "mitad = more than multiple 0.5 @hogares",
        "2,5 millones = 2500000 @hogares",
    ),
    (
        "Alcaraz venció a Sinner por 6-4, 3-6, 7-6; los jueces votaron 14 a 7.",
        "6-4 = score 6..4",
        "3-6 = score 3..6",
        "7-6 = score 7..6",
        "14 a 7 = score 14..7",
    ),
    (
        "Hubo 7 heridos, dos de ellos graves, en un radio de 800 metros.",
        "7 = 7 @heridos",
        "dos = 2 @heridos",
        "800 metros = measure 800 meter @radio",
    ),
    (
        "Las acciones cerraron con un alza del 4,6 % y la canasta, en 2 mil 452 pesos con 80 centavos.",
        "4,6 % = percentage 4.6 percent up @acciones",
        "2 mil 452 pesos con 80 centavos = money 2452.8 MXN @canasta",
    ),
    (
        "El crimen, perpetrado el pasado 11 de mayo, será juzgado el próximo 3 de enero.",
        "11 de mayo = date 2025-05-11",
        "3 de enero = date 2027-01-03",
    ),
    (
        "Murió el 31 de marzo; terminará en septiembre una década de trabajo.",
        "31 de marzo = date 2025-03-31",
        "septiembre = date 2026-09",
    ),
    (
        "Las solicitudes se multiplicaron por 13 y la brecha bajó de un 28% a un 26%.",
        "13 = multiple 13 @solicitudes",
        "28% = percentage 28 percent @brecha",
        "26% = percentage 26 percent down from 28 @brecha",
    ),
    (
        "El 28 de mayo publicó una anécdota; el IPC de Moda, el pasado mes de junio, era otro.",
        "28 de mayo = date 2025-05-28",
        "pasado mes de junio = date 2025-06",
    ),
    (
        "Quedarán en pie desde el 10 de diciembre; es casi un hecho, según el RL-2023-95334553-APN.",
        "10 de diciembre = date 2026-12-10",
    ),
    (
        "La suba del 6,7% registrada en mayo se explicó por la inflación.",
        "6,7% = percentage 6.7 percent up",
        "mayo = date 2025-05",
    ),
    (
        "Fue condenado por matar a 8 personas de 40 a 75 años y herir a otras 12.",
        "8 = 8 @personas",
        "40 a 75 años = age 40..75 year @personas",
        "12 = 12 @personas",
    ),
    (
        "El Gobierno elevó del 2,4 al 2,7 % su previsión de crecimiento.",
        "2,4 = percentage 2.4 percent @Gobierno",
        "2,7 % = percentage 2.7 percent up from 2.4 @previsión de crecimiento",
    ),
    (
        "Hizo furor en los 80, y el pasado día 2 la Fiscalía pidió entre 70 u 80 millones.",
        "80 = date 198X",
        "día 2 = date 2026-01-02",
        "70 u 80 millones = 70000000..80000000 @Fiscalía",
    ),
    (
        "La Fiscalía tiene 15 días para recurrir.",
        "15 días = duration 15 day",
    ),
    (
        "El fiscal Três llegó a las once y media de la noche; era el punto siete. Uno nunca sabe.",
        "once y media de la noche = time 1410",
    ),
    (
        "Uno de sus hijos de 7 años vio las tres primeras curvas.",
        "Uno = 1 @hijos",
        "7 años = age 7 year @hijos",
        "tres = 3 @primeras curvas",
        "primeras = ordinal 1 @curvas",
    ),
    (
        "Las víctimas de los años 60, 70 y 80 son 32 mil 50, entre ellas Greg Roa (48 años).",
        "los años 60 = date 196X",
        "70 = date 197X",
        "80 = date 198X",
        "32 mil 50 = 32050 @víctimas",
        "48 años = age 48 year @Greg Roa",
    ),
    (
        "Los ataques cometidos este sábado; ellos tienen 19 y 18 años.",
        "este sábado = date 2026-01-17",
        "19 = age 19 year",
        "18 años = age 18 year",
    ),
    (
        "La ONCE y el Grupo de los 77 gastan más de la mitad de los 4.000 millones de dólares.",
        "mitad = more than multiple 0.5",
        "4.000 millones de dólares = money 4000000000 USD @Grupo",
    ),
    (
        "Ya suman 295 los comunicadores asesinados; Madrid superó a Ankara 132 votos por 60.",
        "295 = 295 @comunicadores asesinados",
        "132 votos por 60 = score 132..60",
    ),
    (
        "El rango es de 8,5 hasta 9 gramos y hay 320 jóvenes de entre 15 y 29 años.",
        "8,5 hasta 9 gramos = measure 8.5..9 gram @rango",
        "320 = 320 @jóvenes",
        "15 y 29 años = age 15..29 year @jóvenes",
    ),
)


def told(text: str, language: str) -> list[str]:
    """Each figure in one line, with what it counts behind ``@``."""
    return [
        described(match) + (f" @{match.counts.text}" if match.counts else "")
        for match in quantities.find(text, language, TODAY)
    ]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text, expected):
    assert told(text, "en") == list(expected)


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish(text, expected):
    assert told(text, "es") == list(expected)
