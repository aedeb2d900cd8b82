# make evaluate   set up, build the dataset, train the linear baseline, score it, print the table
# make test       set up, lint, types, tests
# make pr         what a pull request on the corpus is asked, on your desk
# make help       the rest

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements
LABELSTUDIO := build/labelstudio-venv

.PHONY: help evaluate test fuzz check format lock build datasheet validity clean pr labelstudio labelstudio-import labelstudio-stop

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo "make pr-check   one step of it: also pr-format, pr-version, pr-diff, pr-preview (BASE=origin/main)"
	@echo "make check      say everything that is wrong with the corpus"
	@echo "make fuzz [EXAMPLES=N]  try to break every reader and importer, for some minutes"
	@echo "make format     format code and annotation files"
	@echo "make labelstudio [ARTICLES=\"ID ID\"] [LAYER=NAME] [PORT=N]  annotate in Label Studio, in the browser"
	@echo "make labelstudio-import [ARTICLES=...] [LAYER=NAME] [REPLACE=1]  bring back what was annotated"
	@echo "make labelstudio-stop  stop it"
	@echo "make validity   measure the agreement of the layers anew (before make datasheet)"
	@echo "make datasheet  count the figures of DATASHEET.md anew"
	@echo "make lock       pin the dependencies anew (needs uv)"
	@echo "make clean      remove the environment and what was built"

evaluate: $(VENV)/runtime
	$(BIN)/actes build
	$(BIN)/python evaluate.py --baseline linear --output build/report.json

test: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/actes check
	$(BIN)/actes fmt --check
	$(BIN)/pytest --numprocesses auto --dist worksteal

# No more memory than 8 GB: an input that takes it is a fault. EXAMPLES is the number of inputs for each target.
fuzz: $(VENV)/dev
	ulimit -v 8000000; $(if $(EXAMPLES),EXAMPLES=$(EXAMPLES)) $(BIN)/pytest tests/fuzz --hypothesis-profile=fuzz

check: $(VENV)/runtime
	$(BIN)/actes check

format: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/actes fmt

build: $(VENV)/runtime
	$(BIN)/actes build

# The steps of a pull request; its workflow runs these targets. They take the environment of .venv if there is one, or
# else an actes on the PATH, and set up neither anew: they work without a network.
BASE ?=
FORMAT ?= text
LINK ?=
ACTES := $(or $(wildcard $(BIN)/actes),$(shell command -v actes 2>/dev/null))
PR_STEPS := pr-check pr-format pr-version pr-diff pr-preview
REVIEW := $(or $(ACTES),$(BIN)/actes) review --format "$(FORMAT)" $(if $(BASE),--base "$(BASE)") $(if $(LINK),--link "$(LINK)")

.PHONY: $(PR_STEPS)
pr: $(if $(ACTES),,$(VENV)/runtime)
	@$(REVIEW)

$(PR_STEPS): pr-%: $(if $(ACTES),,$(VENV)/runtime)
	@$(REVIEW) $*

labelstudio: $(VENV)/runtime $(LABELSTUDIO)/installed
	@$(BIN)/actes labelstudio start --venv $(LABELSTUDIO) $(if $(LAYER),--layer $(LAYER)) $(if $(PORT),--port $(PORT)) $(ARTICLES)

labelstudio-import: $(VENV)/runtime $(LABELSTUDIO)/installed
	@$(BIN)/actes labelstudio import --venv $(LABELSTUDIO) $(if $(LAYER),--layer $(LAYER)) $(if $(REPLACE),--replace) $(ARTICLES)

labelstudio-stop: $(VENV)/runtime
	@$(BIN)/actes labelstudio stop

# Label Studio has 160 dependencies and never shares an environment with this project.
$(LABELSTUDIO)/installed: | $(VENV)/bin/python
	@echo "installing Label Studio (1 GB, some minutes) in $(LABELSTUDIO), this once"
	$(PYTHON) -m venv --clear $(LABELSTUDIO)
	$(LABELSTUDIO)/bin/python -m pip install --disable-pip-version-check --quiet "label-studio==1.23.*"
	@touch $@

# The agreement of the layers that were made independently, as the data sheet states it.
validity: $(VENV)/runtime
	$(BIN)/actes agreement --layers whole-article layer-by-layer --summary --format json > build/agreement.json
	mv build/agreement.json corpus/validity/results/agreement.json

# The data sheet in git is the one of the built dataset, whose figures are counted.
datasheet: build
	cp build/actes/DATASHEET.md DATASHEET.md

# The lock names versions and hashes, and no index: it installs from whatever index pip is set up for.
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --quiet --output-file $(LOCK)/runtime.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --quiet --constraint $(LOCK)/runtime.txt --output-file $(LOCK)/dev.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 ..."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: $(LOCK)/runtime.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --requirement $(LOCK)/runtime.txt
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(LOCK)/dev.txt $(VENV)/runtime
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --requirement $(LOCK)/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) build
