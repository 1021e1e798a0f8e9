"""Whether a customer's decision costs more where a table has more rows."""

import statistics

from harness import checking, command, report, wide
from harness.customers import ensure, one
from harness.places import ROWS, SCRATCH, customers
from harness.runs import Contender, in_turns, run

FORMS = {"first": "first: with conditions", "table": "table: with cells"}
COUNTS = (10, 10_000)
PATIENCE = 20
SIZES = list(ROWS)


def measure(rows, rounds):
    """Policies of 10 and of 10,000 rows, each on one thread over one customer, over some, and over ten times as many."""
    ensure("10k")
    report.heading("Tables of 10 and of 10,000 rows")
    policies = {(form, count): wide.written(count, form) for form in FORMS for count in COUNTS}
    for (form, count), policy in policies.items():
        got = checking.decided(policy, customers("10k"), ["id", "terms"])
        checking.same(got, wide.expected(count, customers("10k")), f"{form} of {count} rows")
    few, many = patient(rows, policies)
    for size in (few, many):
        ensure(size)
    trios = {key: tuple(contender(size, key, policy) for size in (None, few, many)) for key, policy in policies.items()}
    runs = in_turns([contender for trio in trios.values() for contender in trio], rounds)
    print(f"""one job; 'once' is what {ROWS[few]:,} customers take beyond loading and their share by row: each combination of what a
table tells apart is searched for when it is met first; 'ns/row' is what each customer beyond these adds, up to {ROWS[many]:,}""")
    report.table(*lines(trios, runs))


def contender(size, key, policy):
    """A policy over so many customers; over a single one, which is little but loading, if `size` is None."""
    form, count = key
    output = SCRATCH / f"{form}-{count}.csv"
    source = customers(size) if size else one()
    return Contender(
        f"{FORMS[form]}, {count:,} rows",
        command.evaluation(policy, source, output, 1, ["id", "terms"]),
        rows=ROWS[size] if size else 1, outputs=(output,))


def patient(rows, policies):
    """Two sizes, the larger of which is `rows`; where that takes too long by the slowest policy, the next smaller ones.

    The larger is never made less than a million for that: a hundred thousand customers have met all combinations, fewer have not.
    """
    last = max(SIZES.index(rows), 1)
    while last > SIZES.index("1m"):
        before, seconds = (slowest(SIZES[index], policies) for index in (last - 2, last - 1))
        # What loading and each combination cost once is in both.
        if seconds + 10 * max(seconds - before, 0) <= PATIENCE:
            break
        last -= 1
    return SIZES[last - 1], SIZES[last]


def slowest(size, policies):
    """The seconds of the policy that takes longest over so many customers."""
    ensure(size)
    return max(run(contender(size, key, policy)).seconds for key, policy in policies.items())


def lines(trios, runs):
    """The table: times, what further customers cost, and the growth of that from few rows to many."""
    body = []
    least = {}
    for (form, _), trio in trios.items():
        if not all(contender in runs for contender in trio):
            continue
        loading, few, many = ([taken.seconds for taken in runs[contender]] for contender in trio)
        by_row = statistics.median((b - a) / (trio[2].rows - trio[1].rows) for a, b in zip(few, many))
        once = statistics.median(b - a for a, b in zip(loading, few)) - by_row * trio[1].rows
        least.setdefault(form, by_row)
        body.append([
            trio[2].name, *(f"{statistics.median(seconds):.3f}" for seconds in (loading, few, many)), f"{once * 1e3:,.0f}",
            f"{by_row * 1e9:,.0f}", f"{by_row / least[form]:.2f}", f"{max(r.peak_mb for r in runs[trio[2]]):,.0f}",
        ])
    few, many = (next(iter(trios.values()))[place].rows for place in (1, 2))
    return ["", "loading s", f"{few:,}: s", f"{many:,}: s", "once ms", "ns/row", "growth", "peak MB"], body
