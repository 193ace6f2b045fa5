# What run.sh measures by: functions only.

: "${SECONDS_EACH:=5}" "${ROUNDS:=3}"

say() { printf '%(%H:%M:%S)T  %s\n' -1 "$*" >&2; }

finish() {
  local status=$?
  trap - EXIT
  stop "${service_pid:-}" "${reference_pid:-}" "${started_pid:-}"
  if [[ -n ${CLUSTER_PID:-} ]]; then
    local cluster=$CLUSTER_PID
    eval "exec ${CLUSTER[1]}>&-"
    wait "$cluster" 2>/dev/null || true
  fi
  rm -rf -- "$work"
  exit "$status"
}

stop() {
  local pid
  for pid in "$@"; do
    [[ -z $pid ]] || { kill "$pid" && wait "$pid"; } 2>/dev/null || true
  done
}

# await URL: until it answers, a minute at most.
await() {
  local until=$((SECONDS + 60))
  until curl -sf -o /dev/null "$1"; do
    ((SECONDS < until)) || { echo "$1 does not answer:" >&2 && cat "$work"/*.log >&2 && exit 1; }
    sleep 0.01
  done
}

ask() { psql -XAtq -v ON_ERROR_STOP=1 -c "$1"; }

row() { local IFS='|'; printf '|%s|\n' "$*" | sed 's/|/ | /g; s/^ //; s/ $//' >>"$work/table"; }

median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b ? a / b : 0 }'; }

# load CONNECTIONS SECONDS URL HEADER LIST: prints requests a second, p50 and p99 in milliseconds.
load() {
  local wrk=(wrk -t"$(($1 < 2 ? 1 : 2))" -c"$1" -d"$2s" --timeout 30s --latency)
  [[ -z $4 ]] || wrk+=(-H "$4")
  if [[ -n $5 ]]; then
    wrk+=(-s "$here/questions.lua" "$3" -- "$5")
  else
    wrk+=("$3")
  fi
  "${wrk[@]}" >"$work/wrk"
  if grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2; then
    say "$3 $5 does not answer all"
  fi
  awk '
    function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : 1000 * text }
    $1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) } $1 == "Requests/sec:" { rate = $2 }
    END { print rate, p50, p99 }' "$work/wrk"
}

# compare WORDS CONNECTIONS URL URL [LIST LIST]: ours beside theirs, in turns.
compare() {
  local words=$1 connections=$2 round side rate p50 p99
  local urls=("$3" "$4") lists=("${5:-}" "${6:-}") headers=("${ours_header:-}" "${theirs_header:-}")
  say "$words, $connections connections"
  rm -f "$work"/side.*
  for ((round = 0; round <= ROUNDS; round++)); do
    for side in 0 1; do
      # The first round only warms up: the JIT takes its time, and after 10 s the program still became faster.
      read -r rate p50 p99 <<<"$(load "$connections" "$((round ? SECONDS_EACH : 20))" "${urls[side]}" "${headers[side]}" "${lists[side]}")"
      ((round)) || continue
      echo "$rate" >>"$work/side.$side.rate"
      echo "$p50" >>"$work/side.$side.p50"
      echo "$p99" >>"$work/side.$side.p99"
    done
  done
  local ours theirs
  ours=$(median "$work/side.0.rate") theirs=$(median "$work/side.1.rate")
  row "$words" "$connections" "${ours%.*}" "${theirs%.*}" "$(ratio "$ours" "$theirs")" "$(median "$work/side.0.p50") / $(median "$work/side.1.p50")" "$(median "$work/side.0.p99") / $(median "$work/side.1.p99")"
}

# compare_lists WORDS CONNECTIONS LIST LIST: the same for lists of questions; those of the reference end with -raw.
compare_lists() {
  local url=$service
  [[ $4 != *-raw ]] || url=$reference
  compare "$1" "$2" "$service" "$url" "$work/questions/$3.txt" "$work/questions/$4.txt"
}

now() { echo "${EPOCHREALTIME/./}"; }

# took FILE COMMAND...: appends the seconds that a command takes.
took() {
  local file=$1 begin
  shift
  begin=$(now)
  "$@"
  awk -v a="$begin" -v b="$(now)" 'BEGIN { printf "%.3f\n", (b - a) / 1e6 }' >>"$file"
}

# rates WORDS AMOUNT UNIT: a row of the medians of side.ours and side.theirs, in seconds, as amounts a second.
rates() {
  local ours theirs
  ours=$(median "$work/side.ours") theirs=$(median "$work/side.theirs")
  row "$1" "$(awk -v a="$2" -v s="$ours" 'BEGIN { printf "%.1f", a / s }') $3" "$(awk -v a="$2" -v s="$theirs" 'BEGIN { printf "%.1f", a / s }') $3" "$(ratio "$theirs" "$ours")" "${4:-}"
}

copy_out() { psql -Xq -v ON_ERROR_STOP=1 -c "\\copy ($1) to stdout csv" >"$2"; }

exporting() {
  local id codes fields select round seconds plain_bytes full_bytes copied
  say 'CSV export'
  read -r id codes <<<"$(ask "select d.id || ' ' || string_agg(code, ',' order by code) from tradestats.dataset d join tradestats.commodity c on c.dataset = d.id where d.name = 'bench' group by d.id")"
  fields=reporter,partner,flow,commodity,period,currency,value,low,high,qualifier,method
  select="select reporter, partner, case flow when 1 then 'exports' when 2 then 'imports' when 3 then 'total' else 'balance' end, commodity,
    case period_months when 12 then (period_start / 12)::text else period_start / 12 || '-' || lpad((period_start % 12 + 1)::text, 2, '0') end, currency, number, low, high,
    case qualifier when 1 then 'exact' else 'about' end, case method when 1 then 'published' else 'computed' end
    from tradestats.observation_$id where measure = 1 and known_until is null and method in (1, 2)
    order by dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against"
  select=${select//$'\n'/ }
  local url="$service/v1/totals.csv?dataset=bench&commodity=$codes"
  plain_bytes=$(curl -sf "$url&fields=$fields" | tee >(tail -n +2 | tr -d '\r' | md5sum >"$work/ours.md5") | wc -c)
  copied=$(copy_out "$select" /dev/stdout | tee >(md5sum >"$work/theirs.md5") | wc -c)
  cmp -s "$work/ours.md5" "$work/theirs.md5" || say "The two exports differ: $plain_bytes and $copied bytes."
  # From here on the most memory is that of the exports.
  echo 5 >"/proc/$service_pid/clear_refs"
  rm -f "$work"/side.* "$work/full" "$work/first"
  for ((round = 0; round < ROUNDS; round++)); do
    took "$work/side.ours" curl -sf -o /dev/null -w '%{time_starttransfer}\n' "$url&fields=$fields" >>"$work/first"
    took "$work/side.theirs" copy_out "$select" /dev/null
    read -r seconds full_bytes <<<"$(curl -sf -o /dev/null -w '%{time_total} %{size_download}' "$url")"
    echo "$seconds" >>"$work/full"
  done
  heading 'CSV export' 'psql \copy'
  local memory
  memory=$(awk '$1 == "VmHWM:" { printf "%.0f MB", $2 / 1024 }' "/proc/$service_pid/status")
  rates "all rows, 11 fields, $((copied / 1000000)) MB" "$(awk -v b="$copied" 'BEGIN { print b / 1e6 }')" MB/s "first byte after $(awk -v s="$(median "$work/first")" 'BEGIN { printf "%.0f", 1000 * s }') ms, most memory $memory"
  row "all rows, all fields, $((full_bytes / 1000000)) MB" "$(awk -v b="$full_bytes" -v s="$(median "$work/full")" 'BEGIN { printf "%.1f", b / 1e6 / s }') MB/s" '' '' ''
}

heading() {
  echo >>"$work/table"
  row "$1" TradeStats "$2" ratio ''
  row --- ---: ---: ---: ---
}

forget_import() {
  local id table
  id=$(ask "select id from tradestats.dataset where name = 'bench-import'")
  [[ -n $id ]] || return 0
  ask "drop table tradestats.observation_$id"
  for table in holding pair reconciliation commodity edition; do
    ask "delete from tradestats.$table where dataset = $id"
  done
  ask "delete from tradestats.dataset where id = $id"
}

import_files() { dotnet "$api" import comtrade "$work/bulk" --dataset bench-import --rejected "$work/rejected.csv" >"$work/import.log"; }

copy_in() {
  psql -Xq -v ON_ERROR_STOP=1 -c 'begin' -c 'create table tradestats.bench_copy (like tradestats.observation including indexes)' -c "\\copy tradestats.bench_copy from '$work/rows.csv' csv" -c 'commit'
}

importing() {
  local round id count lines
  say "Import of about $import_lines lines"
  dotnet "$bench" comtrade "$work/bulk" "$import_lines"
  lines=$(cat "$work"/bulk/*.gz | zcat | wc -l)
  rm -f "$work"/side.*
  for ((round = 0; round < ROUNDS; round++)); do
    forget_import
    took "$work/side.ours" import_files
    if ((round == 0)); then
      id=$(ask "select id from tradestats.dataset where name = 'bench-import'")
      copy_out "select * from tradestats.observation_$id order by dataset, reporter, partner, flow, commodity, period_start, period_months, currency" "$work/rows.csv"
      count=$(wc -l <"$work/rows.csv")
    fi
    ask 'drop table if exists tradestats.bench_copy'
    took "$work/side.theirs" copy_in
  done
  ask 'drop table if exists tradestats.bench_copy'
  forget_import
  heading 'import' 'psql \copy'
  rates "$lines lines of bulk files, $count rows" "$(awk -v c="$count" 'BEGIN { print c / 1000 }')" 'thousand rows/s' 'reading, checking and adding up against copying what came of it'
}

starting() {
  local round kind
  say 'Start'
  rm -f "$work"/start.*
  for ((round = 0; round < ROUNDS; round++)); do
    for kind in cold warm; do
      took "$work/start.$kind" first_answer "$work/start-$round"
      stop "$started_pid"
      started_pid=''
    done
    rm -rf -- "$work/start-$round"
  done
  printf '\n' >>"$work/table"
  row 'start to the first answer' seconds
  row --- ---:
  row 'private PostgreSQL made, seeds loaded' "$(median "$work/start.cold")"
  row 'private PostgreSQL that was there' "$(median "$work/start.warm")"
}

first_answer() {
  env -u ConnectionStrings__TradeStats TRADESTATS_HOME="$1" ASPNETCORE_ENVIRONMENT=Development dotnet "$api" --urls http://127.0.0.1:5182 >"$work/start.log" 2>&1 &
  started_pid=$!
  await 'http://127.0.0.1:5182/v1/totals?reporter=CN&partner=ASEAN'
}
