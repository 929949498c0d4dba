#!/usr/bin/env bash
# Follows six requests from the employer to the decision, by curl alone, against the local run of the README: one is granted, one
# granted after complements, one refused, one not accepted, one closed, and one adopted that other hands filed. Prints what it
# sees as `name: figure`, and fails at the first thing that is not as it should be. It moves the platform's clock by weeks.
set -euo pipefail
cd "$(dirname "$0")/../examples"

service=${PASSERELLE_URL:-http://localhost:8080}
simulator=${SIMULATOR_URL:-http://localhost:8090}
issuer=${ISSUER_URL:-http://localhost:8091}
patience=${PATIENCE_SECONDS:-40}

json=(-H 'Content-Type: application/json')
pdf=(-H 'Content-Type: application/pdf' --data-binary @document.pdf)

show() { printf '%s: %s\n' "$1" "$2"; }
fail() { printf 'FAILED: %s\n' "$1" >&2; exit 1; }

# Calls the service: a method, a path, and what else curl takes. A POST has a key, so that sending it again does no harm.
call() {
    local method=$1 path=$2
    shift 2
    curl -sS --fail-with-body --retry 3 -X "$method" "$service$path" -H "Authorization: Bearer $token" \
        -H "Idempotency-Key: $(new_key)" "$@" || fail "$method $path"
}
new_key() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# The first text member of a name in the JSON that is read; nothing when there is none.
member() { { grep -o "\"$1\":\"[^\"]*\"" || true; } | head -n 1 | cut -d '"' -f 4; }
count() { { grep -o "$1" || true; } | wc -l | tr -d ' '; }

# --- Who we are, and for whom we act

token=$(curl -sS --fail "$issuer/oauth2/token" -u demo:demo-secret -d grant_type=client_credentials | member access_token)
[ -n "$token" ] || fail "no token"
show token 1

# Another run of this script finds other people: names hold no digits, so the time is written in letters.
run=$(date +%s)
letters=$(printf '%s' "$run" | tr '0-9' 'a-j')
year=$(curl -sS "$simulator/simulateur/horloge" | grep -o '20[0-9][0-9]' | head -n 1)
employer=boulangerie-$run
E=/v1/employers/$employer
REQUESTS=/v1/authorisation-requests

call PUT "$E" "${json[@]}" -d @employer.json >/dev/null
mandate=$(call POST "$E/mandates" "${json[@]}" -d @mandate.json | member id)
call PUT "$E/mandates/$mandate/document" "${pdf[@]}" >/dev/null
call PUT "$E/platform-account" "${json[@]}" -d "{\"login\": \"$employer@example.org\", \"password\": \"a-secret\"}" >/dev/null
show employer_can_file "$(call GET "$E" | count '"can_file":true')"

# --- Drafts, each of a person of its own; the title of the job chooses what the simulator does with the file

# Makes a worker and a draft for a scenario, and puts the passport. Prints the id of the request.
draft() {
    local scenario=$1 worker=w-$1 id
    sed "s/NDIAYE OEUVRARD/NDIAYE $scenario $letters/" worker.json | call PUT "$E/workers/$worker" "${json[@]}" -d @- >/dev/null
    id=$(sed -e "s/\"boulangerie\"/\"$employer\"/" -e "s/\"w-1\"/\"$worker\"/" -e "s/R-2027-001/R-$run-$scenario/" \
        -e "s/C-2027-001/C-$scenario/" -e "s/\"start\": \"2027/\"start\": \"$((year + 1))/" \
        -e "s/\"Boulangère\"/\"Boulangère [scenario:$scenario]\"/" request.json |
        call POST "$REQUESTS" "${json[@]}" -d @- | member id)
    call PUT "$REQUESTS/$id/documents/id_passport_pages" "${pdf[@]}" >/dev/null
    printf '%s' "$id"
}

submit() { call POST "$REQUESTS/$1/submission" "${json[@]}" -d '{}' >/dev/null; }
state() { call GET "$REQUESTS/$1" | member state; }

# Waits until a request has reached a state, and counts it.
reaches() {
    local name=$1 id=$2 wanted=$3 until=$((SECONDS + patience))
    until [ "$(state "$id")" = "$wanted" ]; do
        [ "$SECONDS" -lt "$until" ] || fail "$name is $(state "$id"), not $wanted"
        sleep 0.5
    done
    show "$name" 1
}

later() { curl -sS --fail "$simulator/simulateur/horloge" "${json[@]}" -d "{\"avancer\": \"$1\"}" >/dev/null; }

granted=$(draft granted)
asked=$(draft complements-once)
refused=$(draft refused)
rejected=$(draft not-accepted)
closed=$(draft closed)
show drafts_ready "$(call GET "$REQUESTS?employer=$employer&state=draft" | count '"ready":true')"

for request in "$granted" "$asked" "$refused" "$rejected" "$closed"; do submit "$request"; done

deposit=$(curl -sS --fail "$simulator/simulateur/demandes" "${json[@]}" -d '{"par_defaut": true}' | member numero_depot)
adopted=$(call POST "$REQUESTS/adoptions" "${json[@]}" \
    -d "{\"employer\": \"$employer\", \"deposit_number\": \"$deposit\", \"type\": \"salarie\"}" | member id)

reaches granted_filed "$granted" filed
reaches asked_filed "$asked" filed
reaches refused_filed "$refused" filed
reaches closed_filed "$closed" filed
reaches adopted_filed "$adopted" filed
reaches not_accepted "$rejected" not_accepted
show registrations "$(call GET "$REQUESTS/$granted/receipt" | count '"deposit_number":"')"

# --- Four days later the platform asks for complements, which we send

later P4DT1H
reaches complements_asked "$asked" information_requested
complements=$(call GET "$REQUESTS/$asked/complements")
for code in $(printf '%s' "$complements" | grep -o '"code":"[a-z_]*"' | cut -d '"' -f 4); do
    call PUT "$REQUESTS/$asked/complements/1/documents/$code" "${pdf[@]}" >/dev/null
done
call POST "$REQUESTS/$asked/complements" "${json[@]}" -d '{"number": 1}' >/dev/null
reaches complements_sent "$asked" under_review

# --- Eight days later it has decided; a month later it has closed what it did not look at

later P8D
reaches granted "$granted" granted
reaches granted_after_complements "$asked" granted
reaches refused "$refused" refused
reaches adopted_granted "$adopted" granted
authorisations=$(call GET "/v1/work-authorisations?employer=$employer")
show work_authorisations "$(printf '%s' "$authorisations" | count '"request_id":"')"
authorisation=$(printf '%s' "$authorisations" | member id)
show authorisation_pdf "$(call GET "/v1/work-authorisations/$authorisation/document" | head -c 4 | count '%PDF')"
later P22D
reaches closed "$closed" closed_by_platform

# --- The same, as the journal tells it

# Reads all events of a type, and answers whether one is about a request.
saw() {
    local type=$1 id=$2 after=0 page
    while page=$(call GET "/v1/events?types=$type&limit=200&after=$after"); do
        case $page in *"\"id\":\"$id\""*) return 0 ;; esac
        case $page in *'"has_more":true'*) ;; *) return 1 ;; esac
        after=$(printf '%s' "$page" | grep -o '"next_after":[0-9]*' | cut -d : -f 2)
    done
}
expect_events() {
    local name=$1 id=$2 seen=0
    shift 2
    for type in "$@"; do
        saw "request.$type" "$id" || fail "the journal does not say request.$type of $name"
        seen=$((seen + 1))
    done
    show "events_of_$name" "$seen"
}

expect_events granted "$granted" created queued filing filed granted
expect_events asked "$asked" created queued filing filed information_requested complement_sent granted
expect_events refused "$refused" created queued filing filed refused
expect_events not_accepted "$rejected" created queued filing not_accepted
expect_events closed "$closed" created queued filing filed closed_by_platform
expect_events adopted "$adopted" adopted granted
