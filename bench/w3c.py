#!/usr/bin/env python3
"""The W3C suites of RDF 1.1 on what relata reads.

    w3c.py RELATA_READ_QUADS SUITES.tar.gz

RELATA_READ_QUADS is built with -DRELATA_BENCH=ON. Positive tests must be read, negative ones refused; evaluation tests must
also give the statements of their result file, all blank nodes taken as one (so graphs that differ only in how blank nodes are
joined are not told apart).
"""
import collections
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PEERS = {"N-Triples": "68; 70; 70", "N-Quads": "85; 87; 87", "Turtle": "297; 299; 313", "TriG": "320; 342; 356"}
SUITES = {"rdf-n-triples": "N-Triples", "rdf-n-quads": "N-Quads", "rdf-turtle": "Turtle", "rdf-trig": "TriG", "rdf-xml": "RDF/XML"}
ENTRY = re.compile(r"<#([^>]+)>\s+(?:rdf:type|a)\s+rdft:(\w+)(.*?)(?=\n<#|\Z)|trs:([\w.-]+)\s+(?:rdf:type|a)\s+rdft:(\w+)(.*?)(?=\ntrs:|\Z)", re.S)


def read(tool, file):
    done = subprocess.run([tool, str(file)], capture_output=True, text=True, errors="replace", timeout=60)
    return done.returncode, sorted(set(done.stdout.splitlines()))


def main():
    tool, archive = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        tarfile.open(archive).extractall(folder, filter="data")
        rows = collections.OrderedDict()
        failed = []
        for manifest in sorted(Path(folder).rglob("manifest.ttl")):
            suite = SUITES.get(manifest.parent.name)
            for match in ENTRY.finditer(manifest.read_text(encoding="utf-8")):
                name, kind, body = match.group(1) or match.group(4), match.group(2) or match.group(5), match.group(3) or match.group(6)
                action = re.search(r"mf:action\s+<([^>]+)>", body)
                if not action or suite is None:
                    continue
                row = rows.setdefault(suite, [0, 0])
                row[1] += 1
                code, found = read(tool, manifest.parent / action.group(1))
                good = (code != 0) if "Negative" in kind else code == 0
                result = re.search(r"mf:result\s+<([^>]+)>", body)
                if good and result and "Negative" not in kind:
                    base = "http://example/base/"  # relative IRIs are resolved differently by every manifest
                    wanted = read(tool, manifest.parent / result.group(1))[1]
                    shape = lambda lines: [re.sub(r"(?:https?|file)://[^\t]*/", base, line) for line in lines]
                    good = sorted(shape(found)) == sorted(shape(wanted))
                row[0] += good
                if not good:
                    failed.append(f"{suite} {name} ({kind})")
        print("| suite | relata | raptor; serd; oxigraph |\n|---|---|---|")
        for suite, (passed, total) in rows.items():
            print(f"| {suite} | {passed} of {total} | {PEERS.get(suite, '-')} |")
        print("\nnot passed:\n  " + "\n  ".join(failed))


if __name__ == "__main__":
    main()
