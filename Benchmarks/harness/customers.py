"""The workload's customers: seeded, so that the same number of rows is always the same file."""

import math
import random
import subprocess

from harness.places import BENCHMARKS, DATA, ROWS, customers, peer_python, say

COLUMNS = [
    "id", "region", "channel", "location", "monthly_sales", "sales_growth", "order_count_90d", "cooperation", "potential",
    "satisfaction", "complaints_90d", "overdue_days", "competitor_promo", "deep_visits_90d", "last_visit_days", "opened_on",
]
REGIONS = [f"{side}-{district}" for side in ("north", "south", "east", "west", "central", "coast")
           for district in ("alpha", "beta", "gamma", "delta", "eps")]
CHANNELS = {"supermarket": 10, "convenience": 35, "tobacco_shop": 20, "hotel": 8, "restaurant": 15, "entertainment": 5,
            "chain": 5, "mall": 2}
LOCATIONS = {"urban": 5, "township": 3, "rural": 2}
SALES_MEDIAN, SALES_SPREAD = 8000, 1.3
CHUNK = 50_000


def poisson(rng, mean, count):
    """Numbers of events, from the weights of a Poisson distribution."""
    most = int(mean + 12 * math.sqrt(mean) + 12)
    weights = [math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(most)]
    return rng.choices(range(most), weights, k=count)


def mark(rng, mean, spread):
    """A mark between 0 and 100 with one decimal, as a spreadsheet writes it."""
    return f"{min(100.0, max(0.0, rng.gauss(mean, spread))):.1f}".removesuffix(".0")


def decimal(value, places):
    """A decimal number without zeros at its end."""
    return f"{value:.{places}f}".rstrip("0").rstrip(".")


def days(rng):
    """A date between 2000 and 2025."""
    return f"{rng.randint(2000, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def records(rng, first, count):
    """Lines of the file, for customers numbered from `first` on."""
    columns = zip(
        rng.choices(REGIONS, k=count), rng.choices(list(CHANNELS), list(CHANNELS.values()), k=count),
        rng.choices(list(LOCATIONS), list(LOCATIONS.values()), k=count), poisson(rng, 6, count),
        poisson(rng, 0.25, count), poisson(rng, 1.2, count))
    for number, (region, channel, location, orders, complaints, deep_visits) in enumerate(columns, first):
        yield ",".join([
            f"C{number:09}", region, channel, location,
            decimal(rng.lognormvariate(math.log(SALES_MEDIAN), SALES_SPREAD), 2), decimal(rng.gauss(0, 0.3), 4),
            "0" if rng.random() < 0.08 else str(orders), mark(rng, 68, 18), mark(rng, 58, 20),
            "" if rng.random() < 0.1 else mark(rng, 65, 20), str(complaints),
            "0" if rng.random() < 0.8 else str(int(rng.expovariate(1 / 28))),
            "true" if rng.random() < 0.25 else "false", str(deep_visits), str(int(rng.expovariate(1 / 20))), days(rng),
        ]) + "\n"


def write_csv(path, count):
    """Writes the file under another name first, so that one that is there is whole."""
    rng = random.Random(20261101)
    unfinished = path.with_suffix(".unfinished")
    with open(unfinished, "w", encoding="ascii", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        for first in range(0, count, CHUNK):
            file.writelines(records(rng, first, min(CHUNK, count - first)))
    unfinished.rename(path)


def one():
    """A file of a single customer, the first of the smallest file."""
    path = DATA / "one.csv"
    with open(ensure("10k"), encoding="ascii") as source:
        path.write_text(source.readline() + source.readline(), encoding="ascii")
    return path


def ensure(rows):
    """Makes the customers' file where it is not there yet; the peers' formats too, where they can be written."""
    DATA.mkdir(parents=True, exist_ok=True)
    path = customers(rows)
    if not path.exists():
        say(f"writing {ROWS[rows]:,} customers to {path}")
        write_csv(path, ROWS[rows])
    if peer_python() and not customers(rows, "parquet").exists():
        made = subprocess.run([peer_python(), BENCHMARKS / "harness/convert.py", path], check=False)
        if made.returncode:
            say("the peers' formats could not be written: is pyarrow installed?")
    return path
