# shellcheck shell=bash
# Sourced by script/lab/bench and others: starts a server with an empty vault in $scratch, and signs in.

port=${PORT:-4917}
base=http://127.0.0.1:$port
server=

clean_up() {
  stop_server
  rm -rf "$scratch"
}

build_server() {
  say 'Building'
  dotnet build StreamVault.Web --configuration Release --nologo --verbosity quiet
}

# start_server [NAME=VALUE...]: starts the server with these additional environment variables.
start_server() {
  # Otherwise, another server on this port would be measured.
  if curl --silent --output /dev/null "$base"; then fail "Port $port is in use. Choose another one: PORT=5917 script/bench ..."; fi
  (
    cd StreamVault.Web
    exec env StreamVault__DataPath="$scratch/data" ASPNETCORE_ENVIRONMENT=Development "$@" \
      dotnet bin/Release/net10.0/StreamVault.Web.dll --urls "$base"
  ) >"$scratch/log" 2>&1 &
  server=$!
  local tries=0
  until curl --silent --fail --output /dev/null "$base/health"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 240 ] || ! kill -0 "$server" 2>/dev/null; then
      fail 'The server does not start:' "$(cat "$scratch/log")"
    fi
    sleep 0.25
  done
}

stop_server() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
  fi
}

api() {
  curl --silent --show-error --fail-with-body --cookie "${jar:-$scratch/jar}" --cookie-jar "${jar:-$scratch/jar}" "$@"
}

sign_in() {
  local account='{"username":"bench","password":"a-password-for-a-bench"}'
  api --output /dev/null --json "$account" "$base/api/auth/setup"
  api --output /dev/null --json "$account" "$base/api/auth/login"
}

resident_mb() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$server/status"; }
