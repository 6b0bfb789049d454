# Two commands do everything on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
TRAIN := .venv-train
OUT ?= out

.PHONY: demo test check bench train reader docs format lock clean

demo: $(RUN)  ## run the main job on the sample reports and show what came out
	@mkdir -p $(OUT)
	$(BIN)/dragoman demo --samples samples --into $(OUT)/demo.db

test: $(DEV)  ## every test
	$(BIN)/python -m pytest

check: $(DEV)  ## format, lint, strict types, import law
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV)  ## every development benchmark; writes docs/measured.md and checks the floors
	$(BIN)/python -m dragoman.workshop.measure --shared $(or $(SHARED),../shared)

train: $(TRAIN)/.installed  ## the learned reader anew, from texts to files that run (hours on two cores); see docs/cards
	$(TRAIN)/bin/python -m dragoman.workshop.reader.train --shared $(or $(SHARED),../shared) --into $(OUT)/reader
	$(TRAIN)/bin/python -m dragoman.workshop.reader.export --weights $(OUT)/reader/net.pt --into $(OUT)/reader/files

reader: $(DEV)  ## take the trained reader into the package: fit its confidence, pin its files (23 MB of history each time)
	cp $(OUT)/reader/files/* src/dragoman/world/learned/
	$(BIN)/python -m dragoman.workshop.reader.calibrate --shared $(or $(SHARED),../shared) --write
	$(BIN)/python -m dragoman.workshop.reader.pin

docs: $(DEV)  ## the generated pages: codebook and reference
	$(BIN)/python -m dragoman.workshop.write_docs

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(BIN)/python  ## pin every dependency with hashes and without addresses
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile $(LOCK) --extra build --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra build --extra dev --output-file requirements-dev.lock pyproject.toml

LOCK := --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
  --allow-unsafe --no-header --annotation-style=line
# The locks name every package that is needed. So pip need not look for more, which would take longer and end in a
# warning about lxml, whose extra "html_clean" has become the package lxml-html-clean; `pip check` looks instead.
# Twice quiet: warnings about pip's own settings are not ours to tell; errors still stand.
PIP = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dragoman needs Python 3.11 or newer (PYTHON=python3.12 make)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-build-isolation --editable .
	$(BIN)/python -m pip check --disable-pip-version-check
	touch $@

$(DEV): requirements-dev.lock $(RUN)
	$(PIP) --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip check --disable-pip-version-check
	touch $@

# Torch is large and wanted for training alone, so it has an environment of its own.
$(TRAIN)/.installed: requirements.lock requirements-train.txt pyproject.toml
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-train.txt
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) $(TRAIN) $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis
