# make demo  sets up what is needed and codes the example report      make check  everything below but bench
# make test  runs the tests                                           make lint   ruff, mypy, import-linter
# make docs  builds the documentation into site/                      make bench  measures on ../shared/data (DATA=, TASK=)
# Needs Python 3.11 or later and a package index the first time; afterwards everything works offline.
PYTHON ?= python3
VENV ?= .venv
DATA ?= ../shared/data
TASK ?= all
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
EXAMPLE := src/tollbook/data/examples/sebba
export TOLLBOOK_HOME := $(CURDIR)/.cache

.DELETE_ON_ERROR:
.PHONY: demo test check lint docs reference bench pins clean

demo: $(VENV)/.run .cache/gazetteer.sqlite
	@$(BIN)/tollbook code $(EXAMPLE).txt --published $$(sed -n 's/^published: *//p' $(EXAMPLE).yml)

test: $(VENV)/.dev .cache/gazetteer.sqlite
	$(BIN)/pytest -n auto --dist worksteal -q $(PYTEST)

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint docs test

reference: $(VENV)/.run .cache/gazetteer.sqlite
	$(BIN)/python docs/generate.py
	$(BIN)/python -m tests.data.schemas
	$(BIN)/python -m tests.docs.refresh

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py
	$(BIN)/zensical build --clean --strict

bench: $(VENV)/.run .cache/gazetteer.sqlite
	@if [ -d "$(DATA)" ]; then \
	  $(BIN)/python -m benchmarks $(TASK) "$(DATA)" | tee .cache/bench.out; $(BIN)/python -m benchmarks check .cache/bench.out; \
	else echo "bench: there is no folder $(DATA); name the one of your evaluation texts with: make bench DATA=FOLDER"; fi

pins: $(VENV)/.dev
	$(PIP) "uv>=0.9,<1"
	$(BIN)/python -m tests.data.pins

clean:
	rm -rf .cache site build dist $(VENV)

# The stamps make a second run instant; the package itself is editable and never needs installing again.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Tollbook needs Python 3.11 or later; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

.cache/gazetteer.sqlite: $(VENV)/.run $(wildcard src/tollbook/codebook/gazetteer/*.py src/tollbook/data/gazetteer/*)
	@mkdir -p .cache
	$(BIN)/tollbook gazetteer build
