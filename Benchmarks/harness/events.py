#!/usr/bin/env python3
"""Visits to the generated customers, the same for a number on every machine: `Benchmarks/harness/events.py 10m` writes them."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from harness.places import DATA, say

COUNTS = {"100k": 100_000, "1m": 1_000_000, "10m": 10_000_000, "50m": 50_000_000, "100m": 100_000_000}
HEADER = "customer_id,visited_on,mode,cooperated,minutes,amount\n"
MODES = ("general", "deeper", "deep")
DAYS = 730
CUSTOMERS = 1_000_000
PIECE = 1_000_000


def visits(count):
    """The file of so many visits: `count` is a key of COUNTS."""
    return DATA / f"visits-{count}.csv"


def ensure(count):
    """The file, which is made if it is not there: a log, one day after the other, as systems write it."""
    path = visits(count)
    if path.exists():
        return path
    import numpy

    path.parent.mkdir(parents=True, exist_ok=True)
    random = numpy.random.Generator(numpy.random.PCG64(2026))
    first = numpy.datetime64("2024-11-01")
    unfinished = path.with_suffix(".part")
    total = COUNTS[count]
    with open(unfinished, "w", encoding="ascii", buffering=1 << 22) as file:
        file.write(HEADER)
        for start in range(0, total, PIECE):
            rows = min(PIECE, total - start)
            places = numpy.arange(start, start + rows)
            days = (first + (places * DAYS // total).astype("timedelta64[D]")).astype(str)
            customers = random.integers(0, CUSTOMERS + CUSTOMERS // 50, rows)
            modes = random.choice(3, rows, p=(0.6, 0.3, 0.1))
            cooperated = random.random(rows) < 0.7
            minutes = random.integers(5, 90, rows)
            amounts = numpy.round(random.lognormal(5.5, 1.0, rows), 2)
            for day, customer, mode, yes, minute, amount in zip(days, customers, modes, cooperated, minutes, amounts):
                file.write(f"C{customer:09d},{day},{MODES[mode]},{'true' if yes else 'false'},{minute},{amount:.2f}\n")
            say(f"  {start + rows:,} of {total:,} visits")
    unfinished.rename(path)
    return path


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        say(ensure(wanted))
