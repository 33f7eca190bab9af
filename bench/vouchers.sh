# shellcheck shell=sh
# B6 and B7: one code under many connections, and many codes. Part of run.sh.

usage_of() { get "/v1/campaigns/$1" | sed 's/.*"usage"://' | number_of "$2"; }

# An active campaign of a discount; $1 is its limits.
open_campaign() {
  campaign=$(post /v1/campaigns '{"name":"Bench","type":"DISCOUNT",
    "discount":{"kind":"AMOUNT","value":100},"limits":'"$1"'}' | first_id)
  post "/v1/campaigns/$campaign/activate" > /dev/null
}

open_code() { post /v1/vouchers '{"campaignId":"'"$campaign"'","code":"'"$1"'"}' > /dev/null; }

# Redeems $1 for $2 seconds; sets the counts.
redeem() {
  echo '{"code":"'"$1"'","order":{"amount":1000,"currency":"GBP"}}' > "$home/redemption"
  drive /v1/redemptions "$home/redemption" 64 "$2"
}

measure_b6() {
  before=$(load)
  use vouchers
  open_campaign '{"perVoucher":1000000000}'
  open_code FUNCTION
  function_of_redemptions FUNCTION
  drive_function 32
  settle
  by_function=$(usage_of "$campaign" redemptions)
  [ "$by_function" -gt 0 ] || fail "the function made no redemption"
  for code in WARM-UP RATE; do
    open_code $code
    redeem $code "$seconds"
    [ "$refused" = 0 ] || fail "$refused redemptions were refused that the limit allows"
    [ $code = WARM-UP ] && warm_up=$made
  done
  rate=$(number 1 "$made / $took")
  rate_line='"seconds":'$took',"created":'$made',"p50Ms":'$p50',"p99Ms":'$p99
  settle
  answered=$((by_function + warm_up + made))
  counted=$(usage_of "$campaign" redemptions)
  # wrk leaves without waiting for the last answer of each connection.
  { [ "$counted" -ge "$answered" ] && [ "$counted" -le $((answered + 2 * 64)) ]; } ||
    fail "$answered redemptions were answered and the campaign counts $counted"

  open_campaign '{"redemptions":'"$uses"'}'
  open_code LAST-ONES
  redeem LAST-ONES "$(number 0 "$uses * 1.5 / $rate + 5")"
  settle
  counted=$(usage_of "$campaign" redemptions)
  [ "$refused" -gt 0 ] || fail "$made of $uses uses were made in time, so none was refused"
  { [ "$made" = "$uses" ] && [ "$counted" = "$uses" ]; } ||
    fail "of $uses uses $made succeeded, and the campaign counts $counted"
  prove
  report B6 "one code, 64 connections" "$rate" redemptions/s F "$function_rate" \
    "$(number 2 "$rate / $function_rate")" least 5 10 \
    '{"rate":{'"$rate_line"'},"usedUp":{"uses":'"$uses"',"created":'"$made"',"refused":'"$refused"',"seconds":'"$took"'},"proved":true}'
}

# The rows of a generation once more, under an organization that there is none of, by one COPY; sets
# copied, in seconds.
copy_vouchers() {
  columns="id, campaign_id, code, code_key, amount, balance, created_at"
  nobody=$(sql 'select gen_random_uuid()')
  generated="organization_id = '$organization' and campaign_id = '$campaign'"
  sql "\\copy (select '$nobody', $columns from vouchers.vouchers where $generated) to '$home/vouchers'"
  begun=$(now)
  attended psql -X -q -v ON_ERROR_STOP=1 \
    -c "\\copy vouchers.vouchers (organization_id, $columns) from '$home/vouchers'"
  copied=$(since "$begun")
  [ "$(sql "select count(*) from vouchers.vouchers where organization_id = '$nobody'")" = "$codes" ] ||
    fail "not as many vouchers were copied as generated"
  sql "delete from vouchers.vouchers where organization_id = '$nobody'"
  rm "$home/vouchers"
}

measure_b7() {
  before=$(load)
  use vouchers
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
    tr -d ' ._"-' | tr '[:lower:]' '[:upper:]' | LC_ALL=C sort -u | wc -l | tr -d ' ')
  counted=$(usage_of "$campaign" vouchers)
  { [ "$unique" = "$codes" ] && [ "$counted" = "$codes" ]; } ||
    fail "of $codes codes $unique are different, and the campaign counts $counted"
  settle
  prove
  copy_vouchers
  report B7 "generation of $codes codes" "$took" s COPY "$copied" "$(number 2 "$took / $copied")" \
    most 6 2 '{"codes":'"$codes"',"unique":'"$unique"',"proved":true}'
}
