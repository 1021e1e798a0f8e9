"""Shares within regions: who makes 80 % of the sales, from a file of customers to a file of tiers."""

from harness import command, peers, report
from harness.customers import ensure
from harness.places import BENCHMARKS, ROWS, SCRATCH, customers, peer_python
from harness.runs import Contender, in_turns

POLICY = BENCHMARKS / "population/policy.yaml"
COLUMNS = ["customer_id", "value"]


def measure(rows, rounds):
    """Rules and peers in turns, on two threads."""
    source = ensure(rows)
    report.heading(f"Shares of {ROWS[rows]:,} customers within their regions ({source.stat().st_size / 1e6:,.0f} MB)")
    ours = [command.contender(rows, 2, POLICY, COLUMNS, name="rules population")]
    found = {peer: version for peer, version in peers.available().items() if peer in ("polars", "duckdb")}
    others = [contender(peer, version, rows, 2) for peer, version in found.items()]
    report.batch(in_turns(ours + others, rounds), ours)


def contender(peer, version, rows, threads):
    """Another engine, in a fresh process."""
    output = SCRATCH / f"population-{peer}.csv"
    line = (peer_python(), BENCHMARKS / "harness/population_peers.py", peer, customers(rows), output, str(threads))
    return Contender(
        f"{peers.NAMES[peer]} {version}", line, threads=threads, rows=ROWS[rows], prints_time=True, outputs=(output,))
