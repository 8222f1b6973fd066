#!/bin/sh
# Installs what the browser tests need on Debian and its kin: Chromium, and by npm the programs that judge pages (axe,
# the Nu HTML checker). Says in one line each what it did or why it could not; never fails, because tests skip what is
# not there.
set -u

install_judges() {
  if ! command -v npm >/dev/null 2>&1; then
    echo "No npm: pages are not judged by axe and the Nu checker."
  elif (cd "$(dirname "$0")" && npm ci --ignore-scripts --silent) >/dev/null 2>&1; then
    echo "axe and the Nu checker are there."
  else
    echo "axe and the Nu checker could not be installed: their tests will be skipped."
  fi
}
install_judges

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
