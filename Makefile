# Everything a fresh machine needs is Python >= 3.11 and make; the virtual environment stands in the project root.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run live softphone test check bounds docs bench validate lock clean

run: .venv/run.stamp
	$(BIN)/sim run scenarios/peak_day.yaml

# What `acd serve` needs beyond the simulator: SIP, the agents' channel, speech, the wallboard.
live: .venv/live.stamp

# What the agents' softphone needs: SIP with SRTP, audio devices, the screen.
softphone: .venv/softphone.stamp

test: check
	$(BIN)/pytest -q

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Compiled code reads beyond a table without a word; here every index is checked.
bounds: .venv/dev.stamp
	NUMBA_BOUNDSCHECK=1 $(BIN)/pytest -q tests/engines/test_bounds.py

docs: .venv/dev.stamp
	LC_ALL=C.UTF-8 $(BIN)/cog -I docs -r README.md $$(find docs -name '*.md')

bench: .venv/dev.stamp
	$(BIN)/python -m bench
	$(BIN)/python -m bench.live
	$(BIN)/python -m bench.audio
	$(BIN)/python -m bench.attack
	$(BIN)/python -m bench.waits
	$(BIN)/python -m bench.softphone

validate: .venv/dev.stamp
	$(BIN)/python -m bench.validate

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Huawu needs Python 3.11 or later; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/live.stamp: .venv/run.stamp requirements/live.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/live.txt
	touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

.venv/softphone.stamp: .venv/run.stamp requirements/softphone.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/softphone.txt
	touch $@

# Whoever changes the dependencies in pyproject.toml writes the four lists anew (needs uv).
lock:
	echo "setuptools>=77" | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml - -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml --extra live -o requirements/live.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml --extra softphone -o requirements/softphone.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml --extra live --extra softphone --group dev -o requirements/dev.txt

clean:
	rm -rf .venv build *.egg-info runs .*_cache
