# shellcheck shell=sh
# What is needed, the machine, and the clock. Part of run.sh.

# pgbench and psql may lie where Debian keeps them, beside the server.
find_postgresql() {
  for place in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
    if [ -x "$place/pgbench" ]; then PATH=$PATH:$place; fi
  done
}

require_tools() {
  find_postgresql
  missing=
  packages=
  while read -r tool package; do
    command -v "$tool" > /dev/null || {
      missing="$missing $tool"
      case " $packages " in *" $package "*) ;; *) packages="$packages $package" ;; esac
    }
  done << EOF
curl curl
wrk wrk
psql postgresql-client
pgbench postgresql
EOF
  [ -z "$missing" ] && return
  echo "bench: there is no$missing here. Debian: apt-get install$packages" >&2
  exit 2
}

# A flush costs nothing where there is no disk.
require_disk() {
  [ -n "${SPENDHUB_DB_URL:-}" ] && return
  case $(stat -f -c %T "$home" 2> /dev/null) in
  tmpfs | ramfs) fail "$home is in memory; set TMPDIR to a directory on a disk" ;;
  esac
}

load() {
  cut -d ' ' -f 1 /proc/loadavg 2> /dev/null || uptime | sed 's/.*average[s]*: *\([0-9.]*\).*/\1/'
}

cores() { getconf _NPROCESSORS_ONLN; }
cpu() { sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2> /dev/null | head -n 1; }
memory() { awk '/^MemTotal/ { printf "%d", $2 / 1048576 }' /proc/meminfo 2> /dev/null; }
java_version() {
  "$JAVA_HOME/bin/java" -version 2>&1 | sed -n 's/^[^"]* version "\([^"]*\)".*/\1/p' | head -n 1
}

commit() {
  git -C "$bench" rev-parse --short=12 HEAD 2> /dev/null || echo unknown
  git -C "$bench" diff --quiet HEAD -- .. 2> /dev/null || echo changed
}

now() { date +%s.%N; }
# The value of an expression of awk, with so many digits after the point.
number() { awk "BEGIN { printf \"%.$1f\", $2 }"; }
since() { number 3 "$(now) - $1"; }
