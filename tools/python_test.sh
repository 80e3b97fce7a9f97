#!/bin/sh
# The Python package in a fresh virtual environment: installs it from this checkout, runs its tests, its notebook and a type checker.
# Needs PyPI (python/requirements-test.txt), and so is not part of tools/test.sh.
set -eu
cd "$(dirname "$0")/.."
tools/install_packages.sh tools/packages.txt
folder=${1:-build/python}
rm -rf "$folder"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check -r python/requirements-test.txt
# Spark's test (some 500 MB of packages) where there is Java; else it is skipped and says so.
! command -v java > /dev/null || "$folder/bin/pip" install --quiet --disable-pip-version-check -r python/requirements-spark.txt
"$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps .
"$folder/bin/python" -m pytest -q python/tests
"$folder/bin/python" -m mypy --strict --ignore-missing-imports -p relata
