#!/usr/bin/env bash
# Verifies messages that were received, with npm's standardwebhooks and svix and with Node's own Ed25519. Needs Node 20 or later.
# usage: run.sh FILE
set -euo pipefail
file=$(realpath "$1")
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
exec node verify.js "$file"
