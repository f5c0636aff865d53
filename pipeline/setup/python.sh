#!/bin/sh
# Print the path of the Python to work with: that of .venv if there is one, else the newest of 3.11–3.13 on this
# machine that can make environments. Where there is none, apt installs one. With --each, print one of each version
# that is there, oldest first.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)

# Print the real path of a Python that will do: a version manager's shim stands for different ones in different places.
suits() {
    "$1" -c '
import sys, ctypes, ensurepip, ssl, venv
if not (3, 11) <= sys.version_info < (3, 14): sys.exit(1)
print(sys.executable)' 2>/dev/null
}

# Version managers and Homebrew keep their Pythons beside PATH.
find_minor() {
    for candidate in "python3.$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$1".*/bin/python3 \
        "/opt/homebrew/bin/python3.$1" "/usr/local/bin/python3.$1"; do
        if path=$(command -v "$candidate") && suits "$path"; then return; fi
    done
}

each() {
    for minor in 11 12 13; do find_minor "$minor"; done
}

if [ "${1:-}" = --each ]; then
    each
    exit
fi
if suits "$root/.venv/bin/python"; then exit; fi
newest=$(each | tail -n 1)
if [ -z "$newest" ] && command -v apt-get >/dev/null; then
    echo "Installing with apt: python3 python3-venv" >&2
    if [ "$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi
    $as_root apt-get -qq update >&2
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends python3 python3-venv >&2
    newest=$(each | tail -n 1)
fi
if [ -z "$newest" ]; then
    echo "error: Terbit needs Python 3.11, 3.12 or 3.13 (on macOS: brew install python@3.13)" >&2
    exit 3
fi
echo "$newest"
