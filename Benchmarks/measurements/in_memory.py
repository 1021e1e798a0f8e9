"""Tables in memory to decisions in memory."""

import subprocess

from harness import checking, embedders, expected, peers, report
from harness.customers import ensure
from harness.places import POLICY, ROWS, customers
from harness.runs import Contender, in_turns, median_ratio, remove

# Each program repeats its work by itself, as the peers do.
OWN_ROUNDS = 11
PEERS = ("polars", "duckdb", "datafusion")


def measure(rows, rounds):
    """The library, the peers and the C programs over columns that are already loaded, on one thread and on two."""
    source = ensure("10k")
    ensure(rows)
    report.heading(f"In memory, {ROWS[rows]:,} customers")
    program = embedders.built("InMemory")
    for threads in (1, 2):
        check(program, source, threads)
    found = peers.available()
    is_dumped = peers.dump_columns(rows)
    ours, contenders = [], []
    for threads in (1, 2):
        ours.append(contender(program, rows, threads))
        contenders += [ours[-1], *others(found, rows, threads), *(peers.c_in_memory(rows, threads) if is_dumped else [])]
    try:
        runs = in_turns(contenders, rounds)
        report.batch(runs, ours)
        if all(mine in runs for mine in ours):
            print(f"two threads are {median_ratio(runs[ours[1]], runs[ours[0]]):.2f} times as fast as one", flush=True)
    finally:
        remove([peers.C_COLUMNS])


def check(program, source, threads):
    """The program decides as the plain function does."""
    told = subprocess.run(
        [program, POLICY, source, str(threads), "decisions", *expected.COLUMNS[1:]], capture_output=True, text=True, check=True)
    checking.same(told.stdout.splitlines(keepends=True), expected.lines(source), f"columns in memory, {threads} threads")


def contender(program, rows, threads):
    """The program that embeds the library, over customers that it has loaded."""
    command = (program, POLICY, customers(rows), str(threads), str(OWN_ROUNDS), *expected.COLUMNS[1:])
    return Contender("rules", command, threads=threads, rows=ROWS[rows], prints_time=True)


def others(found, rows, threads):
    """The data engines, and numpy, which works on one thread."""
    return [
        peers.batch(peer, version, "mem", rows, threads) for peer, version in found.items()
        if peer in PEERS or (peer == "numpy" and threads == 1)
    ]
