#!/bin/sh
# Round trips of decision records through the tools that are installed: adr-tools, the parsers of the MkDocs plug-in
# mkdocs-macros-adr-summary, and a CommonMark parser (cmark-gfm or cmark). What is missing is skipped with the reason.
# Usage: Tests/records.sh BINARY
set -eu
binary=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0
fail() { echo "failed: $1" >&2; failed=1; }
skip() { echo "skipped: $1"; }
today=2026-11-23
first=canva-incident-report-summaries
second=choco-order-extraction

for style in madr4 classic nygard; do
  "$binary" export $first -o $style --record $style --today $today 2>/dev/null
  "$binary" export $second -o $style --today $today 2>/dev/null
  "$binary" export $first -o $style --supersedes 1 --today $today 2>/dev/null
done
"$binary" export Cases -o answers --today $today 2>/dev/null
"$binary" export Cases -o all --record madr4 --today $today 2>/dev/null

if command -v adr >/dev/null; then
  for style in classic nygard; do
    mkdir -p "adr-$style"
    ( cd "adr-$style" && adr init doc/adr >/dev/null && "$binary" export $first -o doc/adr --record $style --today $today
      adr list; adr generate toc; adr generate graph ) >"adr-$style.out" 2>/dev/null || fail "adr-tools with $style"
    grep -q '0002-summaries-of-incident-reports-use-prompting.md' "adr-$style.out" || fail "adr list, $style"
    grep -q '\[2. Summaries of incident reports: use prompting\]' "adr-$style.out" || fail "adr generate toc, $style"
    ( cd "adr-$style" && VISUAL=true EDITOR=true adr new -s 2 "Use something else" >/dev/null 2>&1 ) || fail "adr new -s, $style"
    grep -q 'Superseded by \[3. Use something else\]' adr-$style/doc/adr/0002-*.md || fail "adr new -s did not reach our record, $style"
    grep -q 'Supersedes \[2. Summaries of incident reports: use prompting' adr-$style/doc/adr/0003-*.md || fail "adr new -s did not name our record, $style"
    ( cd "$style" && ls >/dev/null ) && ( mkdir -p "back-$style/doc" && cp -r "$style" "back-$style/doc/adr" && cd "back-$style" &&
      adr generate graph ) >"graph-$style.out" 2>/dev/null || fail "adr generate graph, $style"
    grep -q 'Superseded by\|Supersedes' "graph-$style.out" || fail "adr-tools does not see our supersession, $style"
  done
  [ $failed = 1 ] || echo "adr-tools: list, toc, graph and new -s read our records"
else
  skip "adr-tools is not installed (apt-get install adr-tools)"
fi

python=${PYTHON:-python3}
if "$python" -c 'import mkdocs_macros_adr_summary' 2>/dev/null; then
  "$python" "$here/records.py" "$work" || fail "mkdocs-macros-adr-summary"
else
  skip "mkdocs-macros-adr-summary is not installed (pip install mkdocs-macros-adr-summary)"
fi

parser=
for name in cmark-gfm cmark; do
  if [ -z "$parser" ] && command -v $name >/dev/null; then parser=$name; fi
done
if [ -n "$parser" ]; then
  options=
  if [ "$parser" = cmark-gfm ]; then options="-e table"; fi
  count=0
  for file in madr4/*.md classic/*.md nygard/*.md answers/*.md all/*.md; do
    # Front matter is no CommonMark; every tool that knows it cuts it off first.
    sed '1{/^---$/,/^---$/d}' "$file" >body.md
    if ! $parser $options -t xml body.md >parsed.xml 2>parsed.err || [ -s parsed.err ]; then fail "$parser $file"; fi
    grep -q '<heading level="1"' parsed.xml || fail "$file has no title"
    if grep -q '<html_block\|<html_inline' parsed.xml; then fail "$file has raw HTML"; fi
    count=$((count + 1))
  done
  echo "$parser: $count files parsed, each with a title and without raw HTML"
else
  skip "no CommonMark parser is installed (apt-get install cmark-gfm)"
fi

for style in madr4 classic nygard; do
  "$binary" check --records $style --today $today >check.out || fail "check --records $style"
  grep -q '2 decisions made again: 0 changed, 2 the same; 1 left out' check.out || fail "check --records $style: $(tail -1 check.out)"
done
"$binary" check --records all --today $today >check.out || fail "check --records of all cases"
tail -1 check.out
exit $failed
