#!/bin/sh
# Measures the decisions alone, under JMH; `make bench-decisions` calls it, after the classes of the
# tests are compiled and target/jmh.classpath names the libraries. Arguments go to JMH.
set -eu

cd "$(dirname "$0")/.."
libraries=target/test-classes:target/classes:$(cat target/jmh.classpath)
classes=target/bench-classes
rm -rf "$classes"
mkdir -p "$classes"
"$JAVA_HOME/bin/javac" -proc:full -nowarn -d "$classes" -cp "$libraries" bench/decisions/*.java
exec "$JAVA_HOME/bin/java" -cp "$classes:$libraries" org.openjdk.jmh.Main "$@"
