# Each command sets itself up: a virtual environment from the hashed lock, then this project, unbuilt, on top.
PYTHON ?= python3
ARGS ?=
LOCK_FLAGS ?=
WORKERS ?= 3

DEV := .venv/bin
RUN := .venv-run/bin
COMPILE = $(DEV)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet $(LOCK_FLAGS)

.PHONY: help try install test check torture bench lock clean

help:
	@echo "make try     play the whole story in your browser; nothing to set up (ARGS='--port 8090 --no-browser')"
	@echo "make install the command for a real network, as .venv-run/bin/peerbot"
	@echo "make test    every test, on SQLite and PostgreSQL"
	@echo "make check   style, types, layers, words"
	@echo "make torture the story under all that can befall it, on both databases (ARGS=quick for a part of it)"
	@echo "make bench   the figures that we watch, some minutes (ARGS=quick for a glance)"
	@echo "make lock    write both lock files again (LOCK_FLAGS=--upgrade takes newer versions)"

try: .venv-run/.ready
	$(RUN)/peerbot try $(ARGS)

install: .venv-run/.ready
	@echo "the command is $(CURDIR)/$(RUN)/peerbot"

# What one process has compiled need not be compiled by each of the hundreds that tests start.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/.ready
	$(DEV)/pytest -q -n $(WORKERS) --dist worksteal $(ARGS)

check: .venv/.ready
	$(DEV)/ruff check
	$(DEV)/ruff format --check
	$(DEV)/mypy
	$(DEV)/lint-imports --no-cache
	$(DEV)/pytest -q tests/test_words.py tests/test_architecture.py

torture: .venv/.ready
	$(DEV)/python -m tests.torture $(ARGS)

bench: .venv/.ready
	$(DEV)/python -m tests.bench $(ARGS)

lock: .venv/.ready
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv .venv-run

# $(1) is the environment's folder, $(2) its lock file.
define environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	@echo "setting up $(1) (a minute or two, once)"
	@test -x $(1)/bin/pip || $(PYTHON) -m venv $(1)
	@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2)
	@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
endef

.venv/.ready: requirements-dev.lock pyproject.toml
	$(call environment,.venv,requirements-dev.lock)

.venv-run/.ready: requirements.lock pyproject.toml
	$(call environment,.venv-run,requirements.lock)
