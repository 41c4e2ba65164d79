# The commands of this project. `make` alone lists them.
CASE ?= Cases/$(notdir $(firstword $(wildcard Cases/*.xml)))
TESTS = swift test --disable-xctest
RELEASE = swift build -c release --static-swift-stdlib

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

.PHONY: run
run: build ## build, and advise on a shipped case (another one: make run CASE=Cases/….xml)
	@.build/release/rationale advise $(CASE)

.PHONY: build
build: needs ## build the release binary, .build/release/rationale
	@$(RELEASE) --product rationale

.PHONY: test
test: needs ## run all tests
	@$(TESTS)

.PHONY: golden
golden: needs ## write the golden files anew (the run fails on purpose: read the difference, then commit)
	@UPDATE_GOLDEN=1 $(TESTS) --filter 'AdvisorTests|RationaleTests'

.PHONY: man
man: build ## write the manual page, .build/rationale.1, from the commands' definitions
	@.build/release/rationale help man > .build/rationale.1
	@echo "man -l .build/rationale.1"

.PHONY: check
check: build ## check the rules and the cases
	@.build/release/rationale check Rules Cases

.PHONY: conformance
conformance: needs ## run the DMN conformance tests found in the folder DMN_TCK
	@swift build -c release --product conformance
	@.build/release/conformance "$${DMN_TCK:-../shared/dmn-tck}" .build/tck_results.csv

# Questions and graded answers to measure the drills' grader by: questions.jsonl and graded-answers.jsonl.
GRADED_ANSWERS ?= ../shared/drills

.PHONY: grade
grade: build ## measure the drills' grader by the answers in the folder GRADED_ANSWERS
	@if [ -f "$(GRADED_ANSWERS)/graded-answers.jsonl" ]; then \
	  .build/release/rationale grade --measure --rubric "$(GRADED_ANSWERS)/questions.jsonl" \
	    --answers "$(GRADED_ANSWERS)/graded-answers.jsonl"; \
	else echo "skipped: no graded answers in $(GRADED_ANSWERS) (set GRADED_ANSWERS to a folder that has them)"; fi

.PHONY: records
records: build ## round trips of decision records through adr-tools, a MkDocs plug-in and a CommonMark parser
	@Tests/records.sh .build/release/rationale

.PHONY: coverage
coverage: needs ## run all tests and print how much of the sources they reach
	@$(TESTS) --enable-code-coverage
	@"$$(dirname "$$(readlink -f "$$(command -v swift)")")"/llvm-cov report .build/debug/*.xctest \
	  -instr-profile .build/debug/codecov/default.profdata -ignore-filename-regex='\.build|Tests'

# libFuzzer's library, and how often each fuzzer is run. The seed is fixed, and that of Swift's hashes; libFuzzer and
# libxml2 draw some numbers of their own, so that two runs are alike and not the same.
FUZZER_LIBRARY = $(firstword $(wildcard $(dir $(shell readlink -f "$$(command -v swift)"))../lib/clang/*/lib/linux))
FUZZ ?= -runs=20000 -seed=1
FUZZERS = fuzz-feel fuzz-dmn fuzz-xml fuzz-facts fuzz-batch fuzz-grade

.PHONY: fuzz
fuzz: needs ## fuzz everything that reads input (longer: make fuzz FUZZ=-max_total_time=600)
	@cd Fuzz && for fuzzer in $(FUZZERS); do \
	  FUZZER_RUNTIME=$(FUZZER_LIBRARY) swift build -c release --product $$fuzzer -Xswiftc -Xfrontend \
	    -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing -Xlinker -L$(FUZZER_LIBRARY) \
	    -Xlinker -lclang_rt.fuzzer_no_main-x86_64 -Xlinker -lstdc++ && \
	  found=$$(mktemp -d) && SWIFT_BACKTRACE=enable=no SWIFT_DETERMINISTIC_HASHING=1 .build/release/$$fuzzer $(FUZZ) -timeout=10 \
	    -rss_limit_mb=2000 -artifact_prefix=.build/ -verbosity=0 $$found corpus/$${fuzzer#fuzz-} && \
	  rm -r "$$found" && echo "$$fuzzer: nothing found" || exit 1; \
	done

# What looks at the pages: a browser of Debian, and packages of PyPI in a folder of their own.
WEB_PYTHON = .build/web/bin/python
WEB_PACKAGES = selenium schemathesis mcp pillow

.PHONY: web
web: build ## try the pages in a browser, the API and the tools (slow; installs Chromium)
	@command -v chromium chromedriver >/dev/null || { \
	  as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	  DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq --no-install-recommends \
	    chromium chromium-driver >&2; }
	@[ -x $(WEB_PYTHON) ] || { python3 -m venv .build/web && \
	  .build/web/bin/pip install -q $(WEB_PACKAGES) && \
	  .build/web/bin/pip install -q --no-deps axe-playwright-python; }
	@Tests/Web/run .build/release/rationale $(WEB_PYTHON)
# Rows for each decision, and random models beside the shipped ones; the databases' Python packages.
ROWS ?= 100000
MODELS ?= 10
WAREHOUSE = .build/warehouse
SHAPE_ROWS ?= 2000
SHAPE_MODELS ?= 100
COMPARE = Tests/Warehouse/compare.py .build/comparisons

.PHONY: warehouse
warehouse: needs comparisons ## hold the queries of `rationale sql` against SQLite, DuckDB and PostgreSQL
	@test -x $(WAREHOUSE)/bin/python || { python3 -m venv $(WAREHOUSE) && $(WAREHOUSE)/bin/pip -q install duckdb; }
	@for database in sqlite duckdb; do $(WAREHOUSE)/bin/python $(COMPARE) $$database || exit 1; done
	@Tests/Warehouse/postgres.sh $(WAREHOUSE)/bin/python $(COMPARE) postgres || test $$? = 77

.PHONY: spark
spark: needs comparisons ## hold the queries against Spark, on a cluster of two processes (slow)
	@command -v java >/dev/null || { echo "Spark needs Java: apt-get install default-jre-headless" >&2; exit 1; }
	@test -x .build/spark/bin/python || { python3 -m venv .build/spark && .build/spark/bin/pip -q install pyspark; }
	@.build/spark/bin/python $(COMPARE) spark

.PHONY: dbt
dbt: needs comparisons ## run queries as models of dbt, on DuckDB
	@test -x .build/dbt/bin/dbt || { python3 -m venv .build/dbt && \
	  .build/dbt/bin/pip -q install 'dbt-core==1.10.*' 'dbt-duckdb==1.10.*'; } || \
	  { echo "dbt: skipped, as it cannot be installed here" >&2; exit 0; }; \
	test ! -x .build/dbt/bin/dbt || .build/dbt/bin/python $(COMPARE)/rows dbt

.PHONY: warehouse-example
warehouse-example: build ## decide 10 million rows on DuckDB and on Spark, and hold the two against `rationale batch`
	@test -x $(WAREHOUSE)/bin/python || { python3 -m venv $(WAREHOUSE) && $(WAREHOUSE)/bin/pip -q install duckdb; }
	@test -x .build/spark/bin/python || { python3 -m venv .build/spark && .build/spark/bin/pip -q install pyspark; }
	@$(WAREHOUSE)/bin/python Benchmarks/sql/example.py duckdb
	@.build/spark/bin/python Benchmarks/sql/example.py spark
	@$(WAREHOUSE)/bin/python Benchmarks/sql/example.py compare

# All shapes on few rows of many models, and what is chosen by size on many rows.
.PHONY: comparisons
comparisons:
	@swift build -c release --product warehouse
	@rm -rf .build/comparisons
	@.build/release/warehouse Rules .build/comparisons/shapes $(SHAPE_ROWS) $(SHAPE_MODELS) case join diagram
	@.build/release/warehouse Rules .build/comparisons/rows $(ROWS) $(MODELS)
# Each in a folder of its own, so that the usual build is not thrown away; one after the other. Leaks are not looked
# for: constants of enumerations that hold a tagged pointer are taken for them. Locals stay on the stack, whose depth is
# measured by them. The thread sanitizer does not know the `Mutex` of the standard library and takes what it guards for
# unguarded, which the file of suppressions tells it.
SANITIZERS ?= address thread
ASAN = detect_leaks=0:detect_stack_use_after_return=0
TSAN = suppressions=$(CURDIR)/Tests/thread-sanitizer.txt

.PHONY: sanitize
sanitize: needs ## run all tests under the address sanitizer, then under the thread sanitizer
	@for sanitizer in $(SANITIZERS); do \
	  echo "$$sanitizer:" && ASAN_OPTIONS=$(ASAN) TSAN_OPTIONS=$(TSAN) $(TESTS) --sanitize=$$sanitizer --scratch-path .build-$$sanitizer || exit 1; \
	done

.PHONY: hostile
hostile: build ## kill writes, fill disks and feed attacks to the release binary (some: make hostile PARTS="kill disk")
	@python3 Tests/Hostile/hostile.py .build/release/rationale $(PARTS)

.PHONY: xmlconf
xmlconf: build ## hold the XML reader against the W3C's conformance suite in the folder XMLCONF
	@test -d "$(XMLCONF)" || { echo "XMLCONF names no folder: XMLCONF=…/xmlconf make xmlconf" >&2; exit 64; }
	@python3 Tests/Hostile/xmlconf.py .build/release/rationale $(XMLCONF)

SWIFT_SOURCES = Package.swift Sources Tests Plugins

.PHONY: format
format: ## lay out all Swift files
	@swift format -i -r $(SWIFT_SOURCES)

.PHONY: lint
lint: ## check the layout and the style of all Swift files
	@swift format lint --strict -r $(SWIFT_SOURCES)

# The system libraries that are linked, by the Debian package of their headers.
PACKAGES = libxml2-dev libpcre2-dev libsqlite3-dev libstemmer-dev

.PHONY: needs
needs:
	@command -v swift >/dev/null || { \
	  echo "Swift 6.2 or later is needed: https://www.swift.org/install" >&2; exit 1; }
	@missing=; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing" >&2; \
	  as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	  $$as_root apt-get update -qq >&2 && \
	  DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq $$missing pkg-config >&2; \
	fi
