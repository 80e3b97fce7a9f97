#!/bin/sh
# Installs what is missing, builds a release and runs all tests. A second run builds only what changed.
set -eu
cd "$(dirname "$0")/.."
tools/install_packages.sh tools/packages.txt tools/test_packages.txt
cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON > /dev/null
cmake --build build
ctest --test-dir build --output-on-failure --no-tests=error
