"""The `rules` command as one of those who are measured."""

import functools
import subprocess

from harness.expected import COLUMNS
from harness.places import POLICY, ROWS, RULES, SCRATCH, customers, say
from harness.runs import Contender

AS_OF = ("--as-of", "2026-11-01")


@functools.cache
def options():
    """The options of `evaluate` that this build of the command has."""
    told = subprocess.run([RULES, "evaluate", "--help"], capture_output=True, text=True, check=True).stdout
    return {option for option in ("--columns", "--jobs") if option in told}


def evaluation(policy, source, output, jobs=1, columns=COLUMNS):
    """The command that decides a file; an older build, without some option, does what it can."""
    has = options()
    chosen = ("--columns", ",".join(columns)) if columns and "--columns" in has else ()
    number = ("--jobs", str(jobs)) if "--jobs" in has else ()
    return (RULES, "evaluate", policy, source, "-o", output, *AS_OF, *chosen, *number)


def contender(rows, jobs, policy=POLICY, columns=COLUMNS, name="rules"):
    """Deciding so many customers, from CSV to CSV."""
    output = SCRATCH / f"{name.replace(' ', '-')}-{jobs}.csv"
    command = evaluation(policy, customers(rows), output, jobs, columns)
    return Contender(name, command, threads=jobs, rows=ROWS[rows], outputs=(output,))


def in_jobs(rows, jobs):
    """The contender with so many jobs: a list of one, or of none where the measured build only has one."""
    return [contender(rows, jobs)] if jobs == 1 or "--jobs" in options() else []


def tell_missing_options():
    """Says once which options the measured build lacks, since the figures are then not like with like."""
    for option in sorted({"--columns", "--jobs"} - options()):
        say(f"note: this build of rules has no {option}; it runs without")
