#!/bin/sh
# Runs a command beside a PostgreSQL of its own: a new cluster in a temporary folder, reached through a socket there,
# gone afterwards. PostgreSQL does not run as root, so that root hands it to the user `postgres`.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "postgres: skipped, as no PostgreSQL server is installed (Debian: postgresql)" >&2; exit 77; }
folder=$(mktemp -d)
as=
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
stop() {
  $as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
# Another collation than bytes, so that a query which relied on the database's own would be found out.
$as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale-provider=icu --icu-locale=en --locale=C.UTF-8 \
  >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
$as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-k $folder -c listen_addresses='' -c fsync=off" start \
  >/dev/null || { cat "$folder/log" >&2; exit 1; }
cd "$OLDPWD"
export PGHOST="$folder" PGUSER=postgres
"$@"
