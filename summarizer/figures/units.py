"""Units of measure: their CLDR names, what they measure, and their size in the SI unit of it.

Sizes are exact by definition (BIPM SI Brochure, 9th edition, tables 8 and 9; NIST SP 811,
appendix B; US customary units for gallon, pint and fluid ounce). The names by which texts call
the units are in the folders of the languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """``size`` is how many of ``base`` make one; ``offset`` is added after that (temperatures)."""

    name: str
    dimension: str
    base: str
    size: Decimal
    offset: Decimal = Decimal(0)


_SIZES: dict[tuple[str, str], dict[str, str]] = {
    ("length", "meter"): {
        "kilometer": "1000", "meter": "1", "decimeter": "0.1", "centimeter": "0.01",
        "millimeter": "0.001", "micrometer": "1e-6", "nanometer": "1e-9", "picometer": "1e-12",
        "inch": "0.0254", "foot": "0.3048", "yard": "0.9144", "mile": "1609.344",
        "nautical-mile": "1852", "light-year": "9460730472580800", "furlong": "201.168",
        "fathom": "1.8288",
    },
    ("area", "square-meter"): {
        "square-kilometer": "1e6", "square-meter": "1", "square-centimeter": "1e-4",
        "square-millimeter": "1e-6",
        "hectare": "10000", "acre": "4046.8564224", "square-mile": "2589988.110336",
        "square-foot": "0.09290304", "square-inch": "0.00064516", "square-yard": "0.83612736",
    },
    ("volume", "liter"): {
        "liter": "1", "milliliter": "0.001", "centiliter": "0.01", "deciliter": "0.1",
        "hectoliter": "100", "cubic-meter": "1000", "cubic-centimeter": "0.001",
        "cubic-kilometer": "1e12", "cubic-foot": "28.316846592", "cubic-inch": "0.016387064",
        "cubic-mile": "4168181825440.579584", "cubic-yard": "764.554857984",
        "gallon": "3.785411784", "quart": "0.946352946", "pint": "0.473176473",
        "cup": "0.2365882365", "fluid-ounce": "0.0295735295625", "tablespoon": "0.01478676478125",
        "teaspoon": "0.00492892159375", "barrel": "158.987294928", "bushel": "35.23907016688",
    },
    ("mass", "kilogram"): {
        "kilogram": "1", "gram": "0.001", "milligram": "1e-6", "microgram": "1e-9",
        "tonne": "1000", "ton": "907.18474", "pound": "0.45359237", "ounce": "0.028349523125",
        "stone": "6.35029318", "carat": "0.0002", "dram": "0.0017718451953125",
        "quintal": "100", "grain": "0.00006479891",
    },
    ("speed", "meter-per-second"): {
        "meter-per-second": "1", "kilometer-per-hour": "0.277777777777778",
        "mile-per-hour": "0.44704", "knot": "0.514444444444444", "foot-per-second": "0.3048",
        "kilometer-per-second": "1000",
    },
    ("power", "watt"): {
        "watt": "1", "milliwatt": "0.001", "kilowatt": "1000", "megawatt": "1e6",
        "gigawatt": "1e9", "terawatt": "1e12", "horsepower": "745.69987158227022",
    },
    ("energy", "joule"): {
        "joule": "1", "kilojoule": "1000", "megajoule": "1e6", "watt-hour": "3600",
        "kilowatt-hour": "3.6e6", "megawatt-hour": "3.6e9", "gigawatt-hour": "3.6e12",
        "terawatt-hour": "3.6e15",
        "calorie": "4.184", "kilocalorie": "4184", "electronvolt": "1.602176634e-19",
        "british-thermal-unit": "1055.05585262", "megaton": "4.184e15", "kiloton": "4.184e12",
    },
    ("torque", "newton-meter"): {"newton-meter": "1", "pound-force-foot": "1.3558179483314004"},
    ("force", "newton"): {"newton": "1", "pound-force": "4.4482216152605"},
    ("pressure", "pascal"): {
        "pascal": "1", "hectopascal": "100", "kilopascal": "1000",
        "megapascal": "1e6",
        "gigapascal": "1e9",
        "kilopound-force-per-square-inch": "6894757.293168361",
        "bar": "1e5", "millibar": "100", "atmosphere": "101325",
        "pound-force-per-square-inch": "6894.757293168361", "millimeter-ofhg": "133.322387415",
    },
    ("frequency", "hertz"): {
        "hertz": "1", "kilohertz": "1000", "megahertz": "1e6", "gigahertz": "1e9",
        "revolution-per-minute": "0.0166666666666667",
    },
    ("information", "byte"): {
        "bit": "0.125", "kilobit": "125", "megabit": "125e3", "gigabit": "125e6",
        "terabit": "125e9", "byte": "1",
        "kilobyte": "1e3", "megabyte": "1e6", "gigabyte": "1e9", "terabyte": "1e12",
        "petabyte": "1e15",
    },
    ("data rate", "bit-per-second"): {
        "bit-per-second": "1", "kilobit-per-second": "1e3", "megabit-per-second": "1e6",
        "gigabit-per-second": "1e9",
    },
    ("electric current", "ampere"): {"ampere": "1", "milliampere": "0.001"},
    ("electric charge", "coulomb"): {
        "coulomb": "1", "ampere-hour": "3600", "milliampere-hour": "3.6",
    },
    ("voltage", "volt"): {"volt": "1", "millivolt": "0.001", "kilovolt": "1000"},
    ("capacitance", "farad"): {"farad": "1", "microfarad": "1e-6"},
    ("resistance", "ohm"): {"ohm": "1", "kiloohm": "1000"},
    ("angle", "degree"): {"degree": "1", "radian": "57.2957795130823", "revolution": "360",
                          "arc-minute": "0.0166666666666667", "arc-second": "0.000277777777777778"},
    ("sound", "decibel"): {"decibel": "1"},
    ("screen", "pixel"): {"pixel": "1", "megapixel": "1e6"},
    ("consumption", "mile-per-gallon"): {"mile-per-gallon": "1"},
    ("acidity", "ph"): {"ph": "1"},
    ("concentration", "part-per-million"): {
        "part-per-million": "1", "part-per-1e9": "0.001", "microgram-per-cubic-meter": "1",
        "milligram-per-deciliter": "1",
    },
    ("light", "lumen"): {"lumen": "1", "lux": "1", "candela": "1"},
    ("radiation", "sievert"): {"sievert": "1", "millisievert": "0.001", "becquerel": "1"},
    ("duration", "second"): {
        "millisecond": "0.001", "microsecond": "1e-6", "nanosecond": "1e-9", "second": "1",
        "minute": "60",
        "hour": "3600", "day": "86400", "night": "86400", "week": "604800",
        "fortnight": "1209600",
        "month": "2629746", "quarter": "7889238", "semester": "15778476", "year": "31556952",
        "decade": "315569520", "century": "3155695200", "millennium": "31556952000",
        "business-day": "86400", "weekend": "172800",
    },
}  # fmt: skip

UNITS: dict[str, Unit] = {
    name: Unit(name, dimension, base, Decimal(size))
    for (dimension, base), sizes in _SIZES.items()
    for name, size in sizes.items()
} | {
    "kelvin": Unit("kelvin", "temperature", "celsius", Decimal(1), Decimal("-273.15")),
    "celsius": Unit("celsius", "temperature", "celsius", Decimal(1)),
    "fahrenheit": Unit(
        "fahrenheit",
        "temperature",
        "celsius",
        Decimal("0.55555555555555556"),
        Decimal("-17.7777777777777778"),
    ),
}


# Units of the United States and Britain, which readers elsewhere want in metric ones too.
_CUSTOMARY = frozenset(
    "inch foot yard mile nautical-mile furlong fathom acre square-mile square-foot square-inch "
    "square-yard cubic-foot cubic-inch cubic-mile cubic-yard gallon quart pint cup fluid-ounce "
    "barrel bushel ton pound ounce stone dram mile-per-hour knot foot-per-second horsepower "
    "fahrenheit pound-force-per-square-inch".split()
)
# The metric units that people speak in, from small to large, by base unit.
_SPOKEN = {
    "meter": ("millimeter", "centimeter", "meter", "kilometer"),
    "square-meter": ("square-centimeter", "square-meter", "hectare", "square-kilometer"),
    "liter": ("milliliter", "liter"),
    "kilogram": ("gram", "kilogram", "tonne"),
    "meter-per-second": ("kilometer-per-hour",),
    "watt": ("watt", "kilowatt", "megawatt"),
    "pascal": ("pascal", "kilopascal"),
    "celsius": ("celsius",),
}


def normal_form(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """``value`` in the base unit of what ``unit`` measures, to 15 significant digits, so that
    3 miles and 4.828032 km compare equal; None for a unit without a fixed size."""
    known = UNITS.get(unit)
    if known is None:
        return None
    converted = value * known.size + known.offset
    return Decimal(f"{converted:.15g}"), known.base


def in_metric(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """``value`` of a customary unit in the metric one that people would say it in, to three
    significant digits: 400 pounds are 181 kilograms. None for any other unit."""
    if unit not in _CUSTOMARY:
        return None
    normal = normal_form(value, unit)
    if normal is None:
        return None
    amount, base = normal
    spoken = [UNITS[name] for name in _SPOKEN[base]]
    best = next((u for u in reversed(spoken) if abs(amount) >= u.size), spoken[0])
    return Decimal(f"{amount / best.size:.3g}"), best.name
