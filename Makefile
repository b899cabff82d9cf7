# `make run` and `make test` are all a newcomer needs; the rest is for those who change the product.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8501
DATA ?=
PYTEST := $(BIN)/python -m pytest -m "not e2e" -n auto --dist worksteal
# uv installs in a third of pip's time; where it cannot be had, or does not know this machine's index, pip does it.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
install = { $(PIP) uv && $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python $(1); } || $(PIP) $(1)
LOCK := uv pip compile --quiet --no-emit-index-url --universal --python-version 3.11

# Compiled modules make every start, and so every test run, seconds faster.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run dev test check fuzz e2e bench worker backup restore reset lock clean help

help: ## show this list
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

run: $(VENV)/.run ## start the dashboard, the API and the clock, with a seeded demo
	@echo "Open http://localhost:$(PORT)"
	@$(BIN)/streamlit run server.py --server.port $(PORT) --server.fileWatcherType none --server.headless true \
	  --browser.serverAddress localhost

dev: $(VENV)/.dev ## the same, reloading when a screen changes
	@$(BIN)/streamlit run server.py --server.port $(PORT) --client.showErrorDetails full

worker: $(VENV)/.run ## the background clock alone
	@$(BIN)/python worker.py

backup: $(VENV)/.run ## copy the SQLite database, in use or not (TO=file)
	@$(BIN)/python -m core.backup save $(TO)

restore: $(VENV)/.run ## put a copy back; what may have gone out since asks (FROM=file, the server stopped)
	@$(BIN)/python -m core.backup restore $(FROM)

reset: $(VENV)/.run ## print a link for a new password, where the server sends no letters (EMAIL=address)
	@$(BIN)/python -m core.accounts.reset_link $(EMAIL)

# Watching lines costs half as much again: only core's own tests, which alone must cover it, are watched.
test: $(VENV)/.dev ## every test but the browser's
	@$(PYTEST) core tests/core --cov --cov-report=term:skip-covered --cov-fail-under=95
	@$(PYTEST) tests --ignore=tests/core

check: $(VENV)/.dev ## style, types, architecture, safety, migrations
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive core api ui pages migrations app.py server.py worker.py
	@$(BIN)/python -m pytest -q tests/house

fuzz: $(VENV)/.dev ## the REST API with many more requests than every test run makes (FUZZ=examples of each operation)
	@FUZZ=$(or $(FUZZ),100) $(BIN)/python -m pytest -q tests/api/rest/test_schema.py

e2e: $(VENV)/.dev ## the journeys in a real browser (CHROMIUM or chromium on PATH), and AI chaos
	@$(BIN)/python -m pytest -m e2e tests/e2e

bench: $(VENV)/.dev ## every benchmark, each beside a bare baseline (DATA=folder for the real data sets)
	@set -e; for one in bench/*.py; do name=$$(basename $$one .py); echo "== $$name"; case $$name in \
	  simulator|imports|triage|prediction|timing|health) $(BIN)/python -m bench.$$name $(if $(DATA),--data $(DATA));; \
	  *) $(BIN)/python -m bench.$$name;; esac; done

lock: $(VENV)/.dev ## pin the requirements anew
	$(BIN)/$(LOCK) requirements.in -o requirements.txt
	$(BIN)/$(LOCK) requirements-server.in -o requirements-server.txt
	$(BIN)/$(LOCK) requirements-dev.in -o requirements-dev.txt

clean: ## remove the virtual environment and caches, never your data
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis test-artifacts

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(BIN)/python
	@$(call install,-r requirements.txt)
	@touch $@

$(VENV)/.dev: requirements.txt requirements-server.txt requirements-dev.txt | $(BIN)/python
	@$(call install,-r requirements.txt -r requirements-server.txt -r requirements-dev.txt)
	@touch $@ $(VENV)/.run
