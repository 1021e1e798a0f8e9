"""Tables on standard output."""

import statistics

from harness.runs import median_ratio


def heading(text):
    """What is measured."""
    print(f"\n{text}", flush=True)


def table(header, lines):
    """Cells below each other: the first column to the left, the others to the right."""
    texts = [list(map(str, line)) for line in [header, *lines]]
    widths = [max(len(line[column]) for line in texts) for column in range(len(header))]
    for line in texts:
        first = line[0].ljust(widths[0])
        print("  ".join([first, *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:]))]).rstrip())
    print(flush=True)


def compared(ratio):
    """How the rules stand to another who took `ratio` times as long."""
    return f"{ratio:.2f} x as fast" if ratio >= 1 else f"{1 / ratio:.2f} x as slow"


def batch(runs, ours):
    """The table of a batch: times over the rounds, by row, memory, and how `ours` compares with each."""
    lines = []
    for contender, taken in runs.items():
        seconds = [run.seconds for run in taken]
        median = statistics.median(seconds)
        same = [mine for mine in ours if mine.threads == contender.threads]
        versus = compared(median_ratio(runs[same[0]], taken)) if same and contender not in ours and same[0] in runs else ""
        lines.append([
            contender.name, contender.threads, *(f"{value:.3f}" for value in (min(seconds), median, max(seconds))),
            f"{contender.rows / median:,.0f}", f"{median * 1e9 / contender.rows:,.1f}",
            f"{max(run.peak_mb for run in taken):,.0f}", versus,
        ])
    header = ["", "threads", "min s", "median s", "max s", "rows/s", "ns/row", "peak MB", "rules is"]
    table(header if ours else header[:-1], lines if ours else [line[:-1] for line in lines])


def times(runs):
    """The table of short processes, in milliseconds."""
    lines = []
    for contender, taken in runs.items():
        seconds = [run.seconds * 1000 for run in taken]
        lines.append([
            contender.name, *(f"{value:.1f}" for value in (min(seconds), statistics.median(seconds), max(seconds))),
            f"{max(run.peak_mb for run in taken):,.0f}",
        ])
    table(["", "min ms", "median ms", "max ms", "peak MB"], lines)


def latencies(ways, ours):
    """The table of single calls; `ways` has the median and the 99th percentile by name, the first of `ours` is compared."""
    mine = ways[ours[0]][0] if ours[0] in ways else None
    lines = [
        [name, f"{median:.2f}", f"{tail:.2f}", compared(median / mine) if mine and name not in ours else ""]
        for name, (median, tail) in ways.items()
    ]
    table(["", "median µs", "99% µs", "rules is"], lines)
