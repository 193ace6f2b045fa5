# Runs one command on behalf of the application, which holds the other end of standard input, and never outlives it.
#   $1  the file that everything written goes to
#   $2  a folder (mode 0700) that exists as long as the command runs; empty: none
#   $3  a folder to remove once the application has gone; empty: none
#   the rest is the command
log=$1 run_folder=$2 scratch=$3
shift 3
exec 3<&0 </dev/null >>"$log" 2>&1

# Ctrl-C, a closed terminal or an init system reach the whole process group; the application drains first and ends this afterwards.
trap '' HUP INT QUIT TERM
umask 077

# mkdir without -p: a folder that somebody else put there must not be taken for ours.
[ -z "$run_folder" ] || mkdir "$run_folder" || exit 1

# macOS has no setsid; job control at least gives the command its own process group.
detach=setsid
command -v setsid >/dev/null || { detach=; set -m; }
$detach "$@" 3<&- &
child=$!

# Shells remark on the signals below; the log is the command's.
exec 2>/dev/null
(
  while read -r _; do :; done <&3
  trap '' USR1
  # Repeated, because a shell starts background commands deaf to SIGINT and PostgreSQL listens only from some point of its start on.
  signal=INT attempts=0
  while kill -s "$signal" "$child"; do
    sleep 0.1
    attempts=$((attempts + 1))
    [ "$attempts" -lt 200 ] || signal=QUIT
  done
  [ -z "$scratch" ] || rm -rf "$scratch"
) &
watcher=$!

wait "$child"
code=$?
[ -z "$run_folder" ] || rm -rf "$run_folder"
kill -s USR1 "$watcher"
wait "$watcher"
exit "$code"
