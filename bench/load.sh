# shellcheck shell=sh
# Callers of the service, and of the function. Part of run.sh.

# In the background and waited for, so that a signal ends it at once.
attended() {
  "$@" &
  child=$!
  ended=0
  wait "$child" || ended=$?
  child=
  return "$ended"
}

# --- The service ---------------------------------------------------------------------------------

# Sets what the load counted.
counted() {
  # shellcheck disable=SC2046 # one word each
  set -- $(sed -n 's/^counted //p' "$home/load")
  took=$1 made=$2 refused=$3 others=$4 unanswered=$5 p50=$6 p99=$7
  { [ "$others" = 0 ] && [ "$unanswered" = 0 ]; } ||
    fail "$others answers were neither 2xx nor 422, and $unanswered requests had none"
}

# As fast as so many callers can that wait for their answers.
# Path, file of bodies, connections, seconds.
drive() {
  threads=2
  [ "$3" -ge 2 ] || threads=1
  attended wrk -t "$threads" -c "$3" -d "${4}s" --timeout 30s -s "$bench/post.lua" \
    -H "Authorization: Bearer $key" -H 'Content-Type: application/json' \
    "$url$1" -- "$(unique_name)" "$2" > "$home/load" || fail "wrk failed: $(cat "$home/load")"
  counted
}

# At a rate, whatever the answers: path, file of bodies, connections, seconds, rate.
drive_openly() {
  BENCH_KEY=$key
  export BENCH_KEY
  attended "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m "$bench/OpenLoop.java" \
    "$url$1" "$2" "$(unique_name)" "$5" "$4" "$3" > "$home/load" ||
    fail "the load failed: $(cat "$home/load")"
  counted
}

# What keys begin with that nobody has used.
unique_name() { od -An -N 12 -tx1 /dev/urandom | tr -d ' \n'; }

# --- The function --------------------------------------------------------------------------------

function_of_purchases() {
  cat > "$home/function" << EOF
\set n random(1, $(sql "select count(*) from bench.cards where organization_id = '$organization'"))
select bench.authorize(organization_id, wallet_id, card_id, 100, 'GBP', 'Corner Shop', '5411',
  gen_random_uuid()::text, gen_random_uuid()::text)
from bench.cards where organization_id = :organization and n = :n;
EOF
}

# The code.
function_of_redemptions() {
  cat > "$home/function" << EOF
select bench.redeem(:organization, '$1', 1000, 'GBP', gen_random_uuid()::text,
  gen_random_uuid()::text);
EOF
}

# Clients, and further options of pgbench; sets function_rate, transactions a second.
drive_function() {
  clients=$1
  shift
  threads=2
  [ "$clients" -ge 2 ] || threads=1
  settle
  attended pgbench -n -M prepared -c "$clients" -j "$threads" -T "$seconds" "$@" \
    -D organization="$organization" -f "$home/function" > "$home/pgbench" 2>&1 ||
    fail "pgbench failed: $(cat "$home/pgbench")"
  function_rate=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$home/pgbench")
  [ -n "$function_rate" ] || fail "pgbench tells no rate: $(cat "$home/pgbench")"
  function_rate=$(number 1 "$function_rate")
}

# The rate; sets function_p99 in milliseconds, counted from when each transaction was due.
drive_function_openly() {
  rm -f "$home"/transactions.*
  drive_function 32 -R "$1" --log --log-prefix="$home/transactions"
  function_p99=$(cat "$home"/transactions.* | awk '{ print $3 }' | sort -n | awk '
    { all[NR] = $1 }
    END { place = int(NR * 0.99); if (place < NR * 0.99) place++; printf "%.2f", all[place] / 1000 }')
}
