#!/bin/sh
exec python "$(dirname "$0")/folder.py" "${1:-$(dirname "$0")/../../media}"
