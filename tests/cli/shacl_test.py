#!/usr/bin/env python3
"""What relata writes against ontologies/shapes.ttl, by pySHACL. Exit 77 (skipped) where that is not installed.

    shacl_test.py RELATA_BINARY
"""
import pathlib
import subprocess
import sys
import tempfile

try:
    import pyshacl
except ImportError:
    print("SKIPPED: pyshacl is not installed (pip install pyshacl)")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
with tempfile.TemporaryDirectory() as folder:
    graph = pathlib.Path(folder) / "graph.ttl"
    subprocess.run([sys.argv[1], "build", "-q", str(ROOT / "examples"), "--from", "text", "-o", str(graph)], check=True)
    shapes = str(ROOT / "ontologies" / "shapes.ttl")
    conforms, _, text = pyshacl.validate(str(graph), shacl_graph=shapes)
    broken = graph.read_text().replace('rel:polarity "affirmed"', 'rel:polarity "maybe"', 1)
    graph.write_text(broken)
    noticed = not pyshacl.validate(str(graph), shacl_graph=shapes)[0]
print(text)
sys.exit(0 if conforms and noticed else 1)
