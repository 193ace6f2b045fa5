#!/usr/bin/env bash
# Measures the API beside what it is compared with, in turns, and prints the medians as a Markdown table:
#
#   tests/TradeStats.Benchmarks/run.sh [ROWS] [PART...]
#
# ROWS is the size of the dataset, a million unless told. PART is one or more of these, all unless told:
#   repeated    a question asked again against constant bytes of the same size, 1, 32 and 256 connections
#   unchanged   304 against 304 of the constant, the same connections
#   series, growth, share
#               one pair's 25 years, each question asked once only, against prepared Npgsql with source-generated JSON;
#               growth against the window function lag, share against a join; series also against a model of how Data API Builder reads
#   sums        a group of partners against one partner; a quarter added up of its months, and years where there are months, against one year
#   export      CSV of the whole dataset against psql \copy of the same columns and rows
#   import      bulk files of UN Comtrade's layout against psql \copy of the rows that come of them, into an equal table with the same key
#   start       start to the first answer, with a private PostgreSQL that is new, and with one that was there
#
# It needs Linux, the .NET 10 SDK, wrk, curl and psql (apt-get install wrk curl postgresql-client), and a PostgreSQL: the one that
# ConnectionStrings__TradeStats names, which gets the tables of TradeStats and the datasets bench and bench-import; else a private
# one, which takes the server programs (apt-get install postgresql), in the folder TRADESTATS_HOME, else in a temporary one. A
# dataset of that size that is there already is used again. Settings: SECONDS_EACH (5) for each measurement, ROUNDS (3),
# IMPORT_LINES (ROWS, a million at most), TMPDIR for files of some hundred bytes a row.
#
# Only ratios count: everything runs on one machine and takes turns on its processors, wrk and the database too.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
here=tests/TradeStats.Benchmarks
source "$here/measure.sh"

rows=1000000
if [[ ${1:-} =~ ^[0-9]+$ ]]; then
  rows=$1
  shift
fi
known=(repeated unchanged series growth share sums export import start)
parts=("${@:-${known[@]}}")
(($#)) || parts=("${known[@]}")
for part in "${parts[@]}"; do
  [[ " ${known[*]} " == *" $part "* ]] || { echo "$part is no part: ${known[*]}" >&2 && exit 2; }
done
wants() { local part; for part in "$@"; do [[ " ${parts[*]} " != *" $part "* ]] || return 0; done; return 1; }
for program in dotnet wrk curl psql; do
  command -v "$program" >/dev/null || { echo "$program is missing; see the head of this file." >&2 && exit 2; }
done

import_lines=${IMPORT_LINES:-$((rows < 1000000 ? rows : 1000000))}
service=http://127.0.0.1:5180
reference=http://127.0.0.1:5181
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PGOPTIONS='-c client_min_messages=warning'
work=$(mktemp -d)
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

say 'Building.'
dotnet build "$here" -c Release -v quiet --nologo >&2
api=$PWD/src/TradeStats/bin/Release/net10.0/TradeStats.dll
bench=$PWD/$here/bin/Release/net10.0/TradeStats.Benchmarks.dll

if wants repeated unchanged series growth share sums export import; then
  if [[ -z ${ConnectionStrings__TradeStats:-} ]]; then
    # It ends with its input, that is with this script, however that ends.
    coproc CLUSTER { TRADESTATS_HOME=${TRADESTATS_HOME:-$work/cluster} exec dotnet "$bench" cluster; }
    read -r ConnectionStrings__TradeStats <&"${CLUSTER[0]}"
    export ConnectionStrings__TradeStats
  fi
  eval "$(dotnet "$bench" environment)"
  dotnet "$api" load >&2
fi

if wants repeated unchanged series growth share sums export; then
  if [[ $(ask "select version from tradestats.dataset where name = 'bench'") == "$(printf %012x "$rows")" ]]; then
    say 'The dataset is there already.'
  else
    say "Filling: about $rows rows."
    dotnet "$bench" fill "$rows" >&2
  fi
  dotnet "$bench" questions "$work/questions" 40000
  TRADESTATS_REQUESTS_PER_MINUTE=0 dotnet "$api" --urls "$service" >"$work/service.log" 2>&1 &
  service_pid=$!
  dotnet "$bench" reference "$reference" >"$work/reference.log" 2>&1 &
  reference_pid=$!
  await "$service/v1/datasets"
  await "$reference/constant/1"
fi

printf '\n%s rows in the dataset, PostgreSQL %s, .NET %s, %s processors, medians of %s rounds of %s s\n' \
  "$( (wants repeated unchanged series growth share sums export && ask "select observation_count from tradestats.dataset where name = 'bench'") || echo no)" \
  "$(ask 'show server_version' 2>/dev/null || psql --version | tr -dc '0-9.')" "$(dotnet --version)" "$(nproc)" "$ROUNDS" "$SECONDS_EACH" >"$work/table"

if wants repeated unchanged series growth share sums; then
  row 'requests a second' connections TradeStats 'compared with' ratio 'p50, ms' 'p99, ms'
  row --- ---: ---: ---: ---: ---: ---:
fi

question=$(head -n 1 "$work/questions/series-all-fields.txt" 2>/dev/null || true)
if wants repeated; then
  size=$(curl -sf "$service$question" | wc -c)
  for connections in 1 32 256; do
    compare "a question asked again, against a constant of $size bytes" "$connections" "$service$question" "$reference/constant/$size"
  done
fi
if wants unchanged; then
  tag=$(curl -sfI "$service$question" | tr -d '\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: //p')
  [[ $(curl -s -o /dev/null -w '%{http_code}' -H "If-None-Match: $tag" "$service$question") == 304 ]] || say "The tag $tag is not held for the same."
  for connections in 1 32 256; do
    ours_header="If-None-Match: $tag" theirs_header='If-None-Match: "1"' compare '304, against 304 of a constant' "$connections" "$service$question" "$reference/constant/1"
  done
fi
if wants series; then
  compare_lists 'one pair, 25 years, against prepared Npgsql' 32 series series-raw
  compare_lists 'the same with all fields, against the 6 fields by Npgsql' 32 series-all-fields series-raw
  compare_lists 'one pair, 25 years, against a model of Data API Builder' 32 series series-by-model-raw
fi
! wants growth || compare_lists 'growth of one pair, against lag in SQL' 32 growth growth-raw
! wants share || compare_lists 'share of one pair, against a join in SQL' 32 share share-raw
if wants sums; then
  compare_lists 'a group (ASEAN), 25 years, against one partner' 32 group series
  compare_lists 'a quarter of months, against one year' 32 quarter year
  compare_lists 'annual of all goods, against 25 years of a chapter' 32 series-annual series
fi

if wants export; then
  exporting
fi
stop "${service_pid:-}" "${reference_pid:-}"
service_pid='' reference_pid=''
! wants import || importing
! wants start || starting
cat "$work/table"
