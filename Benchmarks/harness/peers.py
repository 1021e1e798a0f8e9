"""The others: engines with Python packages, and the C program. All of them are run by the reference folder's programs."""

import json
import os
import subprocess

from harness.places import PERF_DIR, REFERENCE, ROWS, SCRATCH, customers, peer_python, say_once
from harness.runs import Contender

PACKAGES = {"polars": "polars", "duckdb": "duckdb", "datafusion": "datafusion", "numpy": "numpy", "zen": "zen-engine",
            "cel_cpp": "cel-expr-python", "cel_rust": "common-expression-language"}
NAMES = {"polars": "Polars", "duckdb": "DuckDB", "datafusion": "DataFusion", "numpy": "numpy", "zen": "ZEN",
         "cel_cpp": "cel-cpp", "cel_rust": "cel (Rust)"}
ENVIRONMENT = (("PERF_DIR", str(PERF_DIR)),)
C_COLUMNS = "/dev/shm/cols"
VERSIONS = """
import importlib.metadata as m, json, sys
def version(name):
    try: return m.version(name)
    except m.PackageNotFoundError: return None
print(json.dumps({name: version(name) for name in sys.argv[1:]}))
"""


def available():
    """The versions of the peers that can be run here; what cannot is said."""
    if not REFERENCE.is_dir():
        say_once(f"no peers: {REFERENCE} is not there (VISITRULES_SHARED names the folder above it)")
        return {}
    if not peer_python():
        say_once(f"no peers but the C program: {PERF_DIR}/venv is not there; Benchmarks/setup.sh makes it")
        return {}
    told = subprocess.run([peer_python(), "-c", VERSIONS, *PACKAGES.values()], capture_output=True, text=True, check=True)
    versions = json.loads(told.stdout)
    for peer, package in PACKAGES.items():
        if versions[package] is None:
            say_once(f"{NAMES[peer]} is left out: {package} is not installed")
    return {peer: versions[package] for peer, package in PACKAGES.items() if versions[package]}


def script(name, *arguments):
    """A program of the reference folder."""
    return (peer_python(), REFERENCE / name, *map(str, arguments))


def batch(peer, version, mode, rows, threads):
    """A peer's batch in a fresh process: `mode` is csv (files) or mem (tables in memory)."""
    outputs = tuple(SCRATCH.parent / f"perf_{peer}_{mode}{ending}" for ending in ("", ".csv"))
    return Contender(
        f"{NAMES[peer]} {version}", script("batch.py", peer, mode, f"r{rows}", threads), threads=threads, rows=ROWS[rows],
        prints_time=True, environment=ENVIRONMENT, outputs=outputs)


def program(name):
    """A compiled C program of the reference folder, or None."""
    path = PERF_DIR / name
    return path if path.exists() else None


def c_from_csv(rows, threads):
    """The C program, from CSV to CSV: a list of one, or of none where it is not there."""
    path = program("ccsv")
    if not path:
        say_once("the C program is left out: Benchmarks/setup.sh compiles it")
        return []
    output = SCRATCH / f"c-{threads}.csv"
    command = (path, customers(rows), output, str(threads), "read")
    return [Contender("C program", command, threads=threads, rows=ROWS[rows], prints_time=True, outputs=(output,))]


def c_in_memory(rows, threads):
    """The C programs over columns that are in memory already; they read them from C_COLUMNS, where `dump_columns` puts them."""
    path = program("cmem")
    kinds = {"arrow": "C, strings out", "row": "C, row by row on codes", "codes": "C, columns of codes", "simd": "C, SIMD on codes"}
    return [
        Contender(name, (path, kind, str(threads)), threads=threads, rows=ROWS[rows], prints_time=True)
        for kind, name in kinds.items() if path
    ]


def dump_columns(rows):
    """Puts the customers' columns where the C programs look for them; false where that is not possible."""
    if not program("cmem") or not peer_python() or not REFERENCE.is_dir():
        return False
    environment = {**os.environ, **dict(ENVIRONMENT)}
    return subprocess.run(script("dump_cols.py", f"r{rows}"), env=environment, check=False).returncode == 0
