# `make help` says what there is. Every target works on a fresh clone: what it needs is installed first.

PORT ?= 8000
SUITABLE := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c '$(SUITABLE)' 2>/dev/null && echo "$$python" && break; done)
RUN := .venv/bin/python
UV := uv==0.13.*
COMPILE := pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test faults lint format bench messages lock clean install install-dev browser python

help: ## Say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

demo: export DEMO := 1
demo: export PORT := $(PORT)
demo: install ## Install, start everything and load the demonstration (PORT=8000)
	@exec $(RUN) manage.py demo

# Plain http and a generated secret with any database; the tests themselves turn the demonstration off.
test lint faults: export DEMO := 1
test: install-dev browser lint ## Install what tests need and run every check and test
	@$(RUN) -m pytest -n auto --dist worksteal -q

faults: install-dev ## Kill, stop and fill up what respondents need, 50 times each (FAULT_RUNS=50)
	@FAULT_RUNS=$${FAULT_RUNS:-50} $(RUN) -m pytest -n auto --dist worksteal -q tests/faults

lint: install-dev ## Check style, types and import contracts
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@.venv/bin/lint-imports --no-logo

format: install-dev ## Put the code in its form
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

bench: install-dev ## Measure speed, memory and growth
	@$(PYTHON) requirements/install.py bench || echo "Other libraries are left out of the measures"
	@$(RUN) -m bench

messages: install-dev ## Extract what is to be translated (needs gettext), and compile
	@command -v xgettext >/dev/null || { echo "miroir: gettext is missing: apt install gettext" >&2; exit 1; }
	@$(RUN) manage.py makemessages --locale fr --no-wrap --add-location file --ignore tests --ignore .venv
	@$(RUN) -m config.catalogs

lock: python ## Pin the newest versions that requirements/*.in allow, with hashes
	@$(PYTHON) -m venv --clear .lock && .lock/bin/python -m pip install --quiet --disable-pip-version-check '$(UV)'
	@.lock/bin/python -m uv $(COMPILE) --upgrade requirements/base.in --output-file requirements/base.txt
	@.lock/bin/python -m uv $(COMPILE) --upgrade requirements/dev.in --output-file requirements/dev.txt
	@.lock/bin/python -m uv $(COMPILE) --upgrade requirements/bench.in --output-file requirements/bench.txt
	@rm -rf .lock

clean: ## Remove what was installed and built; the data in .miroir stay
	rm -rf .venv .bench .lock .static .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache test-results
	find . -name __pycache__ -not -path './.miroir/*' -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

install: python
	@$(PYTHON) requirements/install.py base

install-dev: python
	@$(PYTHON) requirements/install.py dev

python:
	@test -n "$(PYTHON)" || { echo "miroir: Python 3.11 or later is needed" >&2; exit 1; }

browser: # Chromium, where it is missing and can be installed; without it, browser tests are skipped
	@if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && test "$$(id -u)" = 0; then \
		echo "Installing Chromium"; export DEBIAN_FRONTEND=noninteractive; \
		{ apt-get update -qq && apt-get install -qq --no-install-recommends chromium fonts-liberation; } >/dev/null 2>&1 \
			|| echo "Chromium could not be installed: browser tests will be skipped"; \
	fi
