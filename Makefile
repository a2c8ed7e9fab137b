# eventnet: `make run` for a world to try, `make test` for everything that CI runs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV ?= .venv
BIN := $(VENV)/bin
# Debian's own Python, where it will do: it is built with profile-guided optimisation, so all of this takes an eighth less.
FIT := import ensurepip, sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell /usr/bin/python3 -c "$(FIT)" 2>/dev/null && echo /usr/bin/python3 || echo python3)
PORT ?= 8000
export EVENTNET_DATA_DIR ?= var
unexport PYTHONDONTWRITEBYTECODE  # the many processes of the tests share what was compiled once

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	@touch $@

run: $(VENV)/.installed ## Try eventnet: a small world on http://127.0.0.1:8000 (PORT=… for another)
	@export EVENTNET_DEMO=1 EVENTNET_BASE_URL=http://127.0.0.1:$(PORT) PORT=$(PORT); unset EVENTNET_SMTP_URL EVENTNET_SECRET_KEY; \
	$(BIN)/eventnet migrate && $(BIN)/eventnet demo && exec $(BIN)/eventnet serve

test: $(VENV)/.tools chromium ## Check, then test everything: on SQLite, then the database tests on PostgreSQL
	$(MAKE) check
	$(BIN)/python -m pytest -n 2 --dist worksteal
	$(BIN)/python -m tests.postgres -n 2 --dist worksteal -m "not browser"

check: $(VENV)/.tools ## Format, lint, types, translations, wheel contents
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m tests.checks.translations
	$(BIN)/python -m tests.checks.wheel

bench: $(VENV)/.tools chromium ## Measure scans, pages, start and memory beside a bare limit (half an hour; BENCH=scan for a part)
	$(BIN)/python -m tests.bench $(BENCH)

campaign: $(VENV)/.tools chromium ## Look for trouble longer than a test may: the API asked thousands of times, mangled lists, a mailer killed again and again, every page in every look
	$(BIN)/python -m tests.campaign.openapi
	$(BIN)/python -m tests.campaign.readers
	$(BIN)/python -m tests.campaign.messages
	$(BIN)/python -m tests.campaign.any_order
	$(BIN)/python -m tests.campaign.mail_in
	$(BIN)/python -m tests.campaign.spreadsheet
	EVERY_LOOK=1 $(BIN)/python -m pytest -n 2 tests/test_pages.py tests/demo

format: $(VENV)/.tools ## Format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

translations: $(VENV)/.tools ## Collect the words of code and templates into the German catalogue
	$(BIN)/python -m tests.checks.translations --update

chromium: ## The browser of the tests, from the system's packages
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	|| { echo "The browser tests need Debian's chromium: apt-get install chromium"; exit 1; }

clean: ## Remove the virtual environment and the demo world
	rm -rf $(VENV) var dist build

.PHONY: help run test check bench campaign format translations chromium clean
