#!/bin/sh
# Find or install a Python, then hand over to prepare.py.
set -eu
here=$(dirname "$0")
python=$(sh "$here/python.sh")
exec "$python" "$here/prepare.py" "$@"
