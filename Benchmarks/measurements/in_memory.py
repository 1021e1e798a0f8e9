"""Tables in memory to decisions in memory."""

from harness import peers, report
from harness.customers import ensure
from harness.places import ROWS
from harness.runs import in_turns, remove


def measure(rows, rounds):
    """The peers and the C programs over columns that are already loaded, on one thread and on two."""
    ensure("10k")
    ensure(rows)
    report.heading(f"In memory, {ROWS[rows]:,} customers")
    found = peers.available()
    contenders = []
    is_dumped = peers.dump_columns(rows)
    for threads in (1, 2):
        contenders += [
            peers.batch(peer, version, "mem", rows, threads) for peer, version in found.items()
            if peer in ("polars", "duckdb", "datafusion") or (peer == "numpy" and threads == 1)
        ]
        contenders += peers.c_in_memory(rows, threads) if is_dumped else []
    if not contenders:
        print("nobody is here to be measured", flush=True)
        return
    try:
        report.batch(in_turns(contenders, rounds), [])
    finally:
        remove([peers.C_COLUMNS])
