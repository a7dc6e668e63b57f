#!/usr/bin/env bash
# Installs what building stencils and running all tests needs, through Debian's package manager. Says what it does,
# installs nothing twice, and where it cannot install names the packages instead (the tests that need them are skipped).
set -u

missing=()

# A clang and libLLVM of the same version, the newest that there is.
if ! compgen -G '/usr/bin/clang-2[0-9]' >/dev/null && ! command -v clang-19 >/dev/null; then
    for version in 22 21 20 19; do
        if apt-cache show "clang-$version" >/dev/null 2>&1; then
            missing+=("clang-$version" "libllvm$version")
            break
        fi
    done
    [ ${#missing[@]} -gt 0 ] || missing+=(clang-22 libllvm22)
fi
# Estimates of cycles, by the llvm-mca of the newest clang that is or will be here.
clang=$({ compgen -G '/usr/bin/clang-[12][0-9]'; printf '%s\n' "${missing[@]}"; } | grep -oE 'clang-[0-9]+' | sort -t- -k2n | tail -n 1)
command -v "llvm-mca-${clang#clang-}" >/dev/null || missing+=("llvm-${clang#clang-}")
# The reference that stencils are compared with is plain C.
{ command -v gcc >/dev/null && [ -e /usr/include/stdio.h ]; } || missing+=(gcc libc6-dev)
command -v qemu-aarch64-static >/dev/null || missing+=(qemu-user-static)
[ -e /usr/aarch64-linux-gnu/lib/libc.so.6 ] || missing+=(libc6-arm64-cross)
[ -e /usr/aarch64-linux-gnu/lib/libgcc_s.so.1 ] || missing+=(libgcc-s1-arm64-cross)
[ -e /usr/aarch64-linux-gnu/lib/libstdc++.so.6 ] || missing+=(libstdc++6-arm64-cross)
# Windows on x86-64: wine, and the library that Debian's wine needs and does not bring.
{ command -v wine64 >/dev/null || [ -e /usr/lib/wine/wine64 ]; } || missing+=(wine64)
[ -e /usr/x86_64-w64-mingw32/lib/zlib1.dll ] || missing+=(libz-mingw-w64)
command -v node >/dev/null || missing+=(nodejs npm)
# Tests look at the inspection tool's pages in a real browser.
command -v chromium >/dev/null || missing+=(chromium)
# Samples of where stitched code spends its time.
command -v perf >/dev/null || missing+=(linux-perf)
command -v unzip >/dev/null || missing+=(unzip)

if [ ${#missing[@]} -eq 0 ]; then
    echo "Tools: clang, libLLVM, llvm-mca, gcc, qemu-user, arm64 libraries, wine, node, chromium, perf: all here."
    exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "Tools: please install ${missing[*]} (Debian's package names); tests that need them are skipped."
    exit 0
fi
echo "Tools: installing ${missing[*]}"
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/tmp/stenciljit-install.log 2>&1; then
    tail -n 5 /tmp/stenciljit-install.log
    echo "Tools: not everything could be installed; tests that need what is missing are skipped."
fi
