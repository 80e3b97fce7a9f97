#!/usr/bin/env python3
"""Relations under ontologies that are given as files: Text2KGBench (Mihindukulasooriya et al. 2023), official definition, and re3d end to end.

    relations.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/ and score/. TekGen's ontologies have been trained on (with other sentences: its train part and two thirds of its validation part; the third
that is read here is held back, by the hash of the text, as training/relation_data.py has it), WebNLG's never: their labels are all that is known. Each sentence is read with the ontology it belongs to, alone and with everything else as by default. The floors guard against
falling back; exit 1 if a figure lies under its floor.
"""
import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path

from quality import Bench, records

SETS = {"TekGen": ("wikidata_tekgen", "validation", ["--dates"]), "WebNLG": ("dbpedia_webnlg", "train", [])}


def is_read(name: str, text: str) -> bool:
    return name != "TekGen" or hashlib.sha256(text.encode()).digest()[0] % 3 == 0


def main() -> int:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    options = sys.argv[4:] if len(sys.argv) > 3 and sys.argv[3] == "--" else []
    folder = Path(sys.argv[2]).resolve()
    floors = json.loads((Path(__file__).resolve().parent / "floors.json").read_text())["relations"]
    home = folder / "data" / "relations" / "text2kgbench"
    print("| measure | figure | floor |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(str(Path(sys.argv[1]).resolve()), folder, options, Path(work))
        for name, (files, part, more) in SETS.items():
            chosen = [r for r in records(home / f"{files}-{part}.jsonl") if is_read(name, r["text"])]
            gold, read, sentences, begin = Path(work) / f"{name}.jsonl", [], 0, time.time()
            gold.write_text("".join(json.dumps(r) + "\n" for r in chosen), encoding="utf-8")
            for owl in sorted((home / f"{files}-owl").glob("*.ttl")):
                texts = [{"id": r["id"], "text": r["text"]} for r in chosen if r["ontology"] == owl.stem]
                sentences += len(texts)
                bench.options = [*options, "--ontology", str(owl), "--jobs", "1"]
                read.append(bench.annotate(owl.stem, texts))
            seconds = time.time() - begin
            found = bench.score("relations.py", "t2k", "--gold", gold, "--pred", *read, "--ontologies", home / f"{files}-ontologies.json", *more)
            mean, micro = found["mean of ontologies"], found["micro, unfiltered"]
            for what, figure in {"official F1, %": 100 * mean["F1"], "unfiltered F1, %": 100 * mean["unfiltered F1"], "unfiltered P, % (all triples)": 100 * micro["P"],
                                 "unfiltered R, % (all triples)": 100 * micro["R"], "ontology conformance, %": 100 * mean["OC"],
                                 "subjects found in the text, %": 100 - 100 * mean["SH"], "objects found in the text, %": 100 - 100 * mean["OH"],
                                 "sentences a second on one core, with start-up": sentences / seconds}.items():
                bench.row(f"{name}: {what}", figure, floors.get(f"{name}: {what}", 0.0))
        gold = folder / "data" / "documents" / "re3d.jsonl"
        for name, more in {"re3d": [], "re3d, --by-labels": ["--by-labels"]}.items():
            bench.options = [*options, *more]
            out = bench.annotate(name, [{"id": r["id"], "text": r["text"]} for r in records(gold)])
            found = bench.score("relations.py", "spans", gold, out, "--map", folder / "score" / "maps" / "re3d.json")
            for what in ("P", "R", "F1"):
                bench.row(f"{name}: {what}, %", 100 * found["micro"][what], floors.get(f"{name}: {what}, %", 0.0))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
