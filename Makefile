# Python 3.11 or newer and make are all that has to be there; the rest is installed into .venv.

PYTHON ?= python3
DOCUMENT ?= ../shared/corpus/giant/github-current.json
CORPUS ?= ../shared/corpus/dev
VENV := .venv
BIN := $(VENV)/bin
OLDEST := .venv-oldest
STAMP := $(VENV)/.set-up
# The tests start hundreds of programs, which would all be compiled each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup generate check test browser lint types types-mypy types-windows types-pyright update corpus oldest fuzz made-up drawn bench bench-docs clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

setup: $(STAMP) ## Make .venv with this package and its tools, in the versions of requirements-dev.txt

# Only a finished installation leaves its stamp, so that a broken one is repeated.
$(STAMP): pyproject.toml requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -e .
	@touch $(STAMP)

generate: setup ## Validate spec/openapi.yaml and write generated/
	$(BIN)/specloom validate spec/openapi.yaml
	$(BIN)/specloom generate

check: setup ## Show how generated/ differs from what the spec gives; write nothing
	$(BIN)/specloom check

test: browser lint types check ## Prove everything: style, types, generated/ is current, all tests
	$(BIN)/python -m pytest -n auto --dist worksteal

browser: setup ## Say whether there is a Chromium to test the published pages in, and how to install one
	@$(BIN)/python tests/docs_site/chromium.py

lint: setup ## Only the style: ruff and black
	$(BIN)/ruff check .
	$(BIN)/black --quiet --check .

types: setup ## Only the types: mypy and pyright, both strict
	@$(MAKE) --no-print-directory --jobs=3 types-pyright types-windows types-mypy

types-mypy: setup ## The types as mypy sees them
	$(BIN)/mypy generator tests generated/python generated/server

types-windows: setup ## The types as mypy sees them on Windows
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 generator generated/python generated/server

types-pyright: setup ## The types as pyright sees them
	$(BIN)/basedpyright --warnings

update: setup ## Write generated/ and the expectations of the tests anew; read the diff before you commit it
	$(BIN)/specloom generate
	SPECLOOM_UPDATE=1 $(BIN)/python -m pytest -n auto --dist worksteal

corpus: setup ## Generate clients for every document in the folder CORPUS, import them; call them, and read the docs, of a sample
	$(BIN)/python tests/corpus.py $(CORPUS)
	$(BIN)/python -m tests.operations $(CORPUS) --sample 30
	PYTHONPATH=tests $(BIN)/python -m published $(CORPUS) --sample 30

oldest: setup ## Run the tests of models, clients, servers and checks with the oldest versions that these say they work with
	$(PYTHON) -m venv $(OLDEST)
	$(BIN)/python tests/oldest.py > $(OLDEST)/oldest.txt
	$(OLDEST)/bin/python -m pip install --quiet --disable-pip-version-check -r $(OLDEST)/oldest.txt -e . \
		httpx hypothesis jsonschema pytest pytest-timeout pytest-xdist rich tqdm trustme uvicorn
	$(OLDEST)/bin/python -m pytest -n auto -W default -k "not strict and not without_asyncio" \
		tests/runtime tests/cases/test_cases.py tests/server tests/validate tests/errors --ignore tests/server/test_schemathesis.py

fuzz: setup ## Damage documents for SECONDS (a minute by default), and stop at what is neither generated nor refused
	PYTHONPATH=tests $(BIN)/python tests/fuzz.py $(SECONDS)

made-up: setup ## Make valid documents for SECONDS, and hold what is generated for them against what JSON Schema says
	PYTHONPATH=tests $(BIN)/python -m made_up $(SECONDS)

drawn: setup ## Draw 50 documents from seed SEED on, and hold client, server, mock, webhooks and docs of each against each other
	PYTHONPATH=tests $(BIN)/python -m loopback $(or $(SEED),1) 50

bench: setup ## Measure specloom beside its peers, in pairs; bench/README.md says how
	$(BIN)/python -m bench $(BENCH)

bench-docs: setup ## Open our pages of DOCUMENT and those of live renderers in Chromium, and print what each takes
	PYTHONPATH=tests $(BIN)/python -m bench.docs --document $(DOCUMENT)

clean: ## Remove .venv and every cache; generated/ stays
	rm -rf $(VENV) $(OLDEST) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
