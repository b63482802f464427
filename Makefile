# Thin names for the commands that the README shows.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: install demo test full crawl check format lock

install: .venv/installed

.venv/installed: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: install
	$(BIN)/scrapy demo

test: install
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

full: install
	$(BIN)/python -m pytest -m full

crawl: install
	$(BIN)/scrapy crawl archive

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cog --check -p "import os; os.environ['COLUMNS'] = '80'" README.md docs/*.md

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/cog -r -p "import os; os.environ['COLUMNS'] = '80'" README.md docs/*.md

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --all-extras pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --all-extras --group dev pyproject.toml -o requirements-dev.lock
