#!/usr/bin/env bash
# Install what the Makefile needs on Debian or Ubuntu: Python with venv, and make. With the argument `tests` also what the
# tests of web pages, of PDF files and of old Office documents need: Chromium, a Chinese font, LibreOffice. Ends with 1
# where the system has no package of a name, after it has installed the others: Ubuntu has Chromium as a snap only.
set -eu

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "error: packages are installed by root, and there is no sudo (run as root: bash scripts/install-debian.sh ${argument})" >&2
        exit 1
    fi
}

argument=${1:-}
packages=(make python3 python3-venv)
if [ "$argument" = tests ]; then
    for_tests=(chromium fonts-wqy-microhei libreoffice-calc-nogui libreoffice-writer-nogui)
    packages+=("${for_tests[@]}")
fi

as_root apt-get update -q
known=()
status=0
for package in "${packages[@]}"; do
    if apt-cache show "$package" >/dev/null 2>&1; then
        known+=("$package")
    else
        echo "error: this system has no package $package" >&2
        status=1
    fi
done
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${known[@]}"
exit "$status"
