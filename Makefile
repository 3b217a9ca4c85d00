# make run   opens the dashboard on the sample dossier      make test   runs every test
# Both make the environment in .venv when it is missing or its lock has changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS := http://localhost:8501

# make test-clients   opens every export in the program it is made for
.PHONY: run test test-long test-fast test-clients lint bench bench-peers screenshots lock clean

run: $(VENV)/run.ok
	@echo "The dashboard opens at $(ADDRESS) (stop it with Ctrl+C)"
	@$(BIN)/python -m timeline.app

test: $(VENV)/test.ok
	@echo "Looking for a Chromium for the browser tests"
	@$(BIN)/python -m tests.chromium
	@echo "Running every test"
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not long"

test-long: $(VENV)/test.ok
	@echo "Running the tests that take minutes: every page for everyone, and a hostile dossier"
	@$(BIN)/python -m pytest -m long

test-fast: $(VENV)/test.ok
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not long"

test-clients: $(VENV)/test.ok
	@$(BIN)/python -m tests.clients.present
	@echo "Opening every export in its own program"
	@$(BIN)/python -m pytest tests/clients -rs --durations=5

lint: $(VENV)/test.ok
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/pyright

bench: $(VENV)/test.ok
	@$(BIN)/python -m bench.peers
	@$(BIN)/python -m bench --write

bench-peers: $(VENV)/test.ok
	@$(BIN)/python -m bench.peers

screenshots: $(VENV)/test.ok
	@$(BIN)/python -m docs.screenshots

lock:
	uv pip compile pyproject.toml --universal --generate-hashes -q -o requirements.txt --custom-compile-command "make lock"
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes -q -c requirements.txt -o requirements-dev.txt --custom-compile-command "make lock"

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) found: install Python 3.11 or newer, or say make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, and $(PYTHON) is older: say make PYTHON=python3.12 (or the one you have)"; exit 1; }
	@echo "Making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The environment could not be made. On Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/run.ok: requirements.txt | $(BIN)/python
	@echo "Installing what the program needs (about two minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.ok: requirements-dev.txt $(VENV)/run.ok
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
