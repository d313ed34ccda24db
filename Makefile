# make demo  everything from nothing to a first result      make test   everything from nothing to green
# make check what CI holds a change to, without set-up      make bench  the numbers we hold ourselves to
# make screenshots  each step of the page, under build/screenshots
# make docs  the pages of the checks, under build/docs      make media  draw the sample media anew
# make new-check CODE=LIT108 NAME=mixed-light               make new-plugin NAME=acme
# make new-perceiver ROOM=light NAME=mixed-light            what a check goes by
# make translations  take new sentences into the catalogues make calibrate  measure the limits on labelled pictures
# make new-language LANG=it  begin one more language         make release-check  what has to be complete at a release
# make fairness  the table of false findings by skin tone

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SOURCES := envcheck tools samples tests plugins hatch_build.py
ENVCHECK_MODELS ?= $(CURDIR)/build/models
export ENVCHECK_MODELS
APT := $(if $(filter-out 0,$(shell id -u)),sudo apt-get,apt-get)

.PHONY: demo test check lint types contracts bench docs screenshots media new-check new-plugin translations calibrate fairness clean
.DEFAULT_GOAL := test

# OpenCV's wheel is linked against these two libraries of the system; a server or a container may lack them
define system-libraries
	@if command -v apt-get >/dev/null && ! { ldconfig -p | grep -q libGL.so.1 && ldconfig -p | grep -q libglib-2.0.so.0; }; \
	then $(APT) update -qq && $(APT) install -qq -y --no-install-recommends libgl1 libglib2.0-0; fi
endef

# Programs that tests run real clients and real relays with, by their commands, and Debian's packages of them
PROGRAMS := node:nodejs npm:npm chromium:chromium firefox-esr:firefox-esr turnserver:coturn strace:strace nft:nftables ip:iproute2
define test-programs
	@missing=; for program in $(PROGRAMS); do PATH="$$PATH:/usr/sbin" command -v $${program%%:*} >/dev/null || missing="$$missing $${program##*:}"; done; \
	if test -n "$$missing" && command -v apt-get >/dev/null; \
	then $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -qq -y --no-install-recommends $$missing >/dev/null; fi
endef

$(READY): pyproject.toml constraints.txt hatch_build.py envcheck/perception/weights.py $(wildcard envcheck/locale/*/LC_MESSAGES/*.po)
	$(system-libraries)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq -c constraints.txt -e '.[dev]'
	@$(BIN)/envcheck models pull $(if $(wildcard ../shared/models),--from ../shared/models) >/dev/null 2>&1 || \
		echo "Some optional networks could not be brought here and are done without; envcheck models pull says why."
	@touch $@

demo: $(READY)
	@$(BIN)/envcheck doctor
	@echo
	@$(BIN)/envcheck check samples/media/ready.jpg samples/media/backlit.jpg samples/media/second-person-walks-in.mp4 \
		--annotate build/demo || test $$? -le 2
	@echo "The annotated pictures lie in build/demo/."

test: check

check: lint types contracts $(READY)
	$(test-programs)
	npm ci --prefix tests/web --no-audit --no-fund --silent
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff format --check -q $(SOURCES)
	$(BIN)/ruff check -q $(SOURCES)

types: $(READY)
	$(BIN)/mypy
	MYPYPATH=plugins/template $(BIN)/mypy plugins/template

contracts: $(READY)
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_live.py

screenshots: $(READY)
	$(test-programs)
	$(BIN)/python tools/screenshots.py

docs: $(READY)
	$(BIN)/python -m envcheck.render.pages build/docs docs

media: $(READY)
	$(BIN)/python samples/make_media.py
	$(BIN)/envcheck check samples/media/second-person.jpg --annotate samples/annotated.jpg || test $$? -le 2

calibrate: $(READY)
	$(BIN)/python tools/calibrate.py

fairness: $(READY)
	cd tools && ../$(BIN)/python -m calibration.fairness --write

new-check: $(READY)
	$(BIN)/python tools/new_check.py -- "$(CODE)" "$(NAME)"

new-plugin: $(READY)
	$(BIN)/python tools/new_plugin.py -- "$(NAME)"

translations: $(READY)
	$(BIN)/python tools/translations.py

clean:
	rm -rf $(VENV) build dist

# the page's types of the messages, after a change of their schema
.PHONY: message-types
message-types: $(READY)
	npm ci --prefix tests/web --no-audit --no-fund --silent
	$(BIN)/python tools/message_types.py

.PHONY: new-language release-check
# the shell's own LANG says what it speaks itself, and begins nothing
new-language: $(READY)
	$(BIN)/python tools/translations.py --new "$(if $(filter command,$(origin LANG)),$(LANG))"

release-check: $(READY)
	$(BIN)/python tools/translations.py --complete

.PHONY: new-perceiver
new-perceiver: $(READY)
	$(BIN)/python tools/new_perceiver.py -- "$(ROOM)" "$(NAME)"
