# Two commands: `make demo` shows everything, `make test` checks everything.
# Nothing but Python 3.11 or newer, git and make is presumed.

PYTHON ?= python3
SERVE ?= yes
PORT ?= 8000
DEMO := build/demo
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
READY := $(VENV)/ready
export NO_MKDOCS_2_WARNING := 1

.PHONY: demo test test-elsewhere lint types check site serve browser faketime screenshot words lock clean

demo: $(READY)
	@rm -rf $(DEMO)
	@$(BIN)/rindoku demo $(DEMO)
	@echo; echo "== rindoku check"
	@cd $(DEMO) && $(BIN)/rindoku check
	@echo; echo "== rindoku stale"
	@cd $(DEMO) && $(BIN)/rindoku stale
	@echo; echo "== mkdocs build --strict"
	@cd $(DEMO) && $(BIN)/mkdocs build --strict --quiet
	@echo "The site is in $(DEMO)/site."
ifeq ($(SERVE),yes)
	@echo; echo "== http://127.0.0.1:$(PORT)/   (Ctrl-C ends it)"
	@cd $(DEMO) && $(BIN)/mkdocs serve --quiet --dev-addr 127.0.0.1:$(PORT)
endif

test: lint types check site browser
	$(BIN)/pytest

# The tests on other days and in other places: a time zone and what its clocks show at the start.
# The browser keeps out of it: it starts processes of its own that bear no other clock.
ELSEWHERE ?= UTC=2031-06-15T12:00 Pacific/Kiritimati=2028-02-29T23:50 \
  Pacific/Pago_Pago=2026-12-31T23:50
test-elsewhere: $(READY) faketime
	@for place in $(ELSEWHERE); do echo "== $$place"; \
	  TZ="$${place%%=*}" faketime --exclude-monotonic "$${place#*=}" \
	    $(BIN)/python -m pytest -n 0 -p tests.elsewhere -m "not browser" || exit 1; done

faketime:
	@command -v faketime >/dev/null || { \
	  echo "No faketime here: installing Debian's"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq faketime >/dev/null; }

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy

check: $(READY)
	$(BIN)/rindoku check

site: $(READY)
	$(BIN)/mkdocs build --strict --quiet --site-dir build/site

serve: $(READY)
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

# A real browser: the one on this machine, or Debian's.
browser:
	@tests/browser/find-chromium >/dev/null || { \
	  echo "No Chromium here: installing Debian's"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; }

screenshot: $(READY) browser
	$(BIN)/python docs/tools/screenshot.py

# The product's words: collect them, bring the Japanese catalog up to date, compile it.
LOCALE := tooling/rindoku/locale
CLICK = $(shell $(BIN)/python -c 'import os, click; print(os.path.dirname(click.__file__))')
words: $(READY)
	@mkdir -p build/words
	@$(BIN)/python docs/tools/words.py > build/words/told.py
	cd tooling/rindoku && $(BIN)/pybabel -q extract -k say -F locale/babel.cfg --no-location --sort-output \
	  --omit-header -o $(CURDIR)/build/rindoku.pot . ../../docs/tools ../../build/words $(CLICK)
	$(BIN)/pybabel -q update -D rindoku -i build/rindoku.pot -d $(LOCALE) -l ja --no-fuzzy-matching --width 100 \
	  --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -D rindoku -d $(LOCALE)

STARTER := tooling/rindoku/scaffold/files
# The locks hold hashes and no addresses, for every platform: ours, and that of a team's workflows.
lock: $(READY)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev \
	  --no-annotate --no-header --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header -c requirements.lock pyproject.toml -o $(STARTER)/.github/rindoku.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Rindoku needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
