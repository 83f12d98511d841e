# `make site` and `make test` need Python >= 3.11, git and the network of a package index; the browser tests also need Chromium.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LOCKS  := requirements
PIP     = $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --only-binary :all:
DATA   ?= data
OUT    ?= site
TODAY  ?=
ROOT    = $(if $(filter-out 0,$(shell id -u)),sudo)
WEB    := tests/web/node_modules/.package-lock.json

# What is compiled is kept, whatever the surroundings wish: the second run of the tests does not compile them again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: site serve check test test-quick test-all test-open-data test-office lint zensical fuzz fuzz-nightly coverage mutation audit bench bench-form bench-pages lighthouse html pictures guide-pictures screenshot lock browser office java clean

site: $(VENV)/site  ## the whole site from data/ into site/
	$(BIN)/thubay build --data $(DATA) --out $(OUT) $(if $(TODAY),--today $(TODAY))

serve: $(VENV)/site  ## live preview
	$(BIN)/mkdocs serve

check: $(VENV)/site  ## every problem in data/
	$(BIN)/thubay check $(DATA)

test: $(VENV)/test $(WEB) browser lint  ## everything, a browser included
	$(BIN)/pytest -n 2 --dist loadfile

test-quick: $(VENV)/test  ## the part that answers in half a minute
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow and not browser"

test-all: test fuzz test-open-data test-office html bench-pages lighthouse pictures $(VENV)/bench  ## what CI runs: all that can be right or wrong; times it only prints, those of the benchmark's small size too
	$(BIN)/python -m bench --sizes S --runs 1

test-open-data: $(VENV)/open-data  ## the open data read with the field's own tools
	$(BIN)/pytest -n 0 tests/tools_open_data.py

test-office: $(VENV)/test office  ## workbooks and documents through LibreOffice, and as they print
	$(BIN)/pytest -n 0 tests/office_*.py

fuzz: $(VENV)/test  ## 100,000 documents and 10,000 photos changed at random; fails on a crash, a check over 0.2 s or 150 MB
	$(BIN)/python -m tests.fuzz.documents --mutants 100000
	$(BIN)/python -m tests.fuzz.photos

fuzz-nightly: $(VENV)/test  ## ten times as many, others every day
	$(BIN)/python -m tests.fuzz.documents --mutants 1000000 --seed $$(date +%Y%m%d)
	$(BIN)/python -m tests.fuzz.photos --mutants 1000000 --seed $$(date +%Y%m%d)

coverage: $(VENV)/test  ## every branch of the validator and the review, by the quick tests and the hostile corpus; fails under 100 %
	rm -rf .coverage
	$(BIN)/coverage run -m pytest -n 2 -m "not slow and not browser" --hypothesis-seed 7
	$(BIN)/coverage run -m pytest -n 2 -m slow tests/test_review.py tests/test_hostile_corpus.py
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

mutation: $(VENV)/mutation  ## changes the reader, the validator and the rules, and counts what the tests notice; fails under 90 %
	$(BIN)/python -m tests.mutation

lint: $(VENV)/test $(WEB)  ## style, types, the form's scripts among them, the floors of the house, and the workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	tests/web/node_modules/.bin/tsc --project tests/web/tsconfig.json
	$(BIN)/lint-imports
	$(BIN)/actionlint
	$(BIN)/zizmor --offline --persona pedantic --strict-collection --quiet .github

zensical: $(VENV)/test  ## the same site by Material's successor
	rm -rf .zensical
	$(BIN)/thubay pages --data $(DATA) --out .zensical $(if $(TODAY),--today $(TODAY))
	cd .zensical && ../$(BIN)/python -m zensical build --strict

audit: $(VENV)/audit  ## known holes in what the locks pin; asks the package index
	$(BIN)/pip-audit --disable-pip --require-hashes $(foreach lock,$(wildcard $(LOCKS)/*.txt),--requirement $(lock))

bench: $(VENV)/bench  ## time and memory against an empty Material site and Hugo
	$(BIN)/python -m bench

bench-form: site $(VENV)/test browser  ## the weight of the communes' form, and when a cheap phone can use it
	$(BIN)/python -m bench.form $(OUT)

bench-pages: site $(VENV)/test browser  ## what the first view of every kind of page weighs, and how soon and steadily it stands; fails over 90 KB or at another host, with STRICT=1 over a time too
	$(BIN)/python -m bench.pages $(OUT) $(if $(STRICT),--strict)

lighthouse: site $(VENV)/test $(WEB) browser  ## Lighthouse on a phone for every kind of page; fails under 100 for access, practice or search, with STRICT=1 under 98 for speed too
	$(BIN)/python -m bench.lighthouse $(OUT) $(if $(STRICT),--strict)

html: $(VENV)/test $(WEB) java  ## the checker of HTML and CSS over every page of the tiny site; fails on an error
	$(BIN)/pytest -n 0 tests/tools_html.py

pictures: $(VENV)/test browser  ## every kind of page at three widths and on paper into .pictures/, held against tests/pictures; BLESS=1 keeps the new ones
	test -d /usr/share/fonts/truetype/noto || ($(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends fonts-noto-core)
	$(BIN)/python -m tests.pictures $(if $(BLESS),--bless)

guide-pictures: $(VENV)/test browser  ## the pictures of the guide for officials, from the form as it is; see them before committing
	test -e /usr/lib/chromium/locales/vi.pak || ($(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends chromium-l10n)
	$(BIN)/thubay build --data $(DATA) --out .guide/site --today 2026-11-24
	$(BIN)/python -m docs.guide_pictures .guide/site
	rm -rf .guide

screenshot: site $(VENV)/test browser  ## the picture in the README
	$(BIN)/python docs/screenshot.py $(OUT)

lock: $(VENV)/test  ## write the hash-locked requirements anew
	$(BIN)/uv pip compile --quiet --only-binary :all: --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra build -o $(LOCKS)/site.txt
	$(BIN)/uv pip compile --quiet --only-binary :all: --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra build --extra test -c $(LOCKS)/site.txt -o $(LOCKS)/test.txt
	$(BIN)/uv pip compile --quiet --only-binary :all: --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra build --extra test --extra bench -c $(LOCKS)/test.txt -o $(LOCKS)/bench.txt
	$(BIN)/uv pip compile --quiet --only-binary :all: --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra build --extra test --extra bench --extra open-data -c $(LOCKS)/bench.txt -o $(LOCKS)/open-data.txt
	$(BIN)/uv pip compile --quiet --only-binary :all: --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra build --extra test --extra bench --extra audit -c $(LOCKS)/bench.txt -o $(LOCKS)/audit.txt
	$(BIN)/uv pip compile --quiet --only-binary :all: --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra build --extra test --extra mutation -c $(LOCKS)/test.txt -o $(LOCKS)/mutation.txt

# One virtual environment; each mark says which lock it holds.
$(VENV)/site: $(LOCKS)/site.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --requirement $(LOCKS)/site.txt
	$(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps --no-index --no-build-isolation --editable .
	$(BIN)/python -m compileall -q generator
	touch $@

$(VENV)/test: $(LOCKS)/test.txt $(VENV)/site
	$(PIP) --requirement $(LOCKS)/test.txt
	touch $@

$(VENV)/bench: $(LOCKS)/bench.txt $(VENV)/test
	$(PIP) --requirement $(LOCKS)/bench.txt
	touch $@

$(VENV)/open-data: $(LOCKS)/open-data.txt $(VENV)/bench
	$(PIP) --requirement $(LOCKS)/open-data.txt
	touch $@

$(VENV)/audit: $(LOCKS)/audit.txt $(VENV)/bench
	$(PIP) --requirement $(LOCKS)/audit.txt
	touch $@

$(VENV)/mutation: $(LOCKS)/mutation.txt $(VENV)/test
	$(PIP) --requirement $(LOCKS)/mutation.txt
	touch $@

# Node's programs come by their own lock, which names no host; where there is no node, Debian's.
$(WEB): tests/web/package-lock.json
	command -v npm >/dev/null || ($(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends nodejs npm)
	cd tests/web && npm ci --ignore-scripts --no-fund --no-audit --silent
	touch $@

java:
	command -v java >/dev/null || ($(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends default-jre-headless)

browser:
	command -v chromium >/dev/null || ($(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends chromium)

office:
	command -v soffice >/dev/null && command -v pdftoppm >/dev/null && test -d /usr/share/fonts/truetype/liberation2 || ($(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation2 poppler-utils)

clean:
	rm -rf $(OUT) .$(OUT)-* $(VENV) .bench .zensical
