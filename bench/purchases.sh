# shellcheck shell=sh
# B1 to B5 and B9: purchases, on one wallet or spread over many. Part of run.sh.

open_hot() { open_cards hot 1 100 0; }
open_spread() { open_cards spread 1000 10000 0; }

count_purchases() {
  sql "select count(*), count(*) filter (where decision = 'APPROVED')
    from authorizations.authorizations where organization_id = '$organization'"
}

# Runs a load of purchases, and proves that it made what it says; the rest is the load.
# Purchases a request, connections; sets rate.
purchases() {
  each=$1
  in_flight=$(($1 * $2 * 2))
  shift 2
  settle
  stored_before=$(count_purchases)
  "$@"
  settle
  stored=$(count_purchases)
  approved=$((${stored#* } - ${stored_before#* }))
  stored=$((${stored% *} - ${stored_before% *}))
  answered=$((made * each))
  [ "$refused" = 0 ] || fail "$refused purchases were refused"
  { [ "$stored" -ge "$answered" ] && [ "$stored" -le $((answered + in_flight)) ]; } ||
    fail "$answered purchases were answered, and $stored are stored"
  [ $((approved * 100)) -ge $((stored * 99)) ] || fail "of $stored purchases $approved were approved"
  prove
  # Of a warm-up that is short nothing may be answered in time.
  rate=$(number 1 "$answered / $took")
  counts='"seconds":'$took',"answered":'$answered',"stored":'$stored',"approved":'$approved',"p50Ms":'$p50',"p99Ms":'$p99',"proved":true'
}

# One purchase a request, as fast as it goes: name, connections.
purchase() {
  use "$1"
  purchases 1 "$2" drive /v1/authorizations "$home/$1.bodies" "$2" "$seconds"
}

# F over the cards of one of the organizations, once a run, and proved as well; sets function_rate.
function_rate_on() {
  use "$1"
  [ -f "$home/$1.function" ] || {
    function_of_purchases
    drive_function 32
    settle
    prove
    echo "$function_rate" > "$home/$1.function"
  }
  read -r function_rate < "$home/$1.function"
}

report_rate() {
  [ "$made" -gt 0 ] || fail "nothing was answered in $seconds s"
  report "$1" "$2" "$rate" purchases/s F "$function_rate" "$(number 2 "$rate / $function_rate")" \
    least "$3" "$4" "{$counts}"
}

measure_b1() {
  before=$(load)
  open_hot
  function_rate_on hot
  purchase hot 64
  purchase hot 64
  echo "$rate" > "$home/hot.rate"
  report_rate B1 "hot wallet, 64 connections" 5 10
  before=$(load)
  purchase hot 256
  report_rate B1 "hot wallet, 256 connections" 5 10
}

measure_b2() {
  before=$(load)
  open_spread
  function_rate_on spread
  purchase spread 64
  purchase spread 64
  echo "$rate" > "$home/spread.rate"
  report_rate B2 "spread, 64 connections" 1.2 2
}

measure_b3() {
  [ -f "$home/hot.rate" ] || measure_b1
  [ -f "$home/spread.rate" ] || measure_b2
  for name in hot spread; do
    before=$(load)
    function_rate_on $name
    function_of_purchases
    half_function=$(number 1 "$function_rate / 2")
    drive_function_openly "$half_function"
    read -r rate < "$home/$name.rate"
    half=$(number 1 "$rate / 2")
    purchases 1 64 drive_openly /v1/authorizations "$home/$name.bodies" 64 "$seconds" "$half"
    report B3 "p99 at $half/s, $name" "$p99" ms "F at $half_function/s" "$function_p99" \
      "$(number 2 "$p99 / $function_p99")" most 1.5 0.7 "{$counts}"
  done
}

measure_b4() {
  before=$(load)
  open_spread
  function_rate_on spread
  purchases 500 4 drive /v1/authorizations/batch "$home/spread.batches" 4 "$seconds"
  purchases 500 4 drive /v1/authorizations/batch "$home/spread.batches" 4 "$seconds"
  report_rate B4 "batches of 500, 4 callers" 5 10
}

measure_b5() {
  [ -f "$home/spread.rate" ] || measure_b2
  read -r empty < "$home/spread.rate"
  before=$(load)
  open_cards grown 1000 10000 "$authorizations"
  purchase grown 64
  purchase grown 64
  report B5 "B2 with $authorizations stored" "$rate" purchases/s "B2" "$empty" \
    "$(number 2 "$rate / $empty")" least 0.85 0.97 "{$counts}"
}

measure_b9() {
  before=$(load)
  open_spread
  use spread
  function_of_purchases
  drive_function 1
  alone=$(number 2 "1000 / $function_rate")
  purchase spread 1
  purchase spread 1
  took_each=$(number 2 "1000 / $rate")
  report B9 "one caller alone" "$took_each" ms F "$alone" "$(number 2 "$took_each / $alone")" \
    most 2 1.2 "{$counts}"
}
