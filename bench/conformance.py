#!/usr/bin/env python3
"""Whether claims conform to ontologies that relata has never seen (those of Text2KGBench), by a reading of the OWL files that is not relata's.

    conformance.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/. Each sentence is read with its ontology, whose properties are also worded by "of", "in", "by" and "'s", so that much is read that
is wrong; how right claims are is not measured here. A claim conforms when its property is declared, its ends have classes of the ontology or
none, and one of these is in domain or range. Exit 1 if a claim does not.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from quality import records

SETS = {"wikidata_tekgen": ("wikidata_tekgen-validation.jsonl", "wikidata_tekgen-train.jsonl"), "dbpedia_webnlg": ("dbpedia_webnlg-train.jsonl",)}


def schema(path: Path):
    """Classes with those above them, properties with domain and range. The files have a subject a block, its IRIs in full."""
    classes, properties = {}, {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        name = re.match(r"<([^>]+)> a owl:(\w+)", block)
        if not name:
            continue
        said = {p: set(re.findall(r"<([^>]+)>", rest)) for p, rest in re.findall(r"rdfs:(domain|range|subClassOf)((?:\s*,?\s*<[^>]+>)+)", block)}
        if name.group(2) == "Class":
            classes.setdefault(name.group(1), set()).update(said.get("subClassOf", ()))
        elif name.group(2).endswith("Property"):
            properties[name.group(1)] = (said.get("domain", set()), said.get("range", set()))
    return classes, properties


def above(cls: str, classes: dict) -> set[str]:
    found, todo = set(), [cls]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += classes.get(one, ())
    return found


def fault(claim: dict, types: dict, classes: dict, properties: dict) -> str:
    if claim["predicate"] not in properties:
        return "property"
    domain, range_ = properties[claim["predicate"]]
    known = set().union(*(d | r for d, r in properties.values()))  # what stands as a domain or range is a class, declared or not
    for end, wanted in ((claim["subject"], domain), (claim.get("object"), range_)):
        stated = types.get(end, [])
        if any(cls not in classes and cls not in known for cls in stated):
            return "class"
        if stated and wanted and not any(above(cls, classes) & wanted for cls in stated):
            return "domain or range"
    return ""


def main() -> int:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    relata, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve() / "data" / "relations" / "text2kgbench"
    options = sys.argv[4:] if len(sys.argv) > 3 and sys.argv[3] == "--" else []
    total = wrong = rejected = 0
    print("| ontology | sentences | claims | of them with classes at all ends | rejected | not conforming |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for name, files in SETS.items():
            sentences = [r for file in files for r in records(folder / file)]
            for owl in sorted((folder / f"{name}-owl").glob("*.ttl")):
                classes, properties = schema(owl)
                loose = Path(work) / owl.name
                loose.write_text(owl.read_text(encoding="utf-8") + "".join(
                    f'\n<{p}> <http://www.w3.org/2004/02/skos/core#altLabel> "of", "in", "by", "X \'s Y" .' for p in properties), encoding="utf-8")
                texts = [{"id": f"{i}", "text": r["text"]} for i, r in enumerate(sentences) if r["ontology"] == owl.stem]
                source, out, refused = (Path(work) / n for n in ("in.jsonl", "out.jsonl", "rejected.jsonl"))
                source.write_text("".join(json.dumps(t) + "\n" for t in texts), encoding="utf-8")
                subprocess.run([relata, "annotate", "-q", "--log-level", "error", source, "--ontology", loose, "--rejected", refused, "-o", out, *options], check=True)
                claims = typed = bad = 0
                for record in records(out):
                    types = {e["id"]: [t for t in (e.get("type", ""), *e.get("more_types", ())) if t] for e in record.get("entities", ())}
                    for claim in record.get("claims", ()):
                        claims += 1
                        typed += bool(types[claim["subject"]] and ("object" not in claim or types[claim["object"]]))
                        bad += bool(fault(claim, types, classes, properties))
                lines = refused.read_text(encoding="utf-8").count("\n")
                print(f"| {owl.stem} | {len(texts)} | {claims} | {typed} | {lines} | {bad} |", flush=True)
                total, wrong, rejected = total + claims, wrong + bad, rejected + lines
    print(f"| all | | {total} | | {rejected} | {wrong} |")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
