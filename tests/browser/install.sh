#!/bin/sh
# Installs Chromium for the browser tests on Debian and its kin. Says in one line what it did or why it could not;
# never fails, because the browser tests skip themselves without one.
set -u

for name in chromium chromium-headless-shell chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then
    echo "Chromium is there: $(command -v "$name")"
    exit 0
  fi
done

if ! command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium, and no apt-get to install it with: the browser tests will be skipped."
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "No Chromium, and only root may install it (sudo sh tests/browser/install.sh): the browser tests will be skipped."
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null 2>&1
for name in chromium chromium-headless-shell; do
  if apt-get install -y -qq --no-install-recommends "$name" >/dev/null 2>&1; then
    echo "Installed $name."
    exit 0
  fi
done
echo "Chromium could not be installed (is there a package source?): the browser tests will be skipped."
exit 0
