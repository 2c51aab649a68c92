#!/bin/sh
# Installs the exact locked dependencies when they are missing or older than the lock file,
# so that `npm start` and `npm test` are each the only command a fresh clone needs.
set -eu
cd "$(dirname "$0")/.."
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  echo 'Installing dependencies (once)…'
  npm ci --no-audit --no-fund --loglevel=error
  touch "$installed"
fi
