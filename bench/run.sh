#!/bin/sh
# Measures what docs/performance.md tells of, on a service and a database of its own, and writes the
# figures to bench/results/. `make bench` calls it. A figure counts only if what was done is proved
# afterwards; the first that is not ends the run.
#
#   FIGURES  which ones, "B6 B7" unless given
#   SECONDS_OF_LOAD  how long the rate of B6 is measured, 30; as long again to warm up
#   USES  of the code that is used up in B6, 10000
#   CODES  that B7 generates, 1000000
set -eu

bench=$(cd "$(dirname "$0")" && pwd)
app=$bench/../target/quarkus-app/quarkus-run.jar
figures=${FIGURES:-B6 B7}
seconds=${SECONDS_OF_LOAD:-30}
uses=${USES:-10000}
codes=${CODES:-1000000}
connections=64
started=$(date -u +%Y%m%dT%H%M%SZ)
results=$bench/results
service=

fail() {
  echo "bench: $*" >&2
  exit 1
}

# --- What is needed, and the machine -------------------------------------------------------------

require_tools() {
  missing=
  for tool in curl wrk; do
    command -v "$tool" > /dev/null || missing="$missing $tool"
  done
  [ -z "$missing" ] && return
  echo "bench: there is no$missing here. Debian: apt-get install$missing" >&2
  exit 2
}

load() {
  cut -d ' ' -f 1 /proc/loadavg 2> /dev/null || uptime | sed 's/.*average[s]*: *\([0-9.]*\).*/\1/'
}

machine() {
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2> /dev/null | head -n 1)
  memory=$(awk '/^MemTotal/ { printf "%d", $2 / 1048576 }' /proc/meminfo 2> /dev/null)
  java=$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 's/^[^"]*"\([^"]*\)".*/\1/p' | head -n 1)
  echo "$(getconf _NPROCESSORS_ONLN) x ${cpu:-unknown}, ${memory:-?} GiB, $(uname -s), Java $java"
}

now() { date +%s.%N; }
since() { echo "$(now) $1" | awk '{ printf "%.1f", $1 - $2 }'; }

# --- The service ---------------------------------------------------------------------------------

free_port() {
  port=18080
  while curl -s -o /dev/null --max-time 1 "http://127.0.0.1:$port/"; do port=$((port + 1)); done
  echo "$port"
}

start_service() {
  SPENDHUB_HTTP_PORT=$(free_port)
  SPENDHUB_ADMIN_KEY=bench-$started-$$
  SPENDHUB_DATA_DIR=$home/data
  export SPENDHUB_HTTP_PORT SPENDHUB_ADMIN_KEY SPENDHUB_DATA_DIR
  url=http://127.0.0.1:$SPENDHUB_HTTP_PORT
  # shellcheck disable=SC2086 # options are several words
  "$JAVA_HOME/bin/java" ${JAVA_OPTS:-} -jar "$app" serve > "$home/log" 2>&1 &
  service=$!
  tries=0
  until curl -sf -o /dev/null "$url/q/health/ready"; do
    tries=$((tries + 1))
    kill -0 "$service" 2> /dev/null && [ "$tries" -lt 240 ] || {
      tail -n 20 "$home/log" >&2
      fail "the service did not start"
    }
    sleep 0.5
  done
}

stop_service() {
  [ -z "$service" ] && return
  kill "$service" 2> /dev/null || true
  wait "$service" 2> /dev/null || true
  service=
}

clean_up() {
  stop_service
  rm -rf "$home"
}

# --- Calls ---------------------------------------------------------------------------------------

get() { curl -sS --fail-with-body "$url$1" -H "Authorization: Bearer $key"; }

post() {
  curl -sS --fail-with-body -X POST "$url$1" -H "Authorization: Bearer $key" \
    -H 'Content-Type: application/json' ${2:+-d} ${2:+"$2"}
}

first_id() { sed 's/^{"id":"\([^"]*\)".*/\1/'; }
text_of() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
number_of() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"; }
usage_of() { get "/v1/campaigns/$1" | sed 's/.*"usage"://' | number_of "$2"; }

open_organization() {
  key=$SPENDHUB_ADMIN_KEY
  key=$(post /v1/organizations \
    '{"name":"Bench","timezone":"UTC","defaultCurrency":"GBP"}' | text_of secret)
  [ -n "$key" ] || fail "no organization could be opened"
}

# An active campaign of a discount; $1 is its limits.
open_campaign() {
  campaign=$(post /v1/campaigns '{"name":"Bench","type":"DISCOUNT",
    "discount":{"kind":"AMOUNT","value":100},"limits":'"$1"'}' | first_id)
  post "/v1/campaigns/$campaign/activate" > /dev/null
}

# Tells why a figure does not count, unless all that was done is proved.
prove() {
  proof=$(get /v1/ledger/verification)
  case $proof in
  '{"ok":true,'*) ;;
  *) fail "the ledger does not prove itself: $proof" ;;
  esac
}

# --- Results -------------------------------------------------------------------------------------

# Figure, name, value, unit, must, aim, load average before, details as JSON.
report() {
  file=$results/$started-$1.json
  printf '{"figure":"%s","name":"%s","value":%s,"unit":"%s","must":"%s","aim":"%s",' \
    "$1" "$2" "$3" "$4" "$5" "$6" > "$file"
  printf '"loadBefore":%s,"at":"%s","machine":"%s","details":%s}\n' \
    "$7" "$started" "$(machine)" "$8" >> "$file"
  table=$results/table.md
  [ -f "$table" ] || {
    echo "| run | figure | value | must | aim | ratio | load before |"
    echo "| --- | --- | --- | --- | --- | --- | --- |"
  } > "$table"
  line="| $started | $1 $2 | $3 $4 | $5 | $6 | - | $7 |"
  echo "$line" >> "$table"
  echo "$line"
}

# --- B6: one code under many connections ---------------------------------------------------------

# Redeems $1 for $2 seconds; sets the counts.
drive() {
  body='{"code":"'$1'","order":{"amount":1000,"currency":"GBP"}}'
  wrk -t 2 -c "$connections" -d "${2}s" --timeout 10s -s "$bench/redeem.lua" \
    -H "Authorization: Bearer $key" -H 'Content-Type: application/json' \
    "$url/v1/redemptions" -- "$1" "$body" > "$home/wrk" || fail "wrk failed: $(cat "$home/wrk")"
  # shellcheck disable=SC2046 # one word each
  set -- $(sed -n 's/^counted //p' "$home/wrk")
  took=$1 created=$2 refused=$3 others=$4 unanswered=$5 p50=$6 p99=$7
  [ "$others" = 0 ] && [ "$unanswered" = 0 ] ||
    fail "$others answers were neither 201 nor 422, and $unanswered requests had none"
}

measure_b6() {
  before=$(load)
  open_campaign '{"perVoucher":1000000000}'
  for code in WARM-UP RATE; do
    post /v1/vouchers '{"campaignId":"'"$campaign"'","code":"'$code'"}' > /dev/null
    drive $code "$seconds"
    [ "$refused" = 0 ] || fail "$refused redemptions were refused that the limit allows"
    [ $code = WARM-UP ] && warm_up=$created
  done
  rate=$(echo "$created $took" | awk '{ printf "%d", $1 / $2 }')
  rate_line='"seconds":'$took',"created":'$created',"p50Ms":'$p50',"p99Ms":'$p99
  # wrk leaves without waiting for the last answer of each connection.
  sleep 3
  made=$(usage_of "$campaign" redemptions)
  [ "$made" -ge $((warm_up + created)) ] &&
    [ "$made" -le $((warm_up + created + 2 * connections)) ] ||
    fail "$((warm_up + created)) redemptions were answered, and the campaign counts $made"

  open_campaign '{"redemptions":'"$uses"'}'
  post /v1/vouchers '{"campaignId":"'"$campaign"'","code":"LAST-ONES"}' > /dev/null
  drive LAST-ONES $((uses * 3 / (rate * 2 + 1) + 5))
  sleep 3
  made=$(usage_of "$campaign" redemptions)
  [ "$refused" -gt 0 ] || fail "$created of $uses uses were made in time, so none was refused"
  [ "$created" = "$uses" ] && [ "$made" = "$uses" ] ||
    fail "of $uses uses $created succeeded, and the campaign counts $made"
  prove
  report B6 "one code" "$rate" redemptions/s 5000 10000 "$before" \
    '{"connections":'$connections',"rate":{'"$rate_line"'},"usedUp":{"uses":'"$uses"',"created":'"$created"',"refused":'"$refused"',"seconds":'"$took"'},"proved":true}'
}

# --- B7: many codes ------------------------------------------------------------------------------

measure_b7() {
  before=$(load)
  open_campaign '{"perVoucher":1}'
  begun=$(now)
  job=$(post "/v1/campaigns/$campaign/generations" '{"count":'"$codes"'}' | first_id)
  [ -n "$job" ] || fail "no generation was begun"
  status=PENDING
  while [ "$status" = PENDING ] || [ "$status" = RUNNING ]; do
    sleep 0.1
    status=$(get "/v1/jobs/$job" | text_of status)
  done
  took=$(since "$begun")
  [ "$status" = DONE ] || fail "the generation ended as $status"
  # As they are told apart: without regard to case and separators.
  unique=$(get "/v1/vouchers/export?campaignId=$campaign" | awk -F, '
      NR == 1 { for (i = 1; i <= NF; i++) if ($i == "code") column = i; next }
      column { print $column }' |
    tr -d ' ._"-' | tr a-z A-Z | LC_ALL=C sort -u | wc -l | tr -d ' ')
  counted=$(usage_of "$campaign" vouchers)
  [ "$unique" = "$codes" ] && [ "$counted" = "$codes" ] ||
    fail "of $codes codes $unique are different, and the campaign counts $counted"
  prove
  # The targets are those of a million.
  must=- aim=-
  [ "$codes" = 1000000 ] && must=60 aim=10
  report B7 "generation of $codes codes" "$took" s "$must" "$aim" "$before" \
    '{"codes":'"$codes"',"unique":'"$unique"',"proved":true}'
}

# --- All of it -----------------------------------------------------------------------------------

require_tools
[ "${1:-}" = --tools ] && exit
[ -f "$app" ] || fail "the program is not built; \`make bench\` does that"
mkdir -p "$results"
home=$(mktemp -d "${TMPDIR:-/tmp}/spendhub-bench.XXXXXX")
trap clean_up EXIT
trap 'exit 130' INT TERM
start_service
open_organization
for figure in $figures; do
  echo "$figure, load average $(load) ..."
  case $figure in
  B6) measure_b6 ;;
  B7) measure_b7 ;;
  *) fail "there is no figure $figure; there are B6 and B7" ;;
  esac
done
