# Everything a developer types. Needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
BIN := .venv/bin
SIZE ?= 20000

.PHONY: install demo test check neo4j bench clean

install: .venv/installed ## the environment in .venv, with .venv/bin/patnav

.venv/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "PatNav needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: install ## from nothing to answers, on the bundled sample
	@$(BIN)/patnav demo

test: install ## the whole suite
	$(BIN)/python -m pytest -n 2

check: install ## lint, types, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tools.docs --check

neo4j: install ## a Neo4j server for development, from jars that Maven fetches once; Ctrl-C stops it
	$(BIN)/python tools/neo4j/server.py

bench: install ## every benchmark; SIZE=1000000 for the large graph, which build/ keeps; those of Neo4j need a server (benchmarks/stores.py, publish.py)
	$(BIN)/python -m benchmarks.ingest --megabytes 10
	$(BIN)/python -m benchmarks.readers
	$(BIN)/python -m benchmarks.docdb
	$(BIN)/python -m benchmarks.questions --patents $(SIZE) --store build/bench-$(SIZE)
	$(BIN)/python -m benchmarks.search --patents $(SIZE) --store build/bench-$(SIZE)
	$(BIN)/python -m benchmarks.related --queries 200
	$(BIN)/python -m benchmarks.crosslingual --queries 100
	$(BIN)/python -m benchmarks.match --sample 50
	$(BIN)/python -m benchmarks.partners
	$(BIN)/python -m benchmarks.partners --half tune --sample 50
	$(BIN)/python -m benchmarks.resolve
	$(BIN)/python -m benchmarks.resolve_scale --names $(SIZE)
	$(BIN)/python -m benchmarks.classify
	$(BIN)/python -m benchmarks.extract --parts dev seen heldout blind
	$(BIN)/python -m benchmarks.rewritten
	$(BIN)/python -m benchmarks.confidence
	$(BIN)/python -m benchmarks.learned
	$(BIN)/python -m benchmarks.events
	$(BIN)/python -m benchmarks.seed
	$(BIN)/python -m benchmarks.hydrogen

clean: ## the environment and what was built
	rm -rf .venv build dist *.egg-info
