# shellcheck shell=sh
# B8: the start of the program, and what it holds in memory. Part of run.sh.

probe=

# Starts a program on the database of the run, whose service is at rest meanwhile, and sets
# ready_after, in seconds, and probe, its process.
start_program() {
  port=$(free_port)
  address=${SPENDHUB_DB_URL:-jdbc:postgresql://$PGHOST:$PGPORT/$PGDATABASE}
  : > "$home/ready"
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m "$bench/Ready.java" \
    "$port" > "$home/ready" &
  child=$!
  until [ -s "$home/ready" ]; do
    kill -0 "$child" 2> /dev/null || fail "nobody can ask whether it is ready"
    sleep 0.1
  done
  begun=$(now)
  SPENDHUB_HTTP_PORT=$port SPENDHUB_DB_URL=$address \
    SPENDHUB_DB_USER=$PGUSER SPENDHUB_DB_PASSWORD=$PGPASSWORD "$@" > "$home/probe" 2>&1 &
  probe=$!
  wait "$child" || fail "it is not ready after two minutes: $(tail -n 5 "$home/probe")"
  child=
  ready_after=$(number 3 "$(tail -n 1 "$home/ready") - $begun")
}

stop_program() {
  kill "$probe" 2> /dev/null || true
  wait "$probe" 2> /dev/null || true
  probe=
}

# The median of some starts, and the memory after 1,000 purchases at the last of them; sets
# ready_after, in seconds, and resident, in MiB, "-" where there is no /proc.
measure_program() {
  : > "$home/starts"
  start=0
  while [ "$start" -lt "$starts" ]; do
    [ -z "$probe" ] || stop_program
    start_program "$@"
    echo "$ready_after" >> "$home/starts"
    start=$((start + 1))
  done
  ready_after=$(sort -n "$home/starts" | sed -n "$(((starts + 1) / 2))p")
  whole=$url
  url=http://127.0.0.1:$port
  purchases 1 8 drive_openly /v1/authorizations "$home/hot.bodies" 8 10 100
  url=$whole
  resident=$(awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$probe/status" 2> /dev/null || echo -)
  stop_program
}

# Name, must and aim of the start over the plain JVM's, must and aim of the memory.
report_program() {
  ratio=-
  [ "$2" = - ] || ratio=$(number 3 "$ready_after / $plain")
  report B8 "start, $1" "$ready_after" s "plain JVM" "$plain" "$ratio" most "$2" "$3" \
    '{"starts":['"$(paste -sd, "$home/starts")"']}'
  [ "$resident" = - ] || report B8 "resident, $1" "$resident" MiB - - "$resident" most "$4" "$5" \
    '{"requests":1000,"proved":true}'
}

measure_b8() {
  before=$(load)
  open_hot
  use hot
  # shellcheck disable=SC2086 # options are several words
  measure_program "$JAVA_HOME/bin/java" ${JAVA_OPTS:-} -jar "$app" serve
  plain=$ready_after
  report_program "plain JVM" - - "350 MiB" "250 MiB"
  cache=${AOT_CACHE:-$(find "$target/quarkus-app" -maxdepth 1 -name '*.aot' | head -n 1)}
  if [ -f "$cache" ]; then
    before=$(load)
    # shellcheck disable=SC2086
    measure_program "$JAVA_HOME/bin/java" ${JAVA_OPTS:-} -XX:AOTCache="$cache" -jar "$app" serve
    report_program "JVM with its AOT cache" 0.5 0.35 "350 MiB" "250 MiB"
  else
    echo "There is no AOT cache beside the program, so that start is not measured."
  fi
  binary=$(find "$target" -maxdepth 1 -name '*-runner' -type f | head -n 1)
  if [ -x "$binary" ]; then
    before=$(load)
    measure_program "$binary" serve
    report_program "native binary" 0.05 0.03 "120 MiB" "80 MiB"
  else
    echo "There is no native binary (make native), so its start is not measured."
  fi
}
