"""The programs of this package that embed the library."""

import subprocess

from harness.places import BENCHMARKS, PACKAGE, say

BUILD = PACKAGE / ".build-benchmarks"


def built(product):
    """A program, compiled for use."""
    say(f"building {product}, which embeds the library")
    subprocess.run(
        ["swift", "build", "-c", "release", "--package-path", BENCHMARKS, "--scratch-path", BUILD, "--product", product],
        check=True, capture_output=True)
    return BUILD / "release" / product
