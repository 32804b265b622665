# make run    start the dashboard on http://localhost:8501
# make dev    the same, and pages are run anew when a file changes
# make test   run the tests
# make test-serve  test what serves, in an environment of its own without TensorFlow
# make test-long   test what takes minutes: whole trainings, the image, PostgreSQL, bad days (TESTS=tests/… some of them)
# make fuzz   read 1,000 damaged files; `make fuzz FILES=10000 SEED=1` more, and others
# make fuzz-guided  the same for ten minutes, led by what the program does with them (Linux; needs atheris)
# make lint   check style; `make format` mends it
# make lock   write requirements.lock anew
# make clean  remove the virtual environment and caches

PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
FILES ?= 1000
SEED ?= 0
SECONDS ?= 600
PARALLEL := -n 2 --dist loadfile

# The first of these that is Python 3.11, 3.12 or 3.13; or name one: make run PYTHON=/path/to/python
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; (3, 11) <= sys.version_info[:2] <= (3, 13) and print("$(name)")' 2>/dev/null)))

export TF_CPP_MIN_LOG_LEVEL ?= 2

.PHONY: run dev test test-serve test-long fuzz fuzz-guided lint format lock clean

run: $(VENV)/installed
	$(BIN)/streamlit run streamlit_app.py --server.port $(PORT)

dev: $(VENV)/installed-dev
	$(BIN)/streamlit run streamlit_app.py --server.port $(PORT) --server.fileWatcherType auto --server.runOnSave true

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest $(PARALLEL)

test-serve: $(VENV)-serve/installed
	$(VENV)-serve/bin/python -m pytest $(PARALLEL)

test-long: $(VENV)/installed-dev
	$(BIN)/python -m pytest -m long $(TESTS)

fuzz: $(VENV)/installed-dev
	$(BIN)/python -m tests.fuzz --files $(FILES) --seed $(SEED)

fuzz-guided: $(VENV)/installed-dev
	$(BIN)/python -m pip install --disable-pip-version-check "atheris>=3,<4"
	$(BIN)/python -m tests.fuzz.guided --seconds $(SECONDS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# For all systems, and for all versions of Python that serve.
lock: $(VENV)/installed-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --output-file requirements.lock requirements-serve.txt

clean:
	rm -rf $(VENV) $(VENV)-serve .pytest_cache .ruff_cache

$(VENV)-serve/installed: requirements-serve.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m venv $(VENV)-serve
	$(VENV)-serve/bin/python -m pip install --disable-pip-version-check -r requirements-serve.txt \
		$$(grep '^pytest' requirements-dev.txt)
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed, and none was found: install one," \
		"or say where it is: make run PYTHON=/path/to/python3.13"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "No virtual environment could be made." \
		"On Debian and Ubuntu, install the package python3-venv."; exit 1; }

$(VENV)/installed: requirements.txt requirements-serve.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements.txt requirements-serve.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/installed
