#!/usr/bin/env bash
# Tries an installation that has just been started: docker/smoke.sh http://127.0.0.1:8080
# Asks only for what changes nothing. With SMOKE_OFFICE_PASSWORD it signs in as `office`; with SMOKE_ANSWER=yes as well, on an installation that has no
# campaign yet, it loads a sample without answers, answers as a teacher, and removes the sample again.
set -euo pipefail
base=${1:?the address of the service, for instance http://127.0.0.1:8080}
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ask <expected status> <what> <curl's arguments>…: the body is in $work/body afterwards, the headers in $work/head.
ask() {
  local expected=$1 what=$2 status
  shift 2
  status=$(curl --silent --max-time 15 --output "$work/body" --dump-header "$work/head" --write-out '%{http_code}' "$@") || status="no answer"
  if [[ $status == "$expected" ]]; then
    printf 'ok      %s\n' "$what"
  else
    printf 'FAILED  %s: %s instead of %s\n' "$what" "$status" "$expected"
    failures=$((failures + 1))
  fi
}

# field <name>: the first text with this name in the body, which is JSON.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p;T;q" "$work/body"; }

says() {
  if grep -qi -- "$2" "$work/$1"; then return; fi
  printf 'FAILED  %s lacks %s\n' "$1" "$2"
  failures=$((failures + 1))
}

ask 200 "is ready: the database answers" "$base/health/readiness"
ask 200 "describes its interface" "$base/openapi/certpulse.yml"
ask 200 "shows the sign-in" --location "$base/"
ask 200 "has its scripts" "$base/static/console/console.css"
ask 404 "knows no entry that nobody made" "$base/api/v1/entries/AAAAAAAAAAA"
says body entry-unknown
ask 401 "lets nobody in without a token" "$base/api/v1/campaigns"
ask 401 "refuses a wrong password" --json '{"username":"office","password":"not the password"}' "$base/api/v1/sessions"
ask 201 "takes in a new browser" --request POST "$base/api/v1/web/sessions"
respondent=$(field accessToken)

if [[ -n ${SMOKE_OFFICE_PASSWORD:-} ]]; then
  ask 200 "lets the office in" --json "{\"username\":\"office\",\"password\":\"$SMOKE_OFFICE_PASSWORD\"}" "$base/api/v1/sessions"
  office=(--header "Authorization: Bearer $(field accessToken)")
  ask 200 "lists the campaigns" "${office[@]}" "$base/api/v1/campaigns"
  if [[ ${SMOKE_ANSWER:-} == yes ]]; then
    ask 201 "loads a sample" "${office[@]}" --json '{"name":"hubei-empty"}' "$base/api/v1/samples"
    campaign=$(field id)
    ask 200 "lists its schools" "${office[@]}" "$base/api/v1/campaigns/$campaign/schools?size=1"
    code=$(field teacher)
    ask 200 "opens a code" "$base/api/v1/entries/$code"
    certificate=$(sed -n 's/.*"certificates":\[{"id":"\([^"]*\)".*/\1/p' "$work/body")
    sheet='{"entry":"'$code'","certificateId":"'$certificate'","questionnaire":{"code":"teacher-2020","version":1},"answers":{"q3":"B","q4":"A","q5":["A"],
      "q6":"A","q7":"A","q8":["A"],"q9":"B","q10":"B","q11":["A"],"q12":"A","q13":"B","q14":"A","q15":["A"],"q16":"B","q17":["A"],"q18":"A","q19":"B","q20":"C"}}'
    id=$(cat /proc/sys/kernel/random/uuid)
    answer=(--header "Authorization: Bearer $respondent" --json "$sheet" --request PUT "$base/api/v1/responses/$id")
    ask 201 "stores a sheet" "${answer[@]}"
    ask 200 "answers its repetition as the first time" "${answer[@]}"
    ask 200 "counts it" "${office[@]}" "$base/api/v1/campaigns/$campaign/results?role=TEACHER"
    says body '"respondents":1'
    ask 204 "removes the sample" "${office[@]}" --request DELETE "$base/api/v1/campaigns/$campaign"
  fi
fi

if ((failures)); then
  printf '%d checks failed\n' "$failures"
  exit 1
fi
printf 'all checks passed\n'
