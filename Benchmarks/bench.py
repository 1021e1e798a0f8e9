#!/usr/bin/env python3
"""The benchmarks: `make bench`, or `Benchmarks/bench.py --rows 1m --rounds 5 [NAME…]`. docs/performance.md tells what each prints."""

import argparse
import os
import platform
import subprocess
import sys

sys.dont_write_bytecode = True

from harness import command
from harness.checking import Wrong
from harness.places import ROWS, RULES, SCRATCH, relative, say
from harness.runs import remove
from measurements import (
    check, csv_to_csv, events, flatness, in_memory, one_decision, population, starting, wide_tables)

MEASUREMENTS = {
    "check": check, "csv": csv_to_csv, "flatness": flatness, "tables": wide_tables, "starting": starting,
    "decision": one_decision, "memory": in_memory, "events": events, "population": population,
}


def arguments():
    """What the user asks for."""
    parser = argparse.ArgumentParser(description="Measures the rules command and, where they are installed, its peers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(MEASUREMENTS)}; all of them if absent")
    parser.add_argument("--rows", choices=ROWS, default="1m", help="how many customers (default: 1m)")
    parser.add_argument("--events", choices=events.COUNTS, default="1m", help="how many events (default: 1m)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run (default: 5)")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(MEASUREMENTS):
        parser.error(f"no measurement is called {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}")
    if asked.rounds < 1:
        parser.error("each measurement takes a round at least: ROUNDS=1 (--rounds 1) or more")
    return asked


def tell_machine():
    """What the figures were taken on."""
    version = subprocess.run([RULES, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    load = os.getloadavg()[0]
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.2f} at the start; rules {version}")


def main():
    """Runs what is asked for; a wrong decision ends it."""
    asked = arguments()
    if not RULES.exists():
        say(f"{relative(RULES)} is not there: make build")
        return 1
    tell_machine()
    command.tell_missing_options()
    try:
        for name in asked.names or MEASUREMENTS:
            MEASUREMENTS[name].measure(asked.events if name == "events" else asked.rows, asked.rounds)
    except Wrong as reason:
        say(f"wrong: {reason}")
        return 1
    finally:
        remove([SCRATCH])
    return 0


if __name__ == "__main__":
    sys.exit(main())
