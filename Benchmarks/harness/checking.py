"""Whether what is measured is right; nothing wrong is timed."""

import csv
import hashlib
import subprocess
from itertools import zip_longest

from harness import command, peers
from harness.expected import COLUMNS
from harness.places import POLICY, RULES, SCRATCH, relative
from harness.runs import remove


class Wrong(Exception):
    """A policy with faults, or decisions that are not those of the reference."""


def policy_is_clean(policy=POLICY):
    """The policy has neither faults nor warnings."""
    told = subprocess.run([RULES, "check", policy], capture_output=True, text=True, check=False)
    if told.returncode or "warning" in told.stdout + told.stderr:
        raise Wrong(f"rules check {relative(policy)}: {told.stdout}{told.stderr}")


def decided(policy, source, columns, jobs=1):
    """Runs the command, and yields its lines with no more than these columns."""
    output = SCRATCH / f"check-{jobs}.csv"
    SCRATCH.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command.evaluation(policy, source, output, jobs, columns), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Wrong(f"rules evaluate {relative(policy)} {source}: {done.stderr}")
    try:
        yield from chosen(output, columns)
    finally:
        remove([output])


def chosen(path, columns):
    """The lines of a CSV, narrowed to some columns where it has more."""
    with open(path, encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
        if header == columns:
            yield from file
            return
        places = [header.index(column) for column in columns]
        for row in csv.reader(file):
            yield ",".join(row[place] for place in places) + "\n"


def same(got, wanted, what):
    """The first line that differs ends the benchmark."""
    for number, (mine, theirs) in enumerate(zip_longest(got, wanted), 2):
        if mine != theirs:
            raise Wrong(f"{what}, line {number}: {mine!r} should be {theirs!r}")


def bytes_of_c_program(rows, jobs):
    """The command writes what the C program writes, but for the sign between flags; false where there is no C program."""
    others = peers.c_from_csv(rows, jobs)
    if not others or "--columns" not in command.options():
        return False
    mine = command.contender(rows, jobs)
    digests = []
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for contender in (mine, others[0]):
        subprocess.run(contender.command, capture_output=True, check=True)
        digests.append(file_digest(contender.outputs[0]))
        remove(contender.outputs)
    if digests[0] != digests[1]:
        raise Wrong(f"{' '.join(map(str, mine.command))} does not write what the C program writes")
    return True


def file_digest(path):
    """A checksum of a file in which `;` and `|` are the same sign."""
    checksum = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            checksum.update(block.replace(b";", b"|"))
    return checksum.hexdigest()


