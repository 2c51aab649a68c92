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

step format prettier --check --cache --log-level=warn .
step lint oxlint --quiet
step types tsc -b
step boundaries depcruise --config .dependency-cruiser.ts --output-type err-long packages examples test
step unused knip --no-progress

if [ -n "$failed" ]; then
  echo "Failed:$failed" >&2
  exit 1
fi
