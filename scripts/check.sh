#!/bin/sh
# `npm run check`: everything that can be known without running the product. Every step runs, so
# that one round shows all there is to mend; the last line names the steps that failed.
set -u
cd "$(dirname "$0")/.."
failed=

step() {
  name=$1
  shift
  started=$(date +%s)
  if "$@"; then mark='✔'; else mark='✘' failed="$failed $name"; fi
  echo "$mark $name ($(($(date +%s) - started)) s)"
}

# Beside the others, which do not use all there is; what it says is said at the end.
said=$(mktemp)
prettier --check --cache --log-level=warn . >"$said" 2>&1 &
formatting=$!
formatted() {
  wait "$formatting"
  code=$?
  cat "$said"
  rm "$said"
  return "$code"
}

step lint oxlint --quiet
step types tsc -b
step boundaries depcruise --config .dependency-cruiser.ts --output-type err-long packages examples test
step unused knip --no-progress
step format formatted

if [ -n "$failed" ]; then
  echo "Failed:$failed" >&2
  exit 1
fi
