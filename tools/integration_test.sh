#!/bin/sh
# What relata writes in the tools of others, after tools/test.sh: Fuseki, Virtuoso and Oxigraph, each killed while relata pushes to it; SHACL by pySHACL and Jena; the page in Chromium.
# Needs PyPI (bench/stores_requirements.txt) and Maven Central, and so is not part of tools/test.sh; exit 77 where they cannot be had.
set -eu
cd "$(dirname "$0")/.."
tools/install_packages.sh tools/integration_packages.txt
folder=build/integration
mkdir -p "$folder"
[ -x "$folder/python/bin/pip" ] || python3 -m venv "$folder/python"
if ! "$folder/python/bin/pip" install --quiet --disable-pip-version-check -r bench/stores_requirements.txt ||
   ! "$folder/python/bin/python" bench/stores.py build/bin/relata "$folder/stores" --fetch; then
  echo "SKIPPED: PyPI or Maven Central cannot be reached"
  exit 77
fi
"$folder/python/bin/python" bench/stores.py build/bin/relata "$folder/stores" --claims 6000
"$folder/python/bin/python" bench/shacl.py build/bin/relata "$folder/stores"
ctest --test-dir build -R '^page$' --output-on-failure --no-tests=error
