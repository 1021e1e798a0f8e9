#!/usr/bin/env python3
"""Visits to the generated customers, the same for a number on every machine: `Benchmarks/harness/events.py 10m` writes them."""

import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from harness.checking import Wrong
from harness.places import DATA, peer_python

COUNTS = {"100k": 100_000, "1m": 1_000_000, "10m": 10_000_000, "50m": 50_000_000, "100m": 100_000_000}
MODES = ("general", "deeper", "deep")
DAYS = 730
CUSTOMERS = 1_000_000
PIECE = 1_000_000


def visits(count):
    """The file of so many visits: `count` is a key of COUNTS."""
    return DATA / f"visits-{count}.csv"


def ensure(count):
    """The file, which is made if it is not there, with the peers' packages."""
    path = visits(count)
    if not path.exists():
        if not peer_python():
            raise Wrong(f"{path} is not there, and Benchmarks/setup.sh has not installed what makes it")
        subprocess.run([peer_python(), __file__, count], check=True)
    return path


def write(count):
    """Writes the file: a log, one day after the other, as systems write it."""
    import numpy
    import polars

    path = visits(count)
    path.parent.mkdir(parents=True, exist_ok=True)
    random = numpy.random.Generator(numpy.random.PCG64(2026))
    first = numpy.datetime64("2024-11-01")
    unfinished = path.with_suffix(".part")
    total = COUNTS[count]
    with open(unfinished, "wb") as file:
        for start in range(0, total, PIECE):
            rows = min(PIECE, total - start)
            days = numpy.arange(start, start + rows) * DAYS // total
            piece = polars.DataFrame({
                "customer_id": random.integers(0, CUSTOMERS + CUSTOMERS // 50, rows),
                "visited_on": first + days.astype("timedelta64[D]"),
                "mode": numpy.array(MODES)[random.choice(3, rows, p=(0.6, 0.3, 0.1))],
                "cooperated": random.random(rows) < 0.7,
                "minutes": random.integers(5, 90, rows),
                "amount": numpy.round(random.lognormal(5.5, 1.0, rows), 2),
            }).with_columns(("C" + polars.col("customer_id").cast(polars.String).str.zfill(9)).alias("customer_id"))
            piece.write_csv(file, include_header=start == 0, float_precision=2)
    unfinished.rename(path)


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        write(wanted)
