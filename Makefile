# Voisinage: every command, with one line of help each.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready
export PIP_DISABLE_PIP_VERSION_CHECK = 1

help: ## print this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(STAMP) ## make .venv from requirements.lock (no compiler needed)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	  || { echo "Voisinage needs Python 3.11, 3.12 or 3.13; this one is $$($(PYTHON) --version). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Setting up $(VENV): a minute or two, once." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --require-hashes --no-deps -r requirements.lock
	@$(BIN)/pip install -q --no-deps -e .
	@# trio-typing (libp2p asks for it) ships stubs of a trio of 2019 that hide trio's own types.
	@rm -rf $(VENV)/lib/python*/site-packages/trio-stubs
	@touch $(STAMP)

node: ## install without the window and without Qt, for a computer that stays on; VENV=DIR says where
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	  || { echo "Voisinage needs Python 3.11, 3.12 or 3.13; this one is $$($(PYTHON) --version). Try: make PYTHON=python3.12 node"; exit 1; }
	$(PYTHON) packaging/install_node.py $(VENV)

bundle: ## make a folder that runs without Python, in build/installer, and check it (some minutes)
	$(PYTHON) packaging/build.py bundle

deb: ## make the Debian packages, with and without the window, in build/installer, and check them
	$(PYTHON) packaging/build.py deb

demo: $(STAMP) ## found a demonstration commune of real nodes on this machine and open a wallet on it
	$(BIN)/python scripts/check_system.py --window
	$(BIN)/python -m app demo

lint: $(STAMP) ## format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP) ## static types, strict
	$(BIN)/basedpyright --warnings

check: lint types ## format, style, types, layering
	$(BIN)/lint-imports

test: $(STAMP) ## everything CI runs: lint, types, layering, all tests
	$(BIN)/python scripts/check_system.py --offscreen
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

sim: $(STAMP) ## draw villages until one breaks a law, kill programs that write: make sim SEEDS=10000 KILLS=200
	$(BIN)/python scripts/sim.py --seeds $(or $(SEEDS),200)
	$(BIN)/python scripts/kill_nine.py --kills $(or $(KILLS),200)

shots: $(STAMP) ## render every page, sheet and empty place, French and English, light and dark, at three widths, into build/shots
	$(BIN)/python scripts/check_system.py --offscreen
	$(BIN)/python scripts/shots.py

walk: $(STAMP) ## a newcomer's first day by real clicks and keys under Xvfb; a picture of each step in build/walk
	$(BIN)/python scripts/walk.py

bench: $(STAMP) ## measure: one JSON document of figures and ratios
	@$(BIN)/python -m bench.measure

lock: ## recompile requirements.lock and packaging/build.lock (needs uv)
	printf 'fastecdsa==4.0.0\n' > .overrides.tmp
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --override .overrides.tmp --all-extras \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.lock; rm -f .overrides.tmp
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --constraint requirements.lock \
	  --custom-compile-command "make lock" packaging/build.in -o packaging/build.lock

clean: ## remove what make made
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis build

.PHONY: help setup node demo bundle deb lint types check test sim shots walk bench lock clean
