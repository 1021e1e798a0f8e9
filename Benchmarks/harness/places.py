"""Where things are: the command, the data, the peers, the reference programs."""

import functools
import os
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
PACKAGE = BENCHMARKS.parent

# Another build of the command can be measured by naming it: RULES=/elsewhere/rules make bench
RULES = Path(os.environ.get("RULES", PACKAGE / ".build/release/rules"))
POLICY = BENCHMARKS / "retail-visits/policy.yaml"

PERF_DIR = Path(os.environ.get("PERF_DIR", PACKAGE / ".build/benchmarks")).resolve()
DATA = PERF_DIR / "data"
REFERENCE = Path(os.environ.get("VISITRULES_SHARED", PACKAGE.parent / "shared")) / "perf"

# Outputs go to memory where the system has such a folder, so that no disk is measured.
SCRATCH = Path("/dev/shm" if os.path.isdir("/dev/shm") else PERF_DIR) / f"visitrules-bench-{os.getpid()}"

ROWS = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}


def customers(rows, ending="csv"):
    """The file of so many customers: `rows` is a key of ROWS."""
    return DATA / f"r{rows}.{ending}"


def peer_python():
    """The Python that has the peers' packages, or None."""
    python = PERF_DIR / "venv/bin/python"
    return python if python.exists() else None


def relative(path):
    """A path as a reader of the output wants to see it."""
    try:
        return str(Path(path).relative_to(PACKAGE))
    except ValueError:
        return str(path)


@functools.cache
def say_once(message):
    """What would be said again by each measurement."""
    say(message)


def say(message):
    """What a run has to say beside its tables."""
    print(message, file=sys.stderr, flush=True)
