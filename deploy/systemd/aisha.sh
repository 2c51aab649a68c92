#!/bin/sh
# `aisha doctor`, typed by root where the units run: with their settings, and as their user.
exec runuser -u aisha -- env DATA_DIR=/var/lib/aisha \
  /opt/aisha/node_modules/.bin/node --env-file=/etc/aisha/env \
  /opt/aisha/packages/cli/dist/aisha/main.js "$@"
