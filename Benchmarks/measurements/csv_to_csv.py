"""The nightly run: from a file of customers to a file of decisions."""

from harness import command, peers, report
from harness.customers import ensure
from harness.places import ROWS
from harness.runs import in_turns, median_ratio


def measure(rows, rounds):
    """Rules, peers and the C program in turns, on one thread and on two."""
    source = ensure(rows)
    report.heading(f"CSV to CSV, {ROWS[rows]:,} customers ({source.stat().st_size / 1e6:,.0f} MB)")
    found = {peer: version for peer, version in peers.available().items() if peer in ("polars", "duckdb", "datafusion")}
    ours, contenders = [], []
    for threads in (1, 2):
        mine = command.in_jobs(rows, threads)
        ours += mine
        contenders += mine
        contenders += [peers.batch(peer, version, "csv", rows, threads) for peer, version in found.items()]
        contenders += peers.c_from_csv(rows, threads)
    runs = in_turns(contenders, rounds)
    report.batch(runs, ours)
    if len(ours) == 2 and all(mine in runs for mine in ours):
        print(f"two jobs are {median_ratio(runs[ours[1]], runs[ours[0]]):.2f} times as fast as one", flush=True)
