#!/bin/sh
# Runs something that starts services and PostgreSQL, and ends all of them with it: at its end, after
# a failure and after Ctrl-C. What it starts is in a process group of its own, but for PostgreSQL,
# each of whose processes leads one, and which is found by its data below the directory.
#
#   sh src/build/torture.sh DIRECTORY COMMAND...
set -u

directory=$1
shift

if command -v setsid > /dev/null; then
  setsid "$@" &
else
  set -m
  "$@" &
fi
group=$!

# Waits until nothing answers to the number any more, at most so many seconds.
gone() {
  left=$2
  while kill -s 0 -- "$1" 2> /dev/null; do
    [ "$left" -gt 0 ] || return 1
    left=$((left - 1))
    sleep 1
  done
}

end_all() {
  trap '' INT TERM HUP
  kill -s TERM -- "-$group" 2> /dev/null
  gone "-$group" 60 || kill -s KILL -- "-$group" 2> /dev/null
  for file in "$directory"/*/data/postgresql/postmaster.pid; do
    [ -f "$file" ] || continue
    server=$(head -n 1 "$file")
    case "$(ps -o args= -p "$server" 2> /dev/null)" in
    *postgres*"${file%/postmaster.pid}"*)
      # An immediate shutdown: it takes all of its processes along.
      kill -s QUIT "$server"
      gone "$server" 60 || kill -s KILL "$server" ;;
    esac
  done
}

trap 'end_all; exit 130' INT TERM HUP
wait "$group"
code=$?
end_all
exit "$code"
