#!/usr/bin/env bash
# Installs what `make bench` compares with: Python packages into a virtual environment, and the C program of the reference
# folder, where there is one. Everything goes to the folder PERF_DIR names (.build/benchmarks if it names none).
#
#   Benchmarks/setup.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export PERF_DIR=${PERF_DIR:-$here/../.build/benchmarks}
reference=${VISITRULES_SHARED:-$here/../../shared}/perf
packages=(polars duckdb datafusion pyarrow numpy zen-engine cel-expr-python common-expression-language)

mkdir -p "$PERF_DIR"
[ -x "$PERF_DIR/venv/bin/python" ] || python3 -m venv "$PERF_DIR/venv"

# One by one: what there is none of for this system is left out, and the benchmarks pass it over.
for package in "${packages[@]}"; do
  "$PERF_DIR/venv/bin/python" -m pip install -q --disable-pip-version-check "$package" \
    || echo "setup: no $package here; it will not be measured" >&2
done

for program in ccsv cmem; do
  if [ ! -f "$reference/$program.c" ]; then
    echo "setup: no $reference/$program.c; the C program will not be measured" >&2
  elif ! cc -O3 -march=native -pthread "$reference/$program.c" -o "$PERF_DIR/$program" -lm; then
    echo "setup: $program.c does not compile here (it wants AVX-512); it will not be measured" >&2
  fi
done
