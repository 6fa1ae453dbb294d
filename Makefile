# Everything a person types. `make run` needs Python 3.11 or newer; nothing else.
BIN := .venv/bin

.PHONY: run test check lint search pictures bench build schema lock clean
.DEFAULT_GOAL := run

run:
	@scripts/setup run
	@exec $(BIN)/production-tool serve

# Everything, from nothing.
test:
	@scripts/setup dev
	@$(MAKE) --no-print-directory check

# The same without the set-up. Ends with pytest's own summary line.
check: export PRODUCTION_TOOL_GALLERY = true
check: lint build
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pytest -q -n 2 --dist loadgroup

lint:
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@said=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$said"; exit 1; }
	@$(BIN)/pyright --pythonpath $(BIN)/python

# Looks for cases nobody thought of, other ones each time, and keeps what it finds in .hypothesis/.
SEARCHED := $$(grep -rlE '^from hypothesis|^import hypothesis' tests --include='test_*.py')
search:
	@nice $(BIN)/pytest -q -n 2 --dist loadgroup --hypothesis-profile=search --timeout=3600 $(SEARCHED)

# Takes the pictures of the screens anew; look at them (git diff shows which) before keeping them.
pictures:
	@WRITE_PICTURES=1 $(BIN)/pytest -q -n 0 tests/e2e -k looks_as_it_did
	@git status --short tests/pictures

bench: build
	@$(BIN)/python -m bench

build:
	@$(BIN)/production-tool build

# Writes the migrated schema down, to be read as a difference.
schema:
	@WRITE_SCHEMA=1 $(BIN)/pytest -q -n 0 tests/migrations/test_schema.py

lock:
	@scripts/lock

# Keeps data/: that is yours.
clean:
	rm -rf .venv .web .pytest_cache .ruff_cache .hypothesis
