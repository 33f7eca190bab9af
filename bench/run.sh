#!/bin/sh
# Measures what docs/performance.md tells of, on a service and a database of its own, beside the same
# work as one function in that database, and writes the figures to bench/results/. `make bench` calls
# it. A figure counts only if what was done is proved afterwards; the first that is not ends the run.
#
#   FIGURES  which ones; "B1 B2 B3 B4 B6 B7 B8 B9" unless given, and B5 where AUTHORIZATIONS is
#   SECONDS_OF_LOAD  how long each rate is measured, 30; the service is warmed up as long again
#   AUTHORIZATIONS  that are stored before B5, 10000000 where FIGURES names it
#   USES  of the code that is used up in B6, 10000
#   CODES  that B7 generates, 1000000
#   STARTS  of which B8 takes the median, 5
#   AOT_CACHE  of the JVM for B8; target/quarkus-app/*.aot where there is one
#   SPENDHUB_DB_URL, SPENDHUB_DB_USER, SPENDHUB_DB_PASSWORD  of an empty database, else an embedded one
set -eu

bench=$(cd "$(dirname "$0")" && pwd)
target=$bench/../target
app=$target/quarkus-app/quarkus-run.jar
figures=${FIGURES:-B1 B2 B3 B4 B6 B7 B8 B9${AUTHORIZATIONS:+ B5}}
seconds=${SECONDS_OF_LOAD:-30}
authorizations=${AUTHORIZATIONS:-10000000}
uses=${USES:-10000}
codes=${CODES:-1000000}
starts=${STARTS:-5}
started=$(date -u +%Y%m%dT%H%M%SZ)
results=$bench/results
home=
service=
child=

fail() {
  echo "bench: $*" >&2
  exit 1
}

# shellcheck source=bench/machine.sh
. "$bench/machine.sh"
# shellcheck source=bench/service.sh
. "$bench/service.sh"
# shellcheck source=bench/load.sh
. "$bench/load.sh"
# shellcheck source=bench/results.sh
. "$bench/results.sh"
# shellcheck source=bench/purchases.sh
. "$bench/purchases.sh"
# shellcheck source=bench/vouchers.sh
. "$bench/vouchers.sh"
# shellcheck source=bench/start.sh
. "$bench/start.sh"

# Whatever ends the run, nothing that it began goes on.
clean_up() {
  trap '' HUP INT TERM
  trap - EXIT
  for pid in $child $probe; do
    kill "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true
  done
  [ -z "$service" ] || sql 'drop schema if exists bench cascade' > /dev/null 2>&1 || true
  stop_service
  rm -rf "$home"
}

require_tools
[ "${1:-}" = --tools ] && exit
[ -f "$app" ] || fail "the program is not built; \`make bench\` does that"
mkdir -p "$results"
home=$(mktemp -d "${TMPDIR:-/tmp}/spendhub-bench.XXXXXX")
trap clean_up EXIT
trap 'exit 130' HUP INT TERM
require_disk
start_service
reach_database
require_empty
require_durability
make_functions
open_organization
for figure in $figures; do
  echo "$figure, load average $(load) ..."
  case $figure in
  B1) measure_b1 ;;
  B2) measure_b2 ;;
  B3) measure_b3 ;;
  B4) measure_b4 ;;
  B5) measure_b5 ;;
  B6) measure_b6 ;;
  B7) measure_b7 ;;
  B8) measure_b8 ;;
  B9) measure_b9 ;;
  *) fail "there is no figure $figure; there are B1 to B9" ;;
  esac
done
echo "Written to ${results#"$PWD"/}/$started.md and $started.json."
