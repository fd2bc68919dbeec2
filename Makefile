# Two commands do everything on a fresh machine: `make demo` and `make test`. Each makes .venv when it is missing.

BIN := .venv/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
COMPILE := $(BIN)/uv pip compile --quiet --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
	--universal --python-version 3.11
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo browser test bench corpus corpus-checks campaign campaign-power campaign-reading campaign-hours lint format pins clean

help: ## shows this
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo: .venv/base.stamp ## the whole story on an embedded Jira, in seconds
	@$(BIN)/pirtrack demo $(ARGS)

browser: ## Chromium, for the tests of the page: Debian's own, where none is there
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; }

test: .venv/dev.stamp ## all tests (ARGS="-k name" for some)
	$(BIN)/pytest -n 2 $(ARGS)

bench: .venv/dev.stamp ## our times against the least that the work can take (ARGS="reading --strict": a room of it, exit code 1 at a miss)
	@$(BIN)/python -m tests.bench $(ARGS)

corpus: .venv/dev.stamp ## what is read out of others' reports, against what a careful person reads (ARGS="FOLDER MANIFEST -v")
	@$(BIN)/python -m tests.corpus $(or $(ARGS),../shared/corpus ../shared/corpus/manifest.json)

corpus-checks: .venv/dev.stamp ## what the checks find in others' reports, against what was judged right (ARGS="FOLDER MANIFEST")
	@$(BIN)/python -m tests.corpus.checks $(or $(ARGS),../shared/corpus ../shared/corpus/manifest.json)

campaign: .venv/dev.stamp ## ten thousand histories of runs, edits, faults and kills under one law (ARGS="500 12": 500 of 12 steps)
	@$(BIN)/python -m tests.stateful $(ARGS)

campaign-reading: .venv/dev.stamp ## garbage and mutated reports are read for an hour (ARGS="10 7": ten minutes from seed 7)
	@$(BIN)/python -m tests.corpus.fuzz $(ARGS)

campaign-power: .venv/dev.stamp ## the power is cut 200 times on each database while it is written (ARGS="20" for fewer)
	@$(BIN)/python -m tests.power $(ARGS)

campaign-hours: .venv/dev.stamp ## ten hours of three schedulers on one PostgreSQL, a minute each (ARGS="3" for fewer)
	@$(BIN)/python -m tests.schedulers $(ARGS)

lint: .venv/dev.stamp ## style, types, layers, dead code, dependencies, pins
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/deptry .
	$(BIN)/python -m pip check
	! grep -nE '://|file:|@|^ *-' requirements/base.txt requirements/dev.txt

format: .venv/dev.stamp ## formats the code and mends what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pins: .venv/dev.stamp ## writes requirements/*.txt anew, with the newest versions that pyproject.toml allows
	$(COMPILE) --upgrade pyproject.toml -o requirements/base.txt
	$(COMPILE) --upgrade --all-extras pyproject.toml requirements/dev.in -c requirements/base.txt -o requirements/dev.txt

clean: ## removes .venv and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "pirtrack needs Python 3.11 or newer, and none was found: install it, or name it with PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "pirtrack needs Python 3.11 or newer; $(PYTHON) is none: name another with PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "$(PYTHON) cannot make a virtual environment: on Debian and Ubuntu, install python3-venv" >&2; exit 1; }

.venv/base.stamp: requirements/base.txt pyproject.toml | .venv/bin/python
	@echo "Installing pirtrack into .venv (once)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/base.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	@echo "Installing what tests and checks need into .venv (once)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	@touch $@
