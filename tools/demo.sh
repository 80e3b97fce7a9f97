#!/bin/sh
# Installs what is missing, builds a release and turns an article into a graph, its picture and its page.
#   tools/demo.sh [ARTICLE]     default: examples/nato-azerbaijan.txt
set -eu
article=$(realpath "${1:-$(dirname "$0")/../examples/nato-azerbaijan.txt}")
cd "$(dirname "$0")/.."
tools/install_packages.sh tools/packages.txt
cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF > /dev/null
cmake --build build
name=$(basename "${article%.*}")
mkdir -p build/demo
build/bin/relata build "$article" -o "build/demo/$name.ttl" -o "build/demo/$name.svg" -o "build/demo/$name.html"
echo
build/bin/relata query "build/demo/$name.ttl" --to csv \
  'SELECT ?subject ?relation ?object ?words WHERE { ?c rdf:subject ?s ; rdf:predicate ?relation ; rdf:object ?o ; rel:evidence ?e . ?s rdfs:label ?subject . ?o rdfs:label ?object . ?e nif:anchorOf ?words }'
