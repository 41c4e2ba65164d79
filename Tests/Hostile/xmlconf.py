#!/usr/bin/env python3
"""The XML conformance suite of the W3C against the reader of cases: xmlconf.py BINARY FOLDER

FOLDER is the suite's folder `xmlconf`, with its catalogues; Qt's sources have a copy, for one. No document of it is a
case, so each has to end with status 1 and an error, in bounded time and memory. What is not well-formed must be refused
for that or for its document type; where the schema already refuses its root, it is looked at again as a model of rules,
which has no schema. What is well-formed without a document type must not be called malformed. Documents of XML 1.1 are
read as 1.0, and only counted. Ends with 1 if anything failed.
"""
import collections, os, re, resource, subprocess, sys, tempfile

BINARY, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SECONDS, BYTES = 20, 2 << 30
# Declares UTF-16 and is UTF-8, which its bytes tell; it is read as what it is.
READ_ANYWAY = {"eduni/errata-2e/E61.xml"}


def tests():
    """Type and path of each document that a catalogue names and that is there."""
    seen = set()
    for folder, _, names in sorted(os.walk(FOLDER)):
        for name in sorted(names):
            if not name.endswith(".xml"):
                continue
            text = open(os.path.join(folder, name), "rb").read().decode("latin-1")
            for tag in re.findall(r"<TEST\s[^>]*>", text):
                kind, uri = (re.search(rf'\b{word}\s*=\s*["\']([^"\']*)', tag) for word in ("TYPE", "URI"))
                path = os.path.normpath(os.path.join(folder, uri[1])) if kind and uri else ""
                if os.path.isfile(path) and path not in seen:
                    seen.add(path)
                    yield kind[1], path


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def verdict(path):
    """What was said of a document first: malformed, doctype, root, or what is wrong with the answer."""
    try:
        run = subprocess.run([BINARY, "check", path], stdin=subprocess.DEVNULL, capture_output=True,
                             timeout=SECONDS, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return "FAILED: took too long"
    said = (run.stderr + run.stdout).decode("utf-8", "replace")
    errors = re.findall(r"^.*?: error: (.*)$", said, re.M)
    if run.returncode != 1 or not errors:
        return f"FAILED: status {run.returncode}, {len(errors)} errors"
    if errors[0].startswith("the root element "):
        return "root"
    if len(errors) != 1:
        return f"FAILED: {len(errors)} errors"
    return "doctype" if "document type" in errors[0] else "malformed"


def verdictAsModel(path):
    with tempfile.TemporaryDirectory() as folder:
        link = os.path.join(folder, "model.dmn")
        os.symlink(path, link)
        return verdict(link)


counts = collections.Counter()
failures = 0
for kind, path in tests():
    found = verdict(path)
    text = open(path, "rb").read()
    hasType = b"<!DOCTYPE" in text or b"<\0!\0D\0O" in text or b"\0<\0!\0D\0O" in text
    if found == "root" and kind == "not-wf":
        found = verdictAsModel(path)
    if "xml-1.1" in path or re.search(rb"version=.1\.1", text):
        kind = "1.1, " + kind
    if not found.startswith("FAILED"):
        if kind == "not-wf" and found == "root" and os.path.relpath(path, FOLDER) not in READ_ANYWAY:
            found = "FAILED: not well-formed, and not noticed"
        elif kind in ("valid", "invalid") and found == "malformed" and not hasType:
            found = "FAILED: well-formed, and called malformed"
    counts[kind, found] += 1
    if found.startswith("FAILED"):
        failures += 1
        print(f"{found}: {os.path.relpath(path, FOLDER)}", flush=True)
for (kind, found), count in sorted(counts.items()):
    print(f"{count:5} {kind}: {found}")
print(f"{sum(counts.values())} documents, {failures} failures")
sys.exit(1 if failures or not counts else 0)
