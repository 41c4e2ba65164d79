#!/usr/bin/env python3
"""Reading a library of cases, beside other readers, in one run: compare-xml.py FILE.xml [RUNS]

FILE is what `xml-bench generate FILE MEGABYTES` writes. Build first: `swift build -c release` here and in the root.
Needs xmllint (libxml2-utils); expat (libexpat1-dev and a C compiler) where it is installed. All readers take turns, so
that a busy machine is busy for all of them. Prints a table: the median, least and most wall time, the processor
time of the run that was fastest by wall time, megabytes a second of wall and of processor time, the most memory.
"""
import os, resource, shutil, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
FILE = os.path.abspath(sys.argv[1])
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
BENCH = f"{HERE}/.build/release/xml-bench"
RATIONALE = f"{ROOT}/.build/release/rationale"
SCHEMA = f"{ROOT}/Cases/case-study.xsd"
ITERPARSE = ("import sys, xml.etree.ElementTree as t\nn = 0\n"
             "for e, x in t.iterparse(sys.argv[1]):\n n += 1\n if x.tag.endswith('}caseStudy'): x.clear()\nprint(n)")

readers = [
    ("xmllint --stream --noout", ["xmllint", "--stream", "--noout", FILE]),
    ("xmllint --stream --noout --schema", ["xmllint", "--stream", "--noout", "--schema", SCHEMA, FILE]),
    ("Python, ElementTree.iterparse", [sys.executable, "-c", ITERPARSE, FILE]),
    ("elements, 1 core", [BENCH, "elements", FILE]),
    ("cases, 1 core", [BENCH, "cases", FILE, "-", "1"]),
    ("cases, all cores", [BENCH, "cases", FILE, "-"]),
    ("cases with schema, 1 core", [BENCH, "cases", FILE, SCHEMA, "1"]),
    ("cases with schema, all cores", [BENCH, "cases", FILE, SCHEMA]),
    ("rationale check", [RATIONALE, "check", FILE]),
    ("rationale batch", [RATIONALE, "batch", FILE, "-o", "/tmp/compare-xml.ndjson"]),
]
expat = f"{HERE}/.build/expat-count"
compiler = shutil.which("cc")
if compiler and subprocess.run([compiler, "-O2", f"{HERE}/peers/expat-count.c", "-o", expat, "-lexpat"],
                               capture_output=True).returncode == 0:
    readers.insert(2, ("expat, elements counted", [expat, FILE]))


def once(command):
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command} ended with {process.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


size = os.path.getsize(FILE) / 1e6
found = {name: [] for name, _ in readers}
for _ in range(RUNS):
    for name, command in readers:
        found[name].append(once(command))
print(f"{size:.0f} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}, {RUNS} runs\n")
print("| reader | wall s: median (least to most) | processor s (least) | MB/s wall | MB/s processor | memory MB |")
print("|---|---|---|---|---|---|")
for name, runs in found.items():
    walls = sorted(run[0] for run in runs)
    processor = min(run[1] for run in runs)
    wall = statistics.median(walls)
    print(f"| {name} | {wall:.2f} ({walls[0]:.2f} to {walls[-1]:.2f}) | {processor:.2f} | {size / wall:.0f} | "
          f"{size / processor:.0f} | {max(run[2] for run in runs) / 1024:.0f} |")
