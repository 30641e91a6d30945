#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; on Debian, as root, installs one if there is none.
set -euo pipefail

find_chromium() {
  local name
  for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  return 1
}

if ! find_chromium; then
  if [ "$(id -u)" -eq 0 ] && [ -e /etc/debian_version ]; then
    echo "No Chromium here: installing Debian's for the browser tests" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium; } >&2
    find_chromium
  else
    echo "The browser tests need Chromium: install it, or set CHROMIUM to the path of one" >&2
    exit 1
  fi
fi
