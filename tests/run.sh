#!/usr/bin/env bash
# Installs the tools that tests need, builds everything and runs all tests. The last line tells how many passed.
#   tests/run.sh            all test projects
#   tests/run.sh Wasm Model the projects whose names contain one of the words
set -u
cd "$(dirname "$0")/.." || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

bash build/install-tools.sh
dotnet build StencilJit.sln --configuration Release --verbosity quiet --disable-build-servers || { echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0 skipped=0
for folder in tests/*.Tests; do
    name=$(basename "$folder")
    if [ $# -gt 0 ]; then
        chosen=
        for word in "$@"; do case $name in *"$word"*) chosen=yes ;; esac; done
        [ -n "$chosen" ] || continue
    fi
    log=$(mktemp)
    "$folder/bin/Release/net10.0/$name" -noColor 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+, Not Run: [0-9]+' "$log" | tail -n 1)
    rm -f "$log"
    if [ -z "$summary" ]; then
        echo "$name did not finish: it ended with status $status (128 and a number: that signal)."
        failed=$((failed + 1))
        continue
    fi
    read -r total errors bad skip <<<"$(echo "$summary" | grep -oE '[0-9]+' | head -n 4 | tr '\n' ' ')"
    passed=$((passed + total - bad - skip)) failed=$((failed + bad + errors)) skipped=$((skipped + skip))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
