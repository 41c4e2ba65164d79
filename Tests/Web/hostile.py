"""Sends what no friend would send, and looks whether the server stands: hostile.py HOST PORT [SECONDS [SEED]].

Without SECONDS 400 requests are changed at random; with them, as many as the time allows, from the seed on.
"""
import concurrent.futures
import json
import random
import socket
import sys
import time


class Target:
    def __init__(self, host, port):
        self.host, self.port, self.sent = host, int(port), 0

    def raw(self, data, wait=5):
        """What comes back; empty where the server only closes."""
        self.sent += 1
        with socket.create_connection((self.host, self.port), timeout=wait) as connection:
            connection.settimeout(wait)
            received = b""
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # Refused before all was sent; the answer may be there all the same.
            try:
                while chunk := connection.recv(65536):
                    received += chunk
            except OSError:
                pass
            return received

    def request(self, method, target, body=b"", kind="application/json", headers=()):
        fields = [("Host", "localhost"), ("Connection", "close"), ("Content-Length", str(len(body)))]
        fields += [("Content-Type", kind)] if body else []
        text = f"{method} {target} HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in fields + list(headers)) + "\r\n"
        return self.raw(text.encode("utf-8", "surrogateescape") + body)

    def healthy(self):
        return self.request("GET", "/health").startswith(b"HTTP/1.1 200")


def status(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


MARKUP = "\"><script>alert(1)</script><svg onload=alert(1)>{{{x}}}'`${7*7}\r\nX-Evil: 1"


def attacks(target):
    deep = [b"[" * 100_000, b'{"a":' * 50_000, b'{"facts":' * 20_000 + b"1" + b"}" * 20_000,
            json.dumps({"facts": {"Labelled examples": "(" * 100_000}}).encode(),
            json.dumps({"facts": {"Labelled examples": "not(" * 20_000 + ")" * 20_000}}).encode(),
            json.dumps({"facts": {"Labelled examples": "1" * 200_000}}).encode(),
            json.dumps({"facts": {"Labelled examples": "[" * 60_000}}).encode(),
            json.dumps({"facts": {"Requests per month": "for i in 1..1000000000 return i"}}).encode(),
            json.dumps({"facts": {"Requests per month": "10**100000000"}}).encode()]
    for body in deep:
        for path in ("advise", "cost", "why", "models/latency"):
            yield f"deep {path}", target.request("POST", f"/api/v1/{path}", body)
    xml = [b"<a>" * 50_000, b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">]><a>&b;</a>',
           b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', b"<a " + b"b='c' " * 20_000 + b"/>", b"\xff\xfe<\x00", b"",
           b"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>"]
    for body in xml:
        answer = target.request("POST", "/api/v1/check", body, "application/xml")
        assert b"root:" not in answer
        yield "xml", answer
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonx", "a/b; c=\"", "\x01"):
        yield "kind", target.request("POST", "/api/v1/advise", b"{}", kind)
    yield "too large", target.request("POST", "/api/v1/advise", b" " * (1 << 20))
    yield "announced", target.raw(b"POST /api/v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n")
    yield "negative", target.raw(b"POST /api/v1/advise HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")
    yield "many fields", target.request("GET", "/", headers=[(f"X-{i}", "y") for i in range(20_000)])
    yield "long line", target.request("GET", "/" + "a" * 100_000)
    for path in ("/../../etc/passwd", "/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/..%5c..%5cx",
                 "/cases/%00", "/cases/../strategy", "/%ff%fe", "//localhost/", "http://evil.example/", "*"):
        answer = target.request("GET", path)
        assert b"root:" not in answer
        yield path, answer
    for name in ("Change frequency", "Labelled examples", ":answer", ":exact", ":ask", "q", "used", MARKUP):
        value = "".join(f"%{byte:02x}" for byte in MARKUP.encode())
        name = "".join(f"%{byte:02x}" for byte in name.encode())
        for path in ("/decide", "/decide/answer", "/answers", "/result", "/facts", "/cost", "/cases", "/models/latency",
                     "/result.md", "/result.json"):
            answer = target.request("GET", f"{path}?{name}={value}", headers=[("Accept", "text/html")])
            head, _, body = answer.partition(b"\r\n\r\n")
            assert b"\r\nX-Evil" not in head, head
            assert b"<script>alert" not in body and b"<svg onload" not in body, (path, name)
            yield path, answer


def posted(path, body, kind="application/json"):
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


GOOD = [
    posted("/api/v1/advise", b'{"facts":{"Task scope":"narrow","Labelled examples":{"value":"< 50","status":"assumed"}}}'),
    posted("/api/v1/why", b'{"case":"canva-incident-report-summaries","not":"rag"}'),
    posted("/api/v1/cost", b'{"facts":{"Requests per month":"1000, 2000, 3000"},"today":"2026-11-23"}'),
    posted("/api/v1/answer", b'{"question":"why fine-tune rather than RAG?","facts":{"Labelled examples":null}}'),
    posted("/api/v1/grade", b'{"question":"gates-in-order","text":"I would not train before a prompt is measured."}'),
    posted("/api/v1/models/latency", b'{"facts":{"Streaming":true}}'),
    posted("/api/v1/check", b'<caseStudy xmlns="urn:rationale:case-study:1" id="a"><title>b</title></caseStudy>', "application/xml"),
    posted("/drills/gates-in-order?:done=gates-in-order+62", b"answer=I+would+measure+first.", "application/x-www-form-urlencoded"),
    b"GET /result?Task+scope=narrow&Labelled+examples=%3C+50&:question=why+not+rag HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n",
    b"GET /decide/answer?:ask=Labelled+examples&:exact=12&:answer=0 HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n",
    b"GET /cost?Requests+per+month=1,2,3&Model=gpt HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n",
]


def changed(data, chance):
    """The bytes with some changed, dropped, repeated, or taken from another request."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not data:
            return b"x"
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0: data[place] = chance.randrange(256)
            case 1: del data[place:place + chance.randint(1, 10)]
            case 2: data[place:place] = data[place:place + chance.randint(1, 40)]
            case _:
                other = chance.choice(GOOD)
                start = chance.randrange(len(other))
                data[place:place] = other[start:start + chance.randint(1, 40)]
    return bytes(data)


def fuzz(target, seed, is_enough):
    """Good requests changed at random; half of them only in their body, with its length told right."""
    chance = random.Random(seed)
    while not is_enough():
        head, mark, body = chance.choice(GOOD).partition(b"\r\n\r\n")
        if body and chance.random() < 0.5:
            new = changed(body, chance)
            data = head.replace(b"Content-Length: %d" % len(body), b"Content-Length: %d" % len(new)) + mark + new
        else:
            data = changed(head + mark + body, chance)
        yield data, target.raw(data)


def main(host, port, seconds=None, seed=1):
    target = Target(host, port)
    worst = 0
    counts = {}
    for name, answer in attacks(target):
        code = status(answer)
        counts[code] = counts.get(code, 0) + 1
        assert code < 500 or code == 503, (name, answer[:300])
        worst = max(worst, code)
    end, most = time.monotonic() + float(seconds or 600), target.sent + (400 if seconds is None else 10**9)
    for sent, answer in fuzz(target, int(seed), lambda: target.sent >= most or time.monotonic() > end):
        code = status(answer)
        counts[code] = counts.get(code, 0) + 1
        assert code < 500 or code == 503, (sent, answer[:300])
        assert b"X-Evil" not in answer.partition(b"\r\n\r\n")[0], sent
    # Half-open and silent connections hold nobody up.
    silent = [socket.create_connection((host, int(port))) for _ in range(200)]
    for connection in silent[:100]:
        connection.sendall(b"GET / HT")
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: target.healthy(), range(50))), "silent connections hold others up"
    for connection in silent:
        connection.close()
    assert target.healthy()
    print(f"{target.sent} hostile requests; answers by status: {dict(sorted(counts.items()))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
