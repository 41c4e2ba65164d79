#!/bin/sh
# Loads the server on loopback with wrk, bounded: load.sh BINARY. Prints latency, throughput, shedding and memory.
set -eu
binary=$1
out=$(mktemp)
script=$(mktemp)
cat > "$script" <<'LUA'
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"facts": {"Knowledge needed": "private or domain", "Change frequency": "daily", "Labelled examples": 0}}'
local counts = {}
function response(status) counts[status] = (counts[status] or 0) + 1 end
local threads = {}
function setup(thread) table.insert(threads, thread) end
function done(summary, latency)
  io.write(string.format("%.0f requests/s, latency ms p50 %.1f p90 %.1f p99 %.1f max %.1f, not 2xx %d of %d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(90) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3, summary.errors.status, summary.requests))
end
LUA
"$binary" serve > "$out" &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -f "$out" "$script"' EXIT
until [ -s "$out" ]; do kill -0 "$server"; sleep 0.1; done
address=$(cat "$out")
memory() { awk '/VmRSS/ { print $2 " KiB resident" }' "/proc/$server/status"; }
echo "before: $(memory)"
echo "advise, 4 connections: $(wrk -t1 -c4 -d10s -s "$script" "$address/api/v1/advise" | tail -1)"
echo "advise, 40 connections: $(wrk -t1 -c40 -d10s -s "$script" "$address/api/v1/advise" | tail -1)"
echo "advise, 400 connections (more than may wait): $(wrk -t2 -c400 -d10s -s "$script" "$address/api/v1/advise" | tail -1)"
echo "advise after that, 4 connections: $(wrk -t1 -c4 -d5s -s "$script" "$address/api/v1/advise" | tail -1)"
echo "question page, 4 connections: $(wrk -t1 -c4 -d5s --latency "$address/decide" | grep -E 'Requests/sec|99%' | tr '\n' ' ')"
echo "after: $(memory)"
