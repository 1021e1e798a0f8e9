"""Whether a customer's decision costs more where a table has more rows."""

import statistics

from harness import checking, command, report, wide
from harness.customers import ensure, one
from harness.places import ROWS, SCRATCH, customers
from harness.runs import Contender, in_turns, run

FORMS = {"first": "first: with conditions", "table": "table: with cells"}
COUNTS = (10, 10_000)
PATIENCE = 20


def measure(rows, rounds):
    """Policies of 10 and of 10,000 rows, each decided on one thread; what loading costs is taken off."""
    ensure("10k")
    ensure(rows)
    report.heading("Tables of 10 and of 10,000 rows")
    policies = {(form, count): wide.written(count, form) for form in FORMS for count in COUNTS}
    for (form, count), policy in policies.items():
        got = checking.decided(policy, customers("10k"), ["id", "terms"])
        checking.same(got, wide.expected(count, customers("10k")), f"{form} of {count} rows")
    rows = patient(rows, policies)
    loading = one()
    pairs = {key: (contender(rows, key, policy), contender(rows, key, policy, loading)) for key, policy in policies.items()}
    runs = in_turns([contender for pair in pairs.values() for contender in pair], rounds)
    print(f"{ROWS[rows]:,} customers, one job; 'net' is without loading, as the same policy over one customer takes")
    report.table(*lines(pairs, runs))


def contender(rows, key, policy, source=None):
    """A policy over the customers, or over those of `source`."""
    form, count = key
    output = SCRATCH / f"{form}-{count}.csv"
    return Contender(
        f"{FORMS[form]}, {count:,} rows" + (" (loading)" if source else ""),
        command.evaluation(policy, source or customers(rows), output, 1, ["id", "terms"]),
        rows=1 if source else ROWS[rows], outputs=(output,))


def patient(rows, policies):
    """As many customers as the slowest policy decides in bearable time."""
    slowest = max(run(contender("10k", key, policy)).seconds for key, policy in policies.items())
    sizes = [size for size in ROWS if ROWS[size] <= ROWS[rows] and slowest * ROWS[size] / ROWS["10k"] <= PATIENCE]
    return sizes[-1] if sizes else "10k"


def lines(pairs, runs):
    """The table: times, what a customer costs, and the growth from few rows to many."""
    body = []
    few = {}
    for (form, count), (whole, loading) in pairs.items():
        net = [a.seconds - b.seconds for a, b in zip(runs[whole], runs[loading])]
        nanoseconds = statistics.median(net) * 1e9 / whole.rows
        few.setdefault(form, nanoseconds)
        body.append([
            whole.name, *(f"{statistics.median(taken):.3f}" for taken in (seconds(runs[whole]), seconds(runs[loading]), net)),
            f"{nanoseconds:,.0f}", f"{nanoseconds / few[form]:.2f}", f"{max(r.peak_mb for r in runs[whole]):,.0f}",
        ])
    return ["", "median s", "loading s", "net s", "net ns/row", "growth", "peak MB"], body


def seconds(runs):
    """The times of runs."""
    return [taken.seconds for taken in runs]
