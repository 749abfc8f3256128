# The commands of the project. `make run` and `make test` set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
INSTALL := on Debian or Ubuntu: bash scripts/install-debian.sh
TOO_OLD := "error: $(PYTHON) is Python %d.%d, and 3.11 or newer is needed (name another: make PYTHON=python3.12 run)"

.PHONY: help run test check lint types golden eval schemas bench fuzz clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(STAMP) ## extract the seeds into out/
	$(BIN)/extract all seeds --out out
	@echo "written to out/; next: $(BIN)/extract table out --format xlsx, $(BIN)/extract view out"

test: check ## set up, then lint, types and tests
	$(BIN)/python -m pytest -q

check: lint types ## lint and types only

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

golden: $(STAMP) ## rewrite the golden outputs; always fails, so that you read the difference
	$(BIN)/python -m tests.golden

eval: $(STAMP) ## score against the gold annotations, with floors
	$(BIN)/python -m tests.eval

schemas: $(STAMP) ## rewrite the JSON Schemas
	$(BIN)/python -m techpolicy_extract.records.schemas schemas

fuzz: $(STAMP) ## look for texts and files that break the program, for ten minutes
	$(BIN)/python -m tests.fuzz 600

bench: $(VENV)/.bench ## measure the speed, beside other libraries where they install
	$(BIN)/python -m tests.bench

clean: ## remove outputs, caches and the environment
	rm -rf out $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The environment is rebuilt only when pyproject.toml changes. The stamp is written last, so a failed set-up is not kept.
$(STAMP): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) is not installed ($(INSTALL))" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and $(TOO_OLD) % sys.version_info[:2])'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "error: $(PYTHON) has no venv ($(INSTALL))" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# The libraries to compare with are installed only for `make bench`; without them the rest is measured.
$(VENV)/.bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]' && touch $@ || true
