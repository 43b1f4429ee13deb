# What the acceptance items share: saying how a check went, copies of the matrix, caches without results, processes that are left.

ok() { echo "ok $*"; }
not_ok() { echo "not ok $*"; }

# check NAME COMMAND…: the command's status decides; what it printed tells why.
check() {
    local name=$1 why
    shift
    if why=$("$@" 2>&1); then ok "$name"; else not_ok "$name: ${why:-$*}"; fi
}

# same NAME EXPECTED ACTUAL
same() {
    if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1: expected '$2', got '${3:0:300}'"; fi
}

# contains NAME FILE TEXT
contains() {
    if grep -qF -- "$3" "$2"; then ok "$1"; else not_ok "$1: no '$3' in ${2##*/}: $(tail -n 4 "$2" | tr '\n' '|')"; fi
}

# status_of SECONDS COMMAND…: runs it with output to `out` and `err`, prints its exit status.
status_of() {
    local limit=$1 status=0
    shift
    timeout -k 2 "$limit" "$@" >out 2>err </dev/null || status=$?
    echo "$status"
}

# A copy of the matrix and its apps, so that nothing is ever written to the repository.
copy_matrix() {
    mkdir -p "$1"
    cp -r "$repository/matrix.yaml" "$repository/smoke_tests" "$1"
}

warm_cache() { echo "${BMATRIX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bmatrix}"; }

# A cache with all that was fetched and nothing that was compiled or packed; links where the file system can.
cold_cache() {
    local part warm
    warm=$(warm_cache)
    mkdir -p -m 700 "$1"
    for part in downloads elixirs indexes runtimes tools; do
        [ -d "$warm/$part" ] || continue
        cp -al "$warm/$part" "$1/" 2>/dev/null || { rm -rf "${1:?}/$part"; cp -a "$warm/$part" "$1/"; }
    done
}

# runtime_of RELEASE CACHE: a runtime of that release that brings its C library and runs here; a cache may hold others, too.
runtime_of() {
    local root
    for root in "$2"/runtimes/*/; do
        [[ $(cat "$root/releases/$1/OTP_VERSION" 2>/dev/null) == "$1".* && -e $root/libc/ld.so ]] || continue
        if "$root/bin/erl" -noshell -eval 'halt().' >/dev/null 2>&1 </dev/null; then
            echo "${root%/}"
            return
        fi
    done
}

# The artifact of an app and an OTP release that the first item has made.
artifact() { echo "$scratch"/01-green/dist/"$1"-*-otp"$2".*-any_linux_x86_64; }

# Processes that have the text in their environment or command line, other than this shell and the one that started it.
processes_of() {
    local pid
    for pid in $(grep -slaF -- "$1" /proc/[0-9]*/environ /proc/[0-9]*/cmdline | cut -d / -f 3 | sort -u); do
        [ "$pid" = $$ ] || [ "$pid" = "$PPID" ] || [ "$pid" = "$BASHPID" ] || [ ! -d "/proc/$pid" ] || echo "$pid"
    done
}

# Like these, but only what a run of the tool has started.
children_of_runs() {
    local pid
    for pid in $(processes_of "$1"); do
        if grep -qa BMATRIX_COOKIE= "/proc/$pid/environ" 2>/dev/null; then
            echo "$pid $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | cut -c 1-80)"
        fi
    done
}

# until_true SECONDS COMMAND…: asks every 20 ms.
until_true() {
    local end=$((${EPOCHREALTIME%.*} + $1))
    shift
    until "$@"; do
        [ "${EPOCHREALTIME%.*}" -lt "$end" ] || return 1
        sleep 0.02
    done
}

# A mirror of Debian on the loopback interface, until the item ends; see ci/mirror.py. Sets $mirror to its URL.
start_mirror() {
    mkdir -p "$1"
    "$repository"/ci/mirror.py "$1" 2>"$1/log" &
    mirror_process=$!
    trap 'kill $mirror_process 2>/dev/null || true' EXIT
    until_true 10 test -s "$1/url" || { not_ok "the mirror does not start: $(tail -n 2 "$1/log")"; exit 1; }
    mirror=$(<"$1/url")
}
