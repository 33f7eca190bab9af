#!/bin/sh
# Builds a container image of what was packaged, with whichever engine is there:
#
#   sh src/build/image.sh jvm       what is in target/image
#   sh src/build/image.sh native    the binary in target, with the libraries in target/lib
#
# BASE names another base; BASE=local makes one of this machine's Java and libraries, where no
# registry is reached. IMAGE names the image, ENGINE one of docker, podman, buildah.
set -eu

kind=$1
image=${IMAGE:-spendhub:$kind}

fail() {
  echo "image: $1" >&2
  exit 2
}

find_engine() {
  for candidate in docker podman buildah; do
    # A client without its daemon is no engine.
    if command -v "$candidate" > /dev/null && "$candidate" info > /dev/null 2>&1; then
      echo "$candidate"
      return
    fi
  done
}

engine=${ENGINE:-$(find_engine)}
[ -n "$engine" ] || fail "needs docker, podman or buildah; none of them answers here"

build() {
  case $engine in
  buildah)
    # Where no runtime of containers is, a change of the root is enough.
    command -v crun > /dev/null || command -v runc > /dev/null ||
      export BUILDAH_ISOLATION="${BUILDAH_ISOLATION:-chroot}"
    # The format of docker has a health check.
    buildah build --format docker "$@" ;;
  podman) podman build --format docker "$@" ;;
  *) "$engine" build "$@" ;;
  esac
}

# The libraries that programs and libraries are linked to, each with the folders that it is in.
copy_linked() {
  root=$1
  shift
  ldd "$@" 2> /dev/null | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\/.*ld-/ { print $1 }' |
    sort -u | while read -r library; do
      case $library in "$root"/*) continue ;; esac
      mkdir -p "$root$(dirname "$library")"
      cp -Lf "$library" "$root$library"
    done
}

import() {
  case $engine in
  buildah)
    container=$(buildah from scratch)
    buildah copy "$container" "$1" / > /dev/null
    buildah config --env "PATH=$path" "$container"
    buildah commit --rm "$container" "$2" > /dev/null ;;
  *) tar -C "$1" -c . | "$engine" import --change "ENV PATH=$path" - "$2" > /dev/null ;;
  esac
}

make_base() {
  root=target/image-base
  path=/opt/java/bin:/usr/bin
  rm -rf "$root"
  mkdir -p "$root/etc" "$root/tmp"
  chmod 1777 "$root/tmp"
  echo 'spendhub:x:10001:10001::/tmp:/sbin/nologin' > "$root/etc/passwd"
  echo 'spendhub:x:10001:' > "$root/etc/group"
  echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
  if [ "$kind" = jvm ]; then
    mkdir -p "$root/opt"
    "$JAVA_HOME/bin/jlink" --add-modules java.se,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs \
      --strip-debug --no-header-files --no-man-pages --output "$root/opt/java"
    find "$root/opt/java" -name '*.so' > target/image-base.linked
    # shellcheck disable=SC2046 # each is a word
    copy_linked "$root" "$root/opt/java/bin/java" $(cat target/image-base.linked)
  else
    # shellcheck disable=SC2046
    copy_linked "$root" target/image-native/spendhub $(find target/image-native -name '*.so')
  fi
  import "$root" "localhost/spendhub-base:$kind"
  base=localhost/spendhub-base:$kind
}

if [ "$kind" = native ]; then
  rm -rf target/image-native
  mkdir -p target/image-native
  binary=$(find target -maxdepth 1 -name '*-runner' | head -n 1)
  [ -n "$binary" ] || fail "there is no native binary in target"
  cp "$binary" target/image-native/spendhub
  chmod 755 target/image-native/spendhub
  [ ! -d target/lib ] || cp -r target/lib target/image-native/
  cp target/bom.json target/image-native/sbom.json
else
  # A build that holds the embedded PostgreSQL was not made for an image.
  [ -z "$(find target/image/lib/main -name '*embedded-postgres*')" ] ||
    fail "target/image has a PostgreSQL"
  cp target/bom.json target/image/sbom.json
fi

base=${BASE:-}
[ "$base" != local ] || make_base

version=$(sed -n 's/.*<version>\(.*\)<\/version>.*/\1/p' pom.xml | head -n 1)
revision=$(git rev-parse HEAD 2> /dev/null || echo unknown)
build ${base:+--build-arg "BASE=$base"} --build-arg "VERSION=${VERSION:-$version}" \
  --build-arg "REVISION=$revision" -f "src/main/docker/Dockerfile.$kind" -t "$image" .
echo "$image is built, by $engine."
