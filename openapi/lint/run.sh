#!/usr/bin/env bash
# Lints the contract with Spectral (OpenAPI and OWASP rules) and Redocly (recommended-strict, examples against schemas).
# Needs Node 20.19 or later. Prints the numbers of errors; fails unless both are zero.
set -uo pipefail
cd "$(dirname "$0")"
export SCARF_ANALYTICS=false REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
mkdir -p target

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || exit 1

# Shows what a linter found, one line each, and prints how many of a severity there are.
count() {
    node -e '
        const [kind, severity, file] = process.argv.slice(1);
        const text = require("fs").readFileSync(file, "utf8");
        if (!text.includes("{") && !text.includes("[")) {
            console.error(`${kind} gave no report: see openapi/lint/target`);
            console.log("unreadable");
            process.exit();
        }
        const found = kind === "spectral"
            ? JSON.parse(text).map(p => [["error", "warn", "info", "hint"][p.severity],
                  `${p.code} at line ${p.range.start.line + 1}: ${p.message}`])
            : JSON.parse(text.slice(text.indexOf("{"))).problems.map(p => [p.severity,
                  `${p.ruleId} at ${p.location[0]?.pointer}: ${p.message}`]);
        const chosen = found.filter(([s]) => s === severity);
        chosen.forEach(([s, line]) => console.error(`${kind} ${s}: ${line}`));
        console.log(chosen.length);
    ' "$@" || echo unreadable
}

node_modules/.bin/spectral lint --ruleset .spectral.yaml --format json --quiet ../openapi.yaml >target/spectral.json
node_modules/.bin/redocly lint --config redocly.yaml --format json --max-problems 1000 ../openapi.yaml \
    >target/redocly.json 2>target/redocly.log

spectral_errors=$(count spectral error target/spectral.json)
spectral_warnings=$(count spectral warn target/spectral.json)
redocly_errors=$(count redocly error target/redocly.json)
redocly_warnings=$(count redocly warn target/redocly.json)
echo "spectral_errors: $spectral_errors"
echo "spectral_warnings: $spectral_warnings"
echo "redocly_errors: $redocly_errors"
echo "redocly_warnings: $redocly_warnings"

if [ -f ../upstream/portal.yaml ]; then
    node_modules/.bin/redocly lint --extends minimal --format json --max-problems 1000 ../upstream/portal.yaml \
        >target/portal.json 2>target/portal.log
    echo "portal_errors: $(count redocly error target/portal.json)"
fi

[ "$spectral_errors" = 0 ] && [ "$redocly_errors" = 0 ]
