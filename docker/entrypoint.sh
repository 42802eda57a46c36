#!/bin/sh
# `server`, `worker`, or any verb of the command line. `exec`: the signals reach the program itself.
set -eu
case "$1" in
  server | worker) exec node --enable-source-maps "/app/dist/apps/$1/src/main.js" ;;
  *) exec node --enable-source-maps /app/dist/apps/cli/src/main.js "$@" ;;
esac
