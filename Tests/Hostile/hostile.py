#!/usr/bin/env python3
"""What may not happen, tried on the real binary: hostile.py BINARY [PART…]

Parts: kill (an export of 1,000 cases killed fifty times), resume (a batch killed twenty times), disk (a full disk),
attacks (documents that would read files, open sockets or fill memory), output (terminal escapes, scripts and formulas
in cases, through every command that prints). Needs Linux; `disk` needs root for its small disk and is skipped without,
`attacks` looks at system calls where strace is installed. Ends with 1 if anything failed.
"""
import json, os, random, re, resource, shutil, signal, subprocess, sys, tempfile, time

BINARY = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
failures = 0


def expect(holds, what):
    global failures
    if not holds:
        failures += 1
        print(f"FAILED: {what}", flush=True)
    return holds


def run(*arguments, folder, **options):
    return subprocess.run([BINARY, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, **options)


def study(number, title="Answering questions", note=""):
    return f"""<caseStudy id="case-{number}"><title>{title} {number}</title><organisation>Somebody</organisation>
<narrative>People ask and nobody answers.</narrative><facts>
<fact name="Task scope" value="{["narrow", "broad"][number % 2]}" status="stated"{note}/>
<fact name="Prompting result" value="{["falls short", "meets the bar", "not tried"][number % 3]}" status="stated"/>
<fact name="Labelled examples" value="{number * 7}" status="stated"/></facts></caseStudy>
"""


def library(path, count):
    with open(path, "w") as file:
        file.write('<caseStudies xmlns="urn:rationale:case-study:1">\n')
        file.writelines(study(number) for number in range(count))
        file.write("</caseStudies>\n")


def contents(folder):
    found = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = file.read()
    return found


def killed(arguments, folder, seconds):
    """Starts the binary and kills it after a while; False where it had ended before."""
    process = subprocess.Popen([BINARY, *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def kill(folder):
    library(f"{folder}/cases.xml", 1000)
    start = time.monotonic()
    expect(run("export", "cases.xml", "-o", "new", folder=folder).returncode == 0, "the export succeeds")
    duration = time.monotonic() - start
    new = contents(f"{folder}/new")
    expect(len(new) == 1001, f"1,000 answers and an index, not {len(new)} files")
    old = {name: f"old {name}\n".encode() for name in new}
    os.mkdir(f"{folder}/answers")
    for name, text in old.items():
        with open(f"{folder}/answers/{name}", "wb") as file:
            file.write(text)
    chance = random.Random(1)
    kills, seen_new = 0, 0
    for _ in range(50):
        kills += killed(["export", "cases.xml", "-o", "answers"], folder, chance.uniform(0.02, duration * 0.95))
        found = contents(f"{folder}/answers")
        left = [name for name in found if name.startswith(".rationale-")]
        expect(len(left) <= kills, f"{len(left)} temporary files after {kills} kills")
        for name in old:
            if not expect(found.get(name) in (old[name], new[name]), f"`{name}` is lost or half-written"):
                return
        seen_new = sum(found[name] == new[name] for name in new)
    left = [name for name in os.listdir(f"{folder}/answers") if name.startswith(".rationale-")]
    for name in left:
        os.utime(f"{folder}/answers/{name}", (0, 0))
    expect(run("export", "cases.xml", "-o", "answers", folder=folder).returncode == 0, "the last export succeeds")
    expect(contents(f"{folder}/answers") == new, "the last export leaves its answers and no temporary file")
    print(f"kill: {kills} of 50 exports killed, the whole one took {duration:.1f} s; {seen_new} of 1,001 files were new "
          f"at the end; {len(left)} temporary files were left and removed by the next run")


def resume(folder):
    chance = random.Random(2)
    with open(f"{folder}/cases.ndjson", "w") as file:
        for number in range(150_000):
            file.write(json.dumps({"id": number, "Labelled examples": chance.randrange(20_000),
                                   "Task scope": chance.choice(["narrow", "broad", "narow"])}) + "\n")
    arguments = ["batch", "cases.ndjson", "-o", "rows.ndjson"]
    start = time.monotonic()
    whole = run("batch", "cases.ndjson", "-o", "whole.ndjson", folder=folder)
    duration = time.monotonic() - start
    expect(whole.returncode == 1, "records that are wrong are told by the status")
    kills = 0
    for _ in range(20):
        more = ["--resume"] if os.path.exists(f"{folder}/rows.ndjson.resume") else []
        kills += killed(arguments + more, folder, chance.uniform(0.1, duration / 4))
        if os.path.exists(f"{folder}/rows.ndjson"):
            break
    if os.path.exists(f"{folder}/rows.ndjson.resume"):
        last = run(*arguments, "--resume", folder=folder)
        expect(last.returncode == 1, f"the last run ends like the whole one: {last.stderr[-300:]}")
        expect(last.stderr.splitlines()[-1] == whole.stderr.splitlines()[-1], "the counts are those of the whole run")
    elif not os.path.exists(f"{folder}/rows.ndjson"):
        run(*arguments, folder=folder)
    with open(f"{folder}/rows.ndjson", "rb") as rows, open(f"{folder}/whole.ndjson", "rb") as wanted:
        expect(rows.read() == wanted.read(), "a run killed again and again writes what one run writes")
    expect(sorted(name for name in os.listdir(folder) if name.startswith("rows")) == ["rows.ndjson"],
           "nothing is left beside the rows")
    print(f"resume: killed {kills} times, whole in the end; the run alone took {duration:.1f} s")


def disk(folder):
    if os.geteuid() != 0:
        return print("disk: skipped, a small disk can be made by root only")
    os.mkdir(f"{folder}/small")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", f"{folder}/small"], capture_output=True)
    if made.returncode != 0:
        return print("disk: skipped, no disk could be mounted: " + made.stderr.decode().strip())
    try:
        library(f"{folder}/cases.xml", 200)
        os.mkdir(f"{folder}/small/answers")
        with open(f"{folder}/small/answers/case-150.md", "w") as file:
            file.write("old\n")
        full = run("export", "cases.xml", "-o", "small/answers", folder=folder)
        expect(full.returncode == 73, f"the status of a full disk is 73, not {full.returncode}")
        expect(b"no space left on device" in full.stderr and full.stderr.count(b"\n") == 1,
               f"a full disk is told in one line: {full.stderr[:300]}")
        found = contents(f"{folder}/small/answers")
        expect(found["case-150.md"] == b"old\n", "what was there before stays")
        expect(not [name for name in found if name.startswith(".")], "no temporary file is left")
        expect(all(text.endswith(b"\n") and len(text) > 3 for text in found.values()), "no answer is half-written")
        rows = run("batch", "cases.xml", "-o", "small/rows.ndjson", folder=folder)
        expect(rows.returncode == 73 and b"no space left" in rows.stderr, "a batch on a full disk says so")
        expect(not os.path.exists(f"{folder}/small/rows.ndjson"), "no half batch takes the place of a whole one")
        shell = f"trap '' XFSZ; ulimit -f 8; '{BINARY}' batch cases.xml -o limited.ndjson"
        limited = subprocess.run(["bash", "-c", shell], cwd=folder, capture_output=True)
        expect(limited.returncode == 73 and b"file too large" in limited.stderr,
               f"a limit on files is told: {limited.returncode} {limited.stderr[-200:]}")
        print(f"disk: full after {len(found)} answers, all whole")
    finally:
        subprocess.run(["umount", f"{folder}/small"])


def attack_documents():
    """The malformed documents of the tests, and larger ones than those that fit into a test."""
    with open(f"{HERE}/../XMLTests/Malformed/documents.ndjson", encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            if "text" in document:
                data = document["text"].encode()
            elif "hex" in document:
                data = bytes.fromhex(document["hex"])
            elif "repeat" in document:
                data = "".join(text * count for text, count in document["repeat"]).encode()
            else:
                name, count = document["attributes"]
                data = ("<a" + "".join(f" {name}{i}='u'" for i in range(count)) + "/>").encode()
            yield document["name"], data
    head = b'<caseStudies xmlns="urn:rationale:case-study:1">'
    xi = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    yield "XInclude", head + b'<caseStudy id="x"><title>' + xi + b"</title></caseStudy></caseStudies>"
    yield "XInclude over the network", head + xi.replace(b"/etc/passwd", b"http://127.0.0.1:9/x") + b"</caseStudies>"
    yield "a schema elsewhere", (b'<caseStudy xmlns="urn:rationale:case-study:1" id="x" xmlns:xsi='
                                 b'"http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
                                 b'"urn:rationale:case-study:1 http://127.0.0.1:9/x.xsd"/>')
    yield "a style sheet", b'<?xml-stylesheet href="file:///etc/passwd" type="text/xsl"?>' + head + b"<x/></caseStudies>"
    yield "30 MB of nesting", b"<a>" * 10_000_000
    yield "30 MB of nesting in a library", head + b"<b>" * 10_000_000
    yield "a library of one text of 50 MB", head + b"x" * 50_000_000
    yield "a record of 50 MB", head + b'<caseStudy id="x"><title>' + b"x" * 50_000_000 + b"</title></caseStudy></caseStudies>"
    yield "a comment of 50 MB", head + b"<!--" + b"x" * 50_000_000 + b"--></caseStudies>"
    yield "a million attributes", b"<a " + b" ".join(b"a%d=''" % i for i in range(1_000_000)) + b"/>"
    yield "many tags of 250 attributes", head + (b"<caseStudy " + b" ".join(b"a%d=''" % i for i in range(250)) + b"/>") * 2_000
    yield "a million records that are wrong", head + b"<x/>" * 1_000_000 + b"</caseStudies>"


def attacks(folder):
    strace = shutil.which("strace")
    if not strace:
        print("attacks: strace is not installed, so system calls are not looked at")
    names = traced = 0
    slowest = most = 0
    for name, data in attack_documents():
        names += 1
        with open(f"{folder}/attack.xml", "wb") as file:
            file.write(data)
        for command in (["advise", "attack.xml"], ["batch", "attack.xml"], ["check", "attack.xml"]):
            if len(data) < 1_000_000 and command[0] == "check":
                continue  # Reads as batch does.
            arguments = [BINARY, *command]
            trace = f"{folder}/trace"
            if strace and len(data) < 1_000_000 and command[0] == "batch":
                arguments = [strace, "-f", "-qq", "-o", trace, "-e", "trace=%file,%network", *arguments]
                traced += 1
            elif os.path.exists(trace):
                os.remove(trace)
            start = time.monotonic()
            process = subprocess.Popen(arguments, cwd=folder, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            with open(os.devnull, "wb"):
                try:
                    output, errors = process.communicate(timeout=60)
                except subprocess.TimeoutExpired:
                    process.kill()
                    expect(False, f"{name}: `{command[0]}` takes more than a minute")
                    continue
            slowest = max(slowest, time.monotonic() - start)
            expect(process.returncode in (1, 65), f"{name}: `{command[0]}` ends with {process.returncode}")
            said = len(re.findall(rb"^rationale: |^\S.*: error: |^error: ", errors + output, re.M))
            expect(1 <= said <= 1_002, f"{name}: `{command[0]}` says {said} things: {(errors + output)[:200]}")
            if os.path.exists(trace):
                with open(trace, errors="replace") as file:
                    for line in file:
                        bad = "socket(" in line or "connect(" in line or "passwd" in line or ".dtd" in line or ".xsd" in line
                        expect(not bad, f"{name}: {line.strip()}")
        most = max(most, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    expect(most < 400_000, f"{most} KB of memory")
    print(f"attacks: {names} documents, {traced} of them with their system calls looked at; the slowest took "
          f"{slowest:.1f} s, the most memory was {most // 1024} MB")


def output(folder):
    evil = "\u202e=cmd|x \u001b]0;title\u0007 <script>alert(1)</script> [x](javascript:x) | `y` \"&\u009b31m\u2028\u2066"
    for sign, code in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        evil = evil.replace(sign, code)
    xml = evil.replace("\u001b", "").replace("\u0007", "")
    text = study(1, title=xml, note=f' note="{xml}"').replace("Somebody", xml).replace("People ask", xml)
    with open(f"{folder}/evil.xml", "w") as file:
        file.write(text.replace("<caseStudy ", '<caseStudy xmlns="urn:rationale:case-study:1" '))
    with open(f"{folder}/evil.ndjson", "w") as file:
        file.write(json.dumps({"id": "=1+1\u001b]0;x\u0007\u202e", "Task scope": "\u001b[2J\u202e<b>"}) + "\n")
        file.write('{"id":"\u009b\u202e=x","Task scope":"narrow"}\n')
        file.write('{"\u202e\u009b[2J":1}\n\u001b[2J\u009b\n')
    commands = [["advise", "evil.xml", "--format", form] for form in ("text", "markdown", "json")]
    commands += [["advise", "evil.xml", "--trace"], ["check", "evil.xml"], ["why", "evil.xml"], ["flips", "evil.xml"],
                 ["cost", "evil.xml"], ["evaluate", "evil.xml"], ["export", "evil.xml", "-o", "pages"],
                 ["advise", "\u202e\u001b[2J.xml"], ["advise", "--set", "\u001b[2J\u202e=1", "--no-input"],
                 ["eval", "\"\u202e\u001b[2J\u009b\""], ["eval", "\u001b[2J\u202e"], ["tokens", "\u001b[2J"],
                 ["draw", "\u001b[2J\u202e"], ["test", "\u001b[2J\u202e"]]
    commands += [["batch", file, "--to", form] for file in ("evil.xml", "evil.ndjson")
                 for form in ("ndjson", "csv", "markdown")]
    unsafe = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
    printed = 0
    for command in commands:
        result = run(*command, folder=folder)
        for stream in (result.stdout, result.stderr):
            printed += len(stream)
            found = unsafe.search(stream.decode())
            expect(not found, f"`{' '.join(command)!r}` prints {found and found.group()!r}")
            if "markdown" in command:
                expect(not re.search(r"(?<!\\)<script", stream.decode()), f"{command}: a script")
                expect(not re.search(r"(?<!\\)\]\(javascript", stream.decode()), f"{command}: a link that runs")
    for name, page in contents(f"{folder}/pages").items():
        text = page.decode()
        expect(not unsafe.search(text), f"{name} holds a control character")
        expect(not re.search(r"(?<!\\)(<script|\]\(javascript)", text), f"{name} runs a script")
    csv = run("batch", "evil.ndjson", "--to", "csv", folder=folder).stdout.decode()
    expect(not re.search(r'(^|,)"?[=+@]', csv, re.M), f"a formula: {csv}")
    print(f"output: {len(commands)} commands printed {printed} bytes, none of which is obeyed")


parts = {part.__name__: part for part in (output, disk, attacks, resume, kill)}
for name in sys.argv[2:] or parts:
    with tempfile.TemporaryDirectory(prefix="rationale-hostile-") as folder:
        parts[name](folder)
print("hostile: nothing found" if failures == 0 else f"hostile: {failures} failures")
sys.exit(failures > 0)
