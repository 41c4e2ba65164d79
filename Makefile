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

.PHONY: coverage
coverage: needs ## run all tests and print how much of the sources they reach
	@$(TESTS) --enable-code-coverage
	@"$$(dirname "$$(readlink -f "$$(command -v swift)")")"/llvm-cov report .build/debug/*.xctest \
	  -instr-profile .build/debug/codecov/default.profdata -ignore-filename-regex='\.build|Tests'

# libFuzzer's library, and how often each fuzzer is run; the seed is fixed, so that a run can be repeated.
FUZZER_LIBRARY = $(firstword $(wildcard $(dir $(shell readlink -f "$$(command -v swift)"))../lib/clang/*/lib/linux))
FUZZ ?= -runs=20000 -seed=1
FUZZERS = fuzz-feel fuzz-dmn

.PHONY: fuzz
fuzz: needs ## fuzz the expression parser and the model reader (longer: make fuzz FUZZ=-max_total_time=600)
	@cd Fuzz && for fuzzer in $(FUZZERS); do \
	  FUZZER_RUNTIME=$(FUZZER_LIBRARY) swift build -c release --product $$fuzzer -Xswiftc -Xfrontend \
	    -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing -Xlinker -L$(FUZZER_LIBRARY) \
	    -Xlinker -lclang_rt.fuzzer_no_main-x86_64 -Xlinker -lstdc++ && \
	  found=$$(mktemp -d) && SWIFT_BACKTRACE=enable=no .build/release/$$fuzzer $(FUZZ) -timeout=10 \
	    -rss_limit_mb=2000 -artifact_prefix=.build/ -verbosity=0 $$found corpus/$${fuzzer#fuzz-} && \
	  rm -r "$$found" && echo "$$fuzzer: nothing found" || exit 1; \
	done

SWIFT_SOURCES = Package.swift Sources Tests Plugins

.PHONY: format
format: ## lay out all Swift files
	@swift format -i -r $(SWIFT_SOURCES)

.PHONY: lint
lint: ## check the layout and the style of all Swift files
	@swift format lint --strict -r $(SWIFT_SOURCES)

# The system libraries that are linked, by the Debian package of their headers.
PACKAGES = libxml2-dev libpcre2-dev libstemmer-dev

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
