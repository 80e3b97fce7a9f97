#!/bin/sh
# consumer_test.sh CMAKE BUILD: installs the build into a folder of its own and builds a program on it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$1" --install "$2" --prefix "$place/prefix" > /dev/null
"$1" -G Ninja -S "$here" -B "$place/build" -DCMAKE_PREFIX_PATH="$place/prefix" -DCMAKE_BUILD_TYPE=Release > /dev/null
"$1" --build "$place/build" > "$place/log" 2>&1 || { cat "$place/log"; exit 1; }
"$place/build/consumer" "$place/prefix/share/relata" | grep 'person/emmanuel-macron> <https://relata.dev/ontology/news#headOfState> <https://relata.dev/id/country/france>'
echo "Germany supports France." | "$place/prefix/bin/relata" annotate - | grep -q supports
