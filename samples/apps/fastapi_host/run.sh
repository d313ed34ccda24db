#!/bin/sh
cd "$(dirname "$0")" && exec python -m uvicorn app:app --port "${PORT:-9000}" --timeout-graceful-shutdown 2
