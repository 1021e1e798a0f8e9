"""What the events of customers come to: a visit log, measured beside other engines."""

import csv

from harness import checking, peers, report
from harness.command import AS_OF
from harness.customers import ensure
from harness.events import COUNTS, ensure as ensure_visits, visits
from harness.places import BENCHMARKS, RULES, SCRATCH, customers, peer_python
from harness.runs import Contender, in_turns, median_ratio, spawn

MEASURES = ("visits_90d", "deep_failed", "amount_year", "longest", "last_visit")
CUSTOMERS = "1m"
FEW = "10k"


def measure(rows, rounds):
    """A log of so many visits to a million customers, on one thread and on two; first a small one, for which all have to agree."""
    ensure(CUSTOMERS)
    ensure(FEW)
    ensure_visits("1m")
    source = ensure_visits(rows)
    report.heading(f"Measures of {COUNTS[rows]:,} visits to 1,000,000 customers ({source.stat().st_size / 1e6:,.0f} MB)")
    found = {peer: version for peer, version in peers.available().items() if peer in ("polars", "duckdb")}
    check(found)
    ours, contenders = [], []
    for threads in (1, 2):
        mine = contender(rows, threads)
        ours.append(mine)
        contenders += [mine, contender(rows, threads, "streak"), *(peer(name, version, rows, threads) for name, version in found.items())]
    runs = in_turns(contenders, rounds)
    report.batch(runs, ours)
    if all(mine in runs for mine in ours):
        print(f"two jobs are {median_ratio(runs[ours[1]], runs[ours[0]]):.2f} times as fast as one", flush=True)


def contender(rows, jobs, policy="policy", of=CUSTOMERS):
    """The command, with the plain measures or with a streak besides."""
    output = SCRATCH / f"visits-{policy}-{jobs}.csv"
    names = MEASURES if policy == "policy" else ("failed_in_a_row", *MEASURES)
    command = (RULES, "evaluate", BENCHMARKS / f"visits/{policy}.yaml", customers(of), "--events", f"visits={visits(rows)}",
               "-o", output, *AS_OF, "--columns", ",".join(("id", *names)), "--jobs", str(jobs))
    return Contender("rules" if policy == "policy" else "rules, and a streak", command, threads=jobs, rows=COUNTS[rows], outputs=(output,))


def peer(name, version, rows, threads, of=CUSTOMERS):
    """Another engine's query."""
    output = SCRATCH / f"visits-{name}.csv"
    command = (peer_python(), BENCHMARKS / "harness/event_peers.py", name, customers(of), visits(rows), output, str(threads))
    return Contender(f"{peers.NAMES[name]} {version}", command, threads=threads, rows=COUNTS[rows], prints_time=True, outputs=(output,))


def check(found):
    """Compares what all say of a few customers; few, since what this process has taken counts as theirs whom it starts."""
    asked = [contender("1m", 2, of=FEW), *(peer(name, version, "1m", 2, of=FEW) for name, version in found.items())]
    said = [answers(one) for one in asked]
    for other in said[1:]:
        checking.same(other, said[0], "measures of visits")


def answers(asked):
    """What a contender writes, in one spelling, by customer."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with open(SCRATCH / "said", "wb") as out:
        _, status, _ = spawn(asked, out, out)
    if status:
        raise checking.Wrong(f"{asked.name} ended with status {status}")
    with open(asked.outputs[0], encoding="utf-8") as file:
        rows = [(row["id"], *(spelled(row[name]) for name in MEASURES)) for row in csv.DictReader(file)]
    asked.outputs[0].unlink()
    return sorted(rows)


def spelled(text):
    """A number to two places; any other text as it is."""
    try:
        return f"{float(text):.2f}"
    except ValueError:
        return text
