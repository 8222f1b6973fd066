# Every door of the project. Each sets up what it needs: Python 3.11+ and make are enough.
# `uv` is used when it is on the path, plain venv and pip otherwise.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO ?= demo-hub

.PHONY: help setup demo test quick lint bench docs browser constraints clean

help:  ## list the doors
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

setup: $(READY)  ## make the virtual environment

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "topicwire needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12"; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --clear --python $(PYTHON) $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r constraints.txt && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(PYTHON) -m venv --clear $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@

demo: $(READY)  ## run the whole pipeline on the built-in demo web and leave a site to open
	@$(BIN)/topicwire demo --into $(DEMO)

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest -n 2 $(ARGS)

quick: $(READY)  ## run the tests that need neither a browser nor a kill
	$(BIN)/python -m pytest -n 2 -m "not browser and not faults" $(ARGS)

lint: $(READY)  ## check style, types and layers
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: $(READY)  ## run every benchmark once
	$(BIN)/python -m benchmarks

docs: $(READY)  ## write the generated reference pages
	$(BIN)/python -m docs.generate

browser:  ## install Chromium for the browser tests where there is none (Debian, needs root)
	@sh tests/browser/install.sh

constraints:  ## pin the newest versions (needs uv)
	uv pip compile pyproject.toml --group dev --python-version 3.11 --universal --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --upgrade -o constraints.txt

clean:  ## remove what the other doors made
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
