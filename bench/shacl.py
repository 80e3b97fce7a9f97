#!/usr/bin/env python3
"""What relata writes against ontologies/shapes.ttl, by two validators: pySHACL and Apache Jena.

    shacl.py RELATA_BINARY FOLDER

Graphs: the examples' texts, twenty articles, an ontology of one's own with open claims, texts with namesakes merged and decided, invented records, one
document with nothing to say. Then the first of them with one statement spoilt in each way of a table, which both must notice. FOLDER keeps what is
downloaded. Needs Java 17, Maven and, by pip, pyshacl (bench/stores_requirements.txt).
"""
import json
import re
import subprocess
import sys
from pathlib import Path

import pyshacl
import rdflib

ROOT = Path(__file__).resolve().parents[1]
SHAPES = ROOT / "ontologies" / "shapes.ttl"
JENA = "org.apache.jena:jena-fuseki-server:5.6.0"  # one jar that has all of Jena
# What is spoilt, in N-Triples: (what, pattern of a line, what stands there instead).
SPOILT = [
    ("a polarity that is none", r'(polarity>) "affirmed"', r'\1 "maybe"'),
    ("a certainty that is none", r'(certainty>) "certain"', r'\1 "sure"'),
    ("a confidence above 1", r'(core#Claim> .\n(?:.*\n)*?.*confidence>) "[0-9.]+"', r'\1 "1.5"'),
    ("a confidence of another datatype", r'(core#Claim> .\n(?:.*\n)*?.*confidence>) "([0-9.]+)"\^\^<[^>]*>', r'\1 "\2"'),
    ("a claim with two subjects", r'(<https://relata.dev/claim/\S+>) (<[^>]*subject>) (<[^>]*>) \.', r'\1 \2 \3 .\n\1 \2 <https://example.org/other> .'),
    ("evidence that is none", r'(core#evidence>) <[^>]*>', r'\1 <https://example.org/nowhere>'),
    ("evidence that ends before it begins", r'(<\S+#char=\S+> <\S+endIndex>) "[0-9]+"', r'\1 "0"'),
    ("evidence without its words", r'<\S+#char=\S+> <\S+anchorOf> .*\n', ''),
    ("an article without its name", r'<\S+> <\S+identifier> .*\n', ''),
    ("an event of no document", r'<https://relata.dev/event/\S+> <\S+wasDerivedFrom> .*\n', ''),
]


def graphs(relata: str, folder: Path):
    """(what, N-Triples file)."""
    def build(what: str, *arguments: str) -> tuple[str, Path]:
        out = folder / (what.replace(" ", "-") + ".nt")
        subprocess.run([relata, "build", "-q", *map(str, arguments), "--claims", "nodes", "-o", str(out)], check=True)
        return what, out

    yield build("examples", ROOT / "examples", "--from", "text")
    yield build("twenty articles", ROOT / "examples" / "twenty-articles.jsonl")
    yield build("own ontology and open claims", ROOT / "examples" / "shipping.txt", "--ontology", ROOT / "examples" / "shipping.ttl", "--open", "--keep-text")
    namesakes = folder / "namesakes.jsonl"
    texts = ["John Smith was born in Lima. The Smiths met NATO's \"envoy\" on May 5.", "John Smith was born in Quito.",
             "U.S. forces attacked Iran. John SMITH left.", "Bob Smith met Ann Lee."]
    namesakes.write_text("".join(json.dumps({"id": f"namesakes {n}", "text": text, "date": "2024-05-01"}) + "\n" for n, text in enumerate(texts)))
    decisions = folder / "decisions.txt"
    people = "https://relata.dev/entity/Person/"
    decisions.write_text(f'rename <{people}ann_lee> "Lady Lee"\njoin <{people}bob_smith> <{people}john_smith~namesakes_0>\n')
    yield build("namesakes", namesakes, "--no-mentions", "--decisions", decisions)
    records = folder / "records.jsonl"
    records.write_bytes(subprocess.run([sys.executable, str(ROOT / "bench" / "make_records.py"), "400"], check=True, capture_output=True).stdout)
    yield build("invented records", records)
    empty = folder / "empty.txt"
    empty.write_text("Oh.\n")
    yield build("nothing said", empty)


def by_pyshacl(data: Path) -> bool:
    graph = rdflib.Graph().parse(data, format="nt")
    return pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))[0]


class Jena:
    def __init__(self, folder: Path):
        self.jar = folder / "jars" / (JENA.split(":")[1] + "-" + JENA.split(":")[2] + ".jar")
        if not self.jar.exists():
            subprocess.run(["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={JENA}", f"-DoutputDirectory={self.jar.parent}"], check=True)

    def conforms(self, data: Path) -> bool:
        command = ["java", "-cp", str(self.jar), "shacl.shacl", "validate", "--shapes", str(SHAPES), "--data", str(data)]
        done = subprocess.run(command, capture_output=True, text=True)
        found = re.search(r"sh:conforms\s+(true|false)", done.stdout)
        if done.returncode not in (0, 1) or found is None:
            sys.exit(f"Jena: {done.stderr[-2000:]}")
        if found[1] == "false" and "spoilt" not in data.name:
            print(done.stdout[-3000:])
        return found[1] == "true"


def main() -> int:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    relata, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    jena, failures, first = Jena(folder), 0, None
    print("| graph | statements | pySHACL | Jena |\n|---|---|---|---|")
    for what, data in graphs(relata, folder):
        first = first or data
        mine, theirs = by_pyshacl(data), jena.conforms(data)
        failures += not (mine and theirs)
        print(f"| {what} | {sum(1 for _ in open(data, 'rb')):,} | {'conforms' if mine else 'VIOLATES'} | {'conforms' if theirs else 'VIOLATES'} |", flush=True)
    whole, spoilt = first.read_text(), folder / "spoilt.nt"
    print("\n| spoilt | pySHACL | Jena |\n|---|---|---|")
    for what, pattern, instead in SPOILT:
        text, count = re.subn(pattern, instead, whole, count=1)
        if count == 0:
            sys.exit(f"nothing to spoil: {what}")
        spoilt.write_text(text)
        mine, theirs = not by_pyshacl(spoilt), not jena.conforms(spoilt)
        failures += not (mine and theirs)
        print(f"| {what} | {'noticed' if mine else 'MISSED'} | {'noticed' if theirs else 'MISSED'} |", flush=True)
    print(f"\n{failures} failures")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
