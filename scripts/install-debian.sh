#!/usr/bin/env bash
# Install what the Makefile needs on Debian or Ubuntu: Python with venv, and make. With the argument `tests` also what the
# tests of web pages, of PDF files and of old Office documents need: Chromium, a Chinese font, LibreOffice.
set -eu

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

packages=(make python3 python3-venv)
if [ "${1:-}" = tests ]; then
    packages+=(chromium fonts-wqy-microhei libreoffice-calc-nogui libreoffice-writer-nogui)
fi

export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -q
as_root apt-get install -q -y --no-install-recommends "${packages[@]}"
