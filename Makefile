# Two commands do everything on a fresh machine: `make demo` and `make test`.
# All that is installed lies in .venv; nothing outside the repository is touched.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LANG_SHOWN ?= zh
JOBS   ?= 2
comma  := ,
# The Spark engine is tested where there is a Java to run it.
SPARK  := $(if $(shell command -v java 2>/dev/null),$(comma)spark)
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: help demo test check bench figures weights notebooks words front lab clean

help:            ## what can be made
	@grep -E '^[a-z]+: .*##' Makefile | sed -E 's/:[^#]*## /	/'

$(VENV)/.base: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -e '.[lab]'
	touch $@

$(VENV)/.test: $(VENV)/.base
	$(PIP) -e '.[lab,app,zh,fast,match,msg,team,test$(SPARK)]'
	touch $@

$(VENV)/.check: $(VENV)/.test
	$(PIP) -e '.[check]'
	touch $@

$(VENV)/.bench: $(VENV)/.test
	$(PIP) -e '.[bench]'
	touch $@

demo: $(VENV)/.base   ## set up, run the main job on the shipped case, say where the plans are
	$(BIN)/workbench demo --out demo-out --lang $(LANG_SHOWN)

test: $(VENV)/.test   ## every test, and the notebooks under nbval
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile
	$(BIN)/python -m pytest --nbval -p no:cacheprovider notebooks

check: $(VENV)/.check ## format, lint, types, layers, words, then all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-cache
	$(MAKE) test

bench: $(VENV)/.bench ## each figure beside the peer's, from one run
	$(BIN)/python -m benchmarks

figures: $(VENV)/.test ## the promises on safety and reliability, each beside its target
	$(BIN)/python -m benchmarks.figures --full

weights: $(VENV)/.bench ## learn again what names, sentences and letters are (tests/data/corpus)
	$(BIN)/python -m benchmarks.spans
	$(BIN)/python -m benchmarks.spans_zh
	$(BIN)/python -m benchmarks.learning

notebooks: $(VENV)/.test ## run the notebooks again and rewrite them, canonically
	$(BIN)/python -m workbench.lab.notebooks notebooks

words: $(VENV)/.check ## compile the catalogues of words
	for po in workbench/wording/locale/zh/LC_MESSAGES/*.po; do $(BIN)/pybabel -q compile -i $$po -o $${po%.po}.mo; done

front:           ## build the browser bundles from npm sources (needs Node.js)
	npm --prefix front ci --no-audit --no-fund
	npm --prefix front run build

lab: $(VENV)/.base    ## JupyterLab on a copy of the shipped case, offline
	$(BIN)/workbench lab

clean:           ## remove what make made
	rm -rf $(VENV) demo-out build dist artefacts .pytest_cache .mypy_cache .ruff_cache
