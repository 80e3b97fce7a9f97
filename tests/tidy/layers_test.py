#!/usr/bin/env python3
"""Holds the rooms to CMakeLists.txt: who may include whom, and who alone may use a third-party library.

    layers_test.py REPOSITORY
"""
import pathlib
import re
import sys

OWNERS = {  # include pattern -> rooms that may have it
    r"<boost/graph": {"graph"}, r"<boost/": {"graph"}, r"<(raptor2|librdf|rasqal|redland)\.h>": {"rdf"}, r"<serd/": {"rdf"},
    r"<(graphviz/)?(gvc|cgraph|cdt)\.h>": {"dot"}, r"<(gumbo|zlib)\.h>": {"text"}, r"<nlohmann/": {"record", "service", "text", "rdf", "nn", "nlp", "html"},
    r"<(oneapi/|dnnl)": {"nn"}, r"<hwy/": {"nn"}, r"<curl/": {"store"}, r"<httplib\.h>": {"service"},
}


def rooms(cmake):
    uses = {}
    for name, rest in re.findall(r"relata_room\((\w+)([^)]*)\)", cmake):
        found = re.search(r"USES((?:\s+\w+)*?)\s*(?:LINKS|$)", rest.strip())
        uses[name] = set(found.group(1).split()) if found else set()
    for name in uses:  # a room also knows what the rooms it uses know
        known, seen = list(uses[name]), set()
        while known:
            other = known.pop()
            if other not in seen:
                seen.add(other)
                known += uses.get(other, ())
        uses[name] = seen | {name}
    return uses


def faults(files, uses):
    for path, text in files:
        room = path.split("/")[2]
        for line, include in enumerate(text.splitlines(), 1):
            if not include.startswith("#include"):
                continue
            other = re.search(r"[<\"]relata/(\w+)/", include)
            if other and other.group(1) not in uses[room]:
                yield f"{path}:{line}: {room} does not use {other.group(1)}; see CMakeLists.txt"
            for pattern, owners in OWNERS.items():
                if re.search(pattern, include) and room not in owners:
                    yield f"{path}:{line}: {include.split()[1]} belongs to {', '.join(sorted(owners))} alone"


def main():
    root = pathlib.Path(sys.argv[1])
    uses = rooms((root / "CMakeLists.txt").read_text())
    assert {"core", "rdf", "pipeline"} <= uses.keys(), "no rooms found in CMakeLists.txt"
    bad = [("lib/relata/core/a.hpp", "#include <relata/rdf/term.hpp>\n"), ("lib/relata/text/b.cpp", "#include <boost/graph/x.hpp>\n")]
    assert len(list(faults(bad, uses))) == 3, "the check does not see what it is for"
    files = [(str(p.relative_to(root)), p.read_text()) for p in sorted(root.glob("lib/relata/*/*.[chi]*"))]
    found = list(faults(files, uses))
    print("\n".join(found) or f"{len(files)} files keep to their rooms")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
