"""The policy has no faults, and its decisions are right."""

from harness import checking, expected, report
from harness.customers import ensure
from harness.places import POLICY, ROWS, relative


def measure(rows, rounds):
    """Compares the decisions with those of a plain function, and all of `rows` with the C program's, byte by byte."""
    report.heading(f"{relative(POLICY)}: the decisions")
    checking.policy_is_clean()
    print("rules check: no faults, no warnings")
    source = ensure("10k")
    wanted = list(expected.lines(source))
    checking.same(checking.decided(POLICY, source, expected.COLUMNS), wanted, "decisions")
    print(f"{len(wanted):,} customers: as the plain function says, checksum {expected.digest(wanted)}")
    ensure(rows)
    for jobs in (1, 2):
        if checking.bytes_of_c_program(rows, jobs):
            print(f"{ROWS[rows]:,} customers, {jobs} job{'s' if jobs > 1 else ''}: the bytes of the C program")
    print(flush=True)
