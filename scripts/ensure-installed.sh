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
  # Compiles the sources into the cache that `npm start` uses: the first start is as quick and as
  # small as every later one, because nothing has to strip types any more.
  NODE_COMPILE_CACHE=node_modules/.cache/node node_modules/.bin/node --conditions=@aisha/source \
    --input-type=module --eval "await import('./examples/playground/src/main.ts')" -- --load-only
fi
