# shellcheck shell=sh
# The service, its database, and calls of both. Part of run.sh.

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
    { kill -0 "$service" 2> /dev/null && [ "$tries" -lt 240 ]; } || {
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

# --- The database --------------------------------------------------------------------------------

# Lets psql and pgbench reach the database that the service uses.
reach_database() {
  if [ -n "${SPENDHUB_DB_URL:-}" ]; then
    address=${SPENDHUB_DB_URL#jdbc:postgresql://}
    host=${address%%/*}
    PGDATABASE=${address#*/}
    PGDATABASE=${PGDATABASE%%\?*}
    PGHOST=${host%%:*}
    PGPORT=5432
    [ "$host" = "$PGHOST" ] || PGPORT=${host#*:}
    PGUSER=${SPENDHUB_DB_USER:-spendhub}
    PGPASSWORD=${SPENDHUB_DB_PASSWORD:-}
  else
    PGHOST=127.0.0.1
    PGPORT=$(sed -n 4p "$SPENDHUB_DATA_DIR/postgresql/postmaster.pid")
    PGUSER=spendhub
    PGDATABASE=spendhub
    PGPASSWORD=$(cat "$SPENDHUB_DATA_DIR/password")
  fi
  PGOPTIONS='-c client_min_messages=error'
  export PGHOST PGPORT PGDATABASE PGUSER PGPASSWORD PGOPTIONS
  sql 'select 1' > /dev/null || fail "psql does not reach the database of the service"
}

# The figures are those of an empty database, and nothing of anybody's is to be filled up.
require_empty() {
  [ "$(sql 'select count(*) from identity.organizations')" = 0 ] ||
    fail "the database that SPENDHUB_DB_URL names has organizations; it has to be an empty one"
}

sql() { psql -X -qAt -F ' ' -v ON_ERROR_STOP=1 -c "$1"; }

require_durability() {
  for setting in fsync full_page_writes synchronous_commit; do
    case $(sql "show $setting") in
    on | remote_apply) ;;
    *) fail "$setting of the database is $(sql "show $setting"), so no figure would count" ;;
    esac
  done
}

make_functions() {
  psql -X -q -v ON_ERROR_STOP=1 -f "$bench/function.sql" > "$home/psql" 2>&1 ||
    fail "the functions cannot be made: $(cat "$home/psql")"
  sql 'create table bench.cards (organization_id uuid, n int, wallet_id uuid, card_id uuid,
    primary key (organization_id, n))'
}

# Waits until the last answers of connections that are gone are written and all commits sealed.
settle() {
  before_pause=
  tries=0
  until at_rest=$(sql 'select count(*), count(*) filter (where number is null) from ledger.commits') &&
    [ "$at_rest" = "$before_pause" ] && [ "${at_rest#* }" = 0 ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || fail "the service does not come to rest"
    before_pause=$at_rest
    sleep 1
  done
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

# An organization for vouchers, whose key the others get the scopes of.
open_organization() {
  key=$SPENDHUB_ADMIN_KEY
  opened=$(post /v1/organizations '{"name":"Bench","timezone":"UTC","defaultCurrency":"GBP"}')
  key=$(echo "$opened" | text_of secret)
  [ -n "$key" ] || fail "no organization could be opened"
  organization=$(echo "$opened" | sed 's/.*"organization":{"id":"\([^"]*\)".*/\1/')
  remember vouchers
}

remember() { printf '%s %s\n' "$organization" "$key" > "$home/$1.organization"; }
use() { read -r organization key < "$home/$1.organization"; }

# An organization with wallets, cards and authorizations, and bodies of purchases on its cards.
# Name, wallets, cards, authorizations.
open_cards() {
  [ -f "$home/$1.organization" ] && return
  use vouchers
  attended psql -X -qAt -F ' ' -v wallets="$2" -v cards="$3" -v authorizations="$4" -v vouchers=0 \
    -f "$bench/fill.sql" > "$home/filled" 2> "$home/psql" ||
    fail "no history can be made: $(cat "$home/psql")"
  model=$organization
  read -r organization _ < "$home/filled"
  key=shk_$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \n')
  echo "insert into identity.api_keys
    (organization_id, id, name, secret_hash, scopes, created_at, version)
    select '$organization', id, name, sha256('$key'), scopes, now(), 0
    from identity.api_keys where organization_id = '$model'" |
    psql -X -q -v ON_ERROR_STOP=1 || fail "the organization gets no key"
  remember "$1"
  sql "insert into bench.cards
    select organization_id, row_number() over (order by id), wallet_id, id
    from cards.cards where organization_id = '$organization'"
  body="'{\"cardId\":\"' || card_id || '\",\"amount\":100,\"currency\":\"GBP\",' ||
    '\"merchant\":{\"name\":\"Corner Shop\",\"mcc\":\"5411\"}}'"
  sql "select $body from bench.cards where organization_id = '$organization'" > "$home/$1.bodies"
  # Each batch is of 500 cards, or of as many as there are, in no order.
  sql "select '{\"items\":[' || string_agg($body, ',') || ']}'
    from (select *, (row_number() over (order by random()) - 1) / 500 as batch from bench.cards
          where organization_id = '$organization') shuffled
    group by batch" > "$home/$1.batches"
}

# Tells why a figure does not count, unless all that was done is proved: among the rest that holds
# and counters of limits are what the authorizations make.
prove() {
  proof=$(get /v1/ledger/verification) || fail "the ledger could not be verified: $proof"
  case $proof in
  '{"ok":true,'*) ;;
  *) fail "the ledger does not prove itself: $proof" ;;
  esac
}
