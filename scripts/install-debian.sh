#!/usr/bin/env bash
# Install what the Makefile needs on Debian or Ubuntu: Python with venv, and make.
set -eu

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -q
as_root apt-get install -q -y --no-install-recommends make python3 python3-venv
