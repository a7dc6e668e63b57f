#!/bin/sh
# Builds the samples. For each program X.c:
#   X.wasm   a WASI program; needs clang, lld, wasi-libc and clang's runtime library for wasm32
#            (Debian: clang-22 lld-22 wasi-libc libclang-rt-22-dev-wasm32)
#   X.txt    what it prints without arguments, environment and input, according to a native build of the same source
# Both are checked in, so that tests need no compiler. With names, builds only those: ./build.sh fib.c json.c
set -eu
cd "$(dirname "$0")"
clang=${CLANG:-clang-22}
native=$(mktemp)
trap 'rm -f "$native"' EXIT

if [ $# -eq 0 ]; then
    set -- *.c
fi
for sample; do
    name=${sample%.c}
    "$clang" --target="${TARGET:-wasm32-wasi}" -Wno-deprecated -std=gnu17 -O2 -Wall -Wextra -ffile-prefix-map="$PWD"=. \
        -nostartfiles -Wl,--strip-all -o "$name.wasm" "$sample"
    chmod a-x "$name.wasm"
    "$clang" -std=gnu17 -O1 -ffp-contract=off -Wall -Wextra -o "$native" "$sample" -lm
    env -i "$native" < /dev/null > "$name.txt"
done
