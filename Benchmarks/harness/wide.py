"""Policies with many rules, which tell customers apart by region, channel and sales."""

import csv
import math
from bisect import bisect_right
from itertools import product
from statistics import NormalDist

from harness.customers import CHANNELS, REGIONS, SALES_MEDIAN, SALES_SPREAD
from harness.places import PERF_DIR

GRID = 10_000
BANDS = math.ceil(GRID / (len(REGIONS) * len(CHANNELS)))
VALUES = 9

# Equally many customers in each band, in round numbers.
EDGES = [round(SALES_MEDIAN * math.exp(SALES_SPREAD * NormalDist().inv_cdf(band / BANDS)), -1) for band in range(1, BANDS)]
EDGES = [int(edge) for edge in EDGES]
CELLS = list(product(REGIONS, CHANNELS, range(BANDS)))[:GRID]
PLACES = {cell: place for place, cell in enumerate(CELLS)}

HEAD = """\
policy: {name}
version: "1"
facts:
  id: {{type: string, key: true}}
  region: string
  channel: {{type: enum, values: [{channels}]}}
  monthly_sales: {{type: number, range: [0, ..]}}
"""
TABLE = """\
    table:
      hit: {hit}
      inputs: [region, channel, monthly_sales]
      rows:
"""


def step(count):
    """A policy of fewer rules has every so many of the full one's."""
    return GRID // count


def sales(band):
    """The limits of a band, as text; none where the band is open."""
    return (EDGES[band - 1] if band else 0), (EDGES[band] if band < len(EDGES) else None)


def condition(region, channel, band):
    """A cell of the grid as a condition."""
    low, high = sales(band)
    upper = f" && monthly_sales < {high}" if high is not None else ""
    return f"region == '{region}' && channel == '{channel}' && monthly_sales >= {low}{upper}"


def unary_tests(region, channel, band):
    """A cell of the grid as the cells of a table's row."""
    low, high = sales(band)
    return f"""["'{region}'", {channel}, "{f'>= {low}' if high is None else f'[{low}..{high})'}"]"""


def policy(count, form):
    """The policy's text.

    `form` is `first` (conditions), `table` (cells, first hit), `unique` (cells, no overlaps) or `flags` (one for each cell).
    """
    if form == "flags":
        return flags(count)
    text = [HEAD.format(name=f"{form}-{count}", channels=", ".join(CHANNELS)), "outputs:\n  terms:\n    type: integer\n"]
    text.append("    first:\n" if form == "first" else TABLE.format(hit="unique" if form == "unique" else "first"))
    indent = "      " if form == "first" else "        "
    for place in range(0, GRID, step(count)):
        when = f'"{condition(*CELLS[place])}"' if form == "first" else unary_tests(*CELLS[place])
        text.append(f"{indent}- {{id: r{place}, when: {when}, then: {place % VALUES + 1}}}\n")
    text.append("    else: 0\n")
    return "".join(text)


def written(count, form):
    """The file of a policy."""
    path = PERF_DIR / f"policies/{form}-{count}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(policy(count, form), encoding="ascii")
    return path


def flags(count):
    """The policy's text, with a flag for each cell."""
    rules = (f'  - {{id: r{place}, when: "{condition(*CELLS[place])}"}}\n' for place in range(0, GRID, step(count)))
    return HEAD.format(name=f"flags-{count}", channels=", ".join(CHANNELS)) + "flags:\n" + "".join(rules)


def expected(count, path):
    """Each customer's answer, computed without any engine."""
    with open(path, encoding="ascii", newline="") as file:
        for customer in csv.DictReader(file):
            band = bisect_right(EDGES, float(customer["monthly_sales"]))
            place = PLACES.get((customer["region"], customer["channel"], band))
            is_ruled = place is not None and place % step(count) == 0
            yield f"{customer['id']},{place % VALUES + 1 if is_ruled else 0}\n"
