#!/bin/sh
# Runs Maven and says how far it is: on a terminal in one line, else in a line every few seconds.
# What Maven itself says goes to target/build.log, and is shown where it fails.
#
#   sh src/build/package.sh mvn -B package
set -u

log=target/build.log
mkdir -p target
: > "$log"
echo "Building SpendHub; $log has the details."

"$@" > "$log" 2>&1 &
maven=$!
# A shell keeps Ctrl-C from what runs in its background.
trap 'kill "$maven" 2>/dev/null; wait "$maven"; exit 130' INT TERM HUP

progress() {
  awk '
    /Downloading from / { asked = 1 }
    /Downloaded from / { files++; unit = $(NF - 3); size = $(NF - 4); sub(/^\(/, "", size)
      if (unit == "MB") bytes += size * 1000000
      else if (unit == "kB") bytes += size * 1000
      else bytes += size }
    /--- .*:compile / { step = "compiling" }
    /--- .*:(jar|build) / { step = "packaging" }
    END {
      if (files) printf "%d files downloaded, %d MB", files, bytes / 1000000
      if (files && step) printf "; "
      if (step) printf "%s", step
      if (!files && !step) printf "%s", asked ? "asking for the first file" : "reading the project"
    }' "$log"
}

seconds=0
while kill -0 "$maven" 2>/dev/null; do
  if [ -t 1 ]; then
    printf '\r  %s (%d s)\033[K' "$(progress)" "$seconds"
  elif [ $((seconds % 5)) -eq 4 ]; then
    echo "  $(progress) ($seconds s)"
  fi
  sleep 1
  seconds=$((seconds + 1))
done
wait "$maven"
code=$?

[ -t 1 ] && printf '\r\033[K'
if [ "$code" -eq 0 ]; then
  echo "Built in $seconds s."
else
  grep -E '^\[(ERROR|FATAL)' "$log" | head -40 >&2
  echo "The build failed; $log says all of it." >&2
fi
exit "$code"
