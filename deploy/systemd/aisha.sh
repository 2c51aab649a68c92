#!/bin/sh
# `aisha doctor`, typed by root where the units run: with their settings, and as their user. Who typed it
# is told, for what is written down of changes.
who=${AISHA_WHO-${SUDO_USER:-$(logname 2>/dev/null)}}
exec runuser -u aisha -- env DATA_DIR=/var/lib/aisha AISHA_WHO="$who" \
  /opt/aisha/node_modules/.bin/node --env-file=/etc/aisha/env \
  /opt/aisha/packages/cli/dist/aisha/main.js "$@"
