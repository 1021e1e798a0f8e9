"""Running those who are compared: each in a fresh process, in turns."""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field

from harness.places import SCRATCH, say


@dataclass(frozen=True)
class Contender:
    """A command that does the work once. `threads` is how many it may use; with one, it is kept on one core.

    A peer prints its own seconds, in which neither its start nor its warming up counts; where `prints_time` is false, the whole
    process counts.
    """

    name: str
    command: tuple
    threads: int = 1
    rows: int = 1
    prints_time: bool = False
    environment: tuple = ()
    outputs: tuple = ()


@dataclass
class Run:
    """What one run took. `said` is what it printed, a dictionary for each line of JSON."""

    seconds: float
    peak_mb: float
    said: list = field(default_factory=list)


class Failed(Exception):
    """A contender that did not do its work."""


def run(contender):
    """Runs a contender once, and takes its outputs away."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        seconds, status, peak_mb = spawn(contender, out, err)
        remove(contender.outputs)
        out.seek(0)
        if status:
            err.seek(0)
            raise Failed(f"{contender.name}: {err.read().decode(errors='replace').strip()[-600:]}")
        said = [json.loads(text) for text in out.read().splitlines() if text.startswith(b"{")]
    if contender.prints_time:
        return Run(said[-1]["s"], said[-1].get("rss_mb", peak_mb), said)
    return Run(seconds, peak_mb, said)


def spawn(contender, out, err):
    """Seconds, exit status and peak memory (MB) of a process."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **dict(contender.environment)}
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    if cores and contender.threads == 1:
        os.sched_setaffinity(0, {min(cores)})
    try:
        start = time.perf_counter()
        process = subprocess.Popen(contender.command, stdout=out, stderr=err, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = status
    finally:
        if cores:
            os.sched_setaffinity(0, cores)
    return seconds, status, usage.ru_maxrss / (1024 * 1024 if os.uname().sysname == "Darwin" else 1024)


def remove(outputs):
    """Deletes files and folders."""
    for path in outputs:
        if os.path.isdir(path):
            shutil.rmtree(path)
        elif os.path.exists(path):
            os.unlink(path)


def in_turns(contenders, rounds):
    """Runs all contenders once, then all again, so that what disturbs one round disturbs all of them alike.

    A contender that fails is left out, with its reason on standard error.
    """
    runs = {contender: [] for contender in contenders}
    for number in range(rounds):
        for contender in list(runs):
            try:
                runs[contender].append(run(contender))
            except Failed as reason:
                say(f"left out: {reason}")
                del runs[contender]
        say(f"  round {number + 1} of {rounds}")
    return runs


def median_ratio(ours, theirs):
    """Theirs by ours: the median over rounds, each round compared with itself."""
    return statistics.median(b.seconds / a.seconds for a, b in zip(ours, theirs))
