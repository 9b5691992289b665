"""Quality floors: ``python -m bench.gate`` measures the small samples that ship with the project
and fails where a measurement is under its floor in ``bench/floors.toml``.

No run writes a lower floor: ``--raise`` only ever lifts them to what was measured now. To lower
one, edit the file by hand and write the reason beside it.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tomllib
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")


def read_floors() -> dict[str, dict[str, float]]:
    """The floors by module of ``bench`` and metric; a metric's higher value is better."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def under_floor(
    floors: dict[str, float], measured: dict[str, float]
) -> list[tuple[str, float, float | None]]:
    """The metrics that are under their floor or were not measured, as (name, floor, measured)."""
    return [
        (name, floor, measured.get(name))
        for name, floor in floors.items()
        if name not in measured or not measured[name] >= floor
    ]


def raised(text: str, floors: dict[str, float], measured: dict[str, float]) -> str:
    """``text`` of one table of the floors file with each floor lifted to what was measured,
    rounded down to three digits; comments stay."""
    lines = []
    for line in text.splitlines():
        name = line.split("=")[0].strip().strip('"')
        if name in floors and measured.get(name, 0.0) > floors[name]:
            lifted = int(measured[name] * 1000) / 1000
            comment = line.partition("#")[2]
            line = f"{line.split('=')[0].rstrip()} = {max(lifted, floors[name])}"
            line += f"  #{comment}" if comment else ""
        lines.append(line)
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.gate", description=__doc__)
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift the floors")
    parser.add_argument("modules", nargs="*", help="only these modules of bench")
    options = parser.parse_args()
    failures = 0
    sections = FLOORS.read_text("utf-8").split("\n[")
    for module, floors in read_floors().items():
        if options.modules and module not in options.modules:
            continue
        measured = importlib.import_module(f"bench.{module}").measure(None)
        short = under_floor(floors, measured)
        failures += len(short)
        for name, floor in floors.items():
            value = measured.get(name)
            shown = "not measured" if value is None else f"{value:.4f}"
            verdict = "UNDER ITS FLOOR" if any(name == s[0] for s in short) else "ok"
            print(f"{module:<14}{name:<40}{shown:>14}  floor {floor:<8}{verdict}")
        if options.lift:
            sections = [
                raised(s, floors, measured) if s.lstrip("[").startswith(f"{module}]") else s
                for s in sections
            ]
    if options.lift:
        FLOORS.write_text("\n[".join(sections), "utf-8")
    print(f"{failures} under the floor" if failures else "all at or above their floors")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
