"""One customer's decision, as a service asks for it."""

import statistics
import subprocess

from harness import checking, embedders, expected, peers, report
from harness.customers import ensure
from harness.places import POLICY, REFERENCE, say
from harness.runs import Contender, in_turns

CUSTOMERS, OWN_ROUNDS = 2000, 15

# Each program repeats its calls by itself.
MOST_ROUNDS = 3


def measure(rows, rounds):
    """The library in a Swift program, first by its decider of customers; ZEN and CEL through their Python packages."""
    source = ensure("10k")
    report.heading(f"One decision: medians over {CUSTOMERS:,} customers, in microseconds")
    program = embedders.built("OneDecision")
    check(program, source)
    ours = Contender("rules", (program, POLICY, source, str(CUSTOMERS), str(OWN_ROUNDS)))
    contenders = [ours, *others()]
    ways = latencies(in_turns(contenders, min(rounds, MOST_ROUNDS)))
    report.latencies(ways, [way for way in ways if way.startswith(ours.name)])


def check(program, source):
    """The program decides as the plain function does."""
    told = subprocess.run([program, POLICY, source, "10000", "decisions"], capture_output=True, text=True, check=True)
    checking.same(told.stdout.splitlines(keepends=True), expected.lines(source), "one decision at a time")


def others():
    """The reference folder's programs for row-at-a-time engines."""
    found = peers.available()
    programs = {"zen": ("zen_bench.py", "EXPR", "TABLES"), "cel_cpp": ("rows.py", "cel_cpp", str(CUSTOMERS)),
                "cel_rust": ("rows.py", "cel_rust", str(CUSTOMERS))}
    return [
        Contender(f"{peers.NAMES[peer]} {found[peer]}", peers.script(*programs[peer]), environment=peers.ENVIRONMENT)
        for peer in programs if peer in found and (REFERENCE / programs[peer][0]).exists()
    ]


def latencies(runs):
    """For each way of asking: name, and the medians over rounds of its median and its 99th percentile."""
    ways = {}
    for contender, taken in runs.items():
        for said in (line for one in taken for line in one.said if "p50_us" in line):
            if said.get("ok") is False:
                say(f"{contender.name} decides otherwise than the reference")
                continue
            way = said.get("way") or (f"{said['eng'].removeprefix('zen ').lower()}, {said['mode']}" if "mode" in said else "")
            ways.setdefault(", ".join(filter(None, (contender.name, way))), []).append((said["p50_us"], said["p99_us"]))
    return {way: [statistics.median(column) for column in zip(*values)] for way, values in ways.items()}
