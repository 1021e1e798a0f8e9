# rules: the engine and its command.
#
#   make run      evaluate the shipped policies over the shipped customers, and show what comes of it
#   make test     run all tests
#   make agreement CASES=100000
#                 compare the two evaluators on so many generated policies, and what runs write by them on some of these;
#                 SEED=5 begins with the fifth
#   make embed    build the example that embeds the library, and run it
#   make bench    measure the command beside other engines (Benchmarks/setup.sh installs them); docs/performance.md.
#                 ROWS=10m for ten million customers, ROUNDS=9 for more rounds, ONLY="csv flatness" for a part
#   make build    build the command for use: .build/release/rules
#   make lint     check the format
#   make format   put it right

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test agreement embed bench build lint format clean setup

RULES := .build/release/rules
SOURCES := Package.swift Sources Tests examples/embed Benchmarks
AS_OF := 2026-11-01
CASES ?= 10000
SEED ?= 0
DECISIONS := .build/decisions.csv
REJECTS := .build/rejects.csv
ROWS := 1m
ROUNDS := 5
ONLY :=

help:
	@sed -n 's/^#   //p' Makefile

run: build
	@$(RULES) evaluate rules examples/customers.csv --as-of $(AS_OF) --allow-rejects \
	  -o $(DECISIONS) --rejects $(REJECTS)
	@echo
	@echo "$(DECISIONS), the first of them:"
	@sed -n 1,6p $(DECISIONS)
	@echo
	@echo "$(REJECTS), the first of them:"
	@sed -n 1,4p $(REJECTS)

build: setup
	@swift build --configuration release --product rules

test: setup
	@swift test

# What runs say of their inputs is left out.
agreement: setup
	@AGREEMENT_CASES=$(CASES) AGREEMENT_SEED=$(SEED) \
	  swift test --configuration release -Xswiftc -enable-testing --filter AgreementTests 2> >(grep -v '^rules: ' >&2)

# Three runs: by the policy in its source, by the shipped folder, and by one of its files.
embed: setup
	@swift build --package-path examples/embed --scratch-path .build-embed
	@.build-embed/debug/DecideOne
	@.build-embed/debug/DecideOne rules
	@.build-embed/debug/DecideOne rules/tobacco/policy.yaml

# Data and peers are kept in the folder that PERF_DIR names, else in .build/benchmarks.
bench: build
	@python3 Benchmarks/bench.py --rows $(ROWS) --rounds $(ROUNDS) $(ONLY)

lint:
	@swift format lint --strict --recursive $(SOURCES)

format:
	@swift format --in-place --recursive $(SOURCES)

clean:
	@swift package clean

# libyaml, SQLite and pkg-config: installed where apt-get is, asked for elsewhere.
setup:
	@command -v swift > /dev/null || { echo "install Swift 6.2 or later first: https://www.swift.org/install" >&2; exit 1; }
	@if command -v pkg-config > /dev/null && pkg-config --exists yaml-0.1 sqlite3; then exit 0; fi; \
	if command -v apt-get > /dev/null; then \
	  as_root=; if [ "$$(id -u)" -ne 0 ]; then as_root=sudo; fi; \
	  $$as_root apt-get update -qq; \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libyaml-dev libsqlite3-dev pkg-config; \
	elif command -v brew > /dev/null; then \
	  echo "libyaml or SQLite is missing: brew install libyaml sqlite pkg-config" >&2; exit 1; \
	else \
	  echo "libyaml, SQLite or pkg-config are missing: install them with this system's package manager" >&2; exit 1; \
	fi
