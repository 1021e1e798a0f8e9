"""Whether a customer costs the same in a large file as in a small one."""

from harness import command, report
from harness.customers import ensure
from harness.places import ROWS, say
from harness.runs import in_turns, median_ratio

SMALLER = {"10m": "1m", "1m": "100k", "100k": "10k"}


def measure(rows, rounds):
    """The rules alone, with so many customers and with a tenth of them."""
    if rows not in SMALLER:
        say(f"flatness compares ROWS with a tenth of them; of {ROWS[rows]:,} there is none: take {', '.join(reversed(SMALLER))}")
        return
    small, large = (command.contender(count, 2, name=f"rules, {ROWS[count]:,}") for count in (SMALLER[rows], rows))
    for count in (SMALLER[rows], rows):
        ensure(count)
    report.heading("The cost of a customer in files of different size")
    runs = in_turns([small, large], rounds)
    report.batch(runs, [small, large])
    growth = median_ratio(runs[small], runs[large]) * small.rows / large.rows
    print(f"a customer costs {growth:.2f} times as much in the larger file", flush=True)
