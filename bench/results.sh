# shellcheck shell=sh
# The figures of a run, as a table and as JSON. Part of run.sh.

# How far a ratio comes: sense (least or most), ratio, must, aim.
reached() {
  case $2$3 in *-*) echo - && return ;; esac
  awk -v sense="$1" -v ratio="$2" -v must="$3" -v aim="$4" 'BEGIN {
    sign = sense == "least" ? 1 : -1
    print (sign * ratio >= sign * aim ? "aim" : (sign * ratio >= sign * must ? "must" : "missed")) }'
}

or_null() { case $1 in -) echo null ;; *) echo "$1" ;; esac }

# Figure, name, value, unit, what it is compared with and its value, ratio, sense, must, aim, details
# as JSON. What there is none of is "-". before is the load average before it.
report() {
  reached=$(reached "$8" "$7" "$9" "${10}")
  at_least=$([ "$8" = least ] && echo '>=' || echo '<=')
  must=$([ "$9" = - ] && echo - || echo "$at_least $9")
  aim=$([ "${10}" = - ] && echo - || echo "$at_least ${10}")
  beside=$([ "$6" = - ] && echo - || echo "$5 $6")
  line="| $1 $2 | $3 $4 | $beside | $7 | $must | $aim | $reached | $before |"
  echo "$line" | tee -a "$home/lines"
  printf '%s{"figure":"%s","name":"%s","value":%s,"unit":"%s","beside":"%s","besideValue":%s,' \
    "$([ -s "$home/json" ] && echo ',
')" "$1" "$2" "$3" "$4" "$5" "$(or_null "$6")" >> "$home/json"
  printf '"ratio":%s,"must":"%s","aim":"%s","reached":"%s","loadBefore":%s,"details":%s}' \
    "$(or_null "$7")" "$must" "$aim" "$reached" "$before" "${11}" >> "$home/json"
  write_results
}

# After each figure, so that what was measured is kept if a later one fails.
write_results() {
  commit=$(commit | tr '\n' ' ' | sed 's/ $//')
  server=$(sql 'show server_version')
  place=$([ -n "${SPENDHUB_DB_URL:-}" ] && echo external || echo embedded)
  {
    printf '{"at":"%s","commit":"%s","secondsOfLoad":%s,\n' "$started" "$commit" "$seconds"
    printf '"machine":{"cores":%s,"cpu":"%s","memoryGib":%s,"kernel":"%s","java":"%s",' \
      "$(cores)" "$(cpu)" "$(memory)" "$(uname -sr)" "$(java_version)"
    printf '"postgresql":"%s","database":"%s"},\n"figures":[\n' "$server" "$place"
    cat "$home/json"
    printf '\n]}\n'
  } > "$results/$started.json"
  {
    echo "# $started"
    echo
    echo "Commit $commit; $(cores) x $(cpu), $(memory) GiB, $(uname -sr); Java $(java_version);"
    echo "PostgreSQL $server, $place, fsync and synchronous_commit on; $seconds s of load a rate."
    echo "Service, database and load share the machine. F is the same work as one function in the"
    echo "database. Every figure is proved, see docs/performance.md."
    echo
    echo "| figure | measured | beside | ratio | must | aim | reached | load before |"
    echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
    cat "$home/lines"
  } > "$results/$started.md"
}
