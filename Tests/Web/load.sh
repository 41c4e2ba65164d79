#!/bin/sh
# Loads the server on loopback with wrk: load.sh BINARY [HELLO]. Prints latency, throughput, shedding, recovery, what slow
# clients do to others, and memory; takes a minute and then up to 100,000 answered requests, but at most six minutes in all.
# HELLO is a server that says hello at every address and prints its own, for the ratio: `swift build -c release
# --static-swift-stdlib --product hello-http` in Benchmarks.
set -eu
binary=$1 hello=${2-}
folder=$(mktemp -d)
cat > "$folder/post.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"facts": {"Knowledge needed": "private or domain", "Change frequency": "daily", "Labelled examples": 0}}'
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "%.0f requests/s, of them %.0f answered; latency ms p50 %.1f p90 %.1f p99 %.1f max %.1f; not 2xx %d of %d; socket errors %d\n",
    summary.requests / summary.duration * 1e6, (summary.requests - errors.status) / summary.duration * 1e6,
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.status, summary.requests, errors.connect + errors.read + errors.write + errors.timeout))
end
LUA
servers=
trap 'for one in $servers; do kill "$one" 2>/dev/null || true; done; rm -rf "$folder"' EXIT
start() { # NAME COMMAND...: leaves the address in $address and the process in $server
  name=$1; shift
  "$@" > "$folder/$name" &
  server=$! servers="$servers $!"
  until [ -s "$folder/$name" ]; do kill -0 "$server"; sleep 0.1; done
  address=$(head -1 "$folder/$name")
}
load() { wrk "$@" -s "$folder/post.lua" "$address/api/v1/advise" | tail -1; }
memory() { awk '/VmRSS/ { print $2 " KiB resident" }' "/proc/$server/status"; }
count() { curl -s "$address/metrics" | awk -v name="$1" '$1 == name { print $2 }'; }

if [ -n "$hello" ]; then
  start hello "$hello"
  echo "hello, 4 connections: $(load -t1 -c4 -d10s)"
fi
start rationale "$binary" serve
echo "at the start: $(memory)"
echo "advise, 1 connection: $(load -t1 -c1 -d5s)"
echo "advise, 4 connections: $(load -t1 -c4 -d10s)"
echo "advise, 40 connections: $(load -t1 -c40 -d10s)"
echo "question page, 4 connections: $(wrk -t1 -c4 -d5s --latency "$address/decide" | grep -E 'Requests/sec|99%' | tr '\n' ' ')"
echo "before the overload: $(memory)"
echo "advise, 500 connections, more than may wait: $(load -t1 -c500 -d10s)"
echo "right after it, 4 connections: $(load -t1 -c4 -d5s); $(count rationale_requests_waiting) waiting, $(count rationale_connections) connections, $(memory)"
# 200 clients that say a byte of a request every half second; the server may hold 512 connections.
python3 - "${address##*:}" <<'PYTHON' &
import socket, sys, time
clients = [socket.create_connection(("127.0.0.1", int(sys.argv[1]))) for _ in range(200)]
for byte in b"POST /api/v1/advise HTTP/1.1"[:24]:
    for client in clients:
        try:
            client.send(bytes([byte]))
        except OSError:
            pass
    time.sleep(0.5)
PYTHON
slow=$!
sleep 1
echo "beside $(count rationale_connections) connections, of them 200 slow ones, 4 connections: $(load -t1 -c4 -d8s)"
wait "$slow"
answered() { count 'rationale_requests_total{route="/api/v1/advise",status="200"}'; }
until [ "$(answered)" -ge 100000 ] || [ "${rounds=0}" -ge 30 ]; do
  rounds=$((rounds + 1)) round=$(load -t1 -c8 -d10s)
  echo "after $(answered) answers: $(memory)"
done
echo "in the end, 8 connections: ${round-}"
