#!/usr/bin/env python3
"""Open information extraction: every claim of a sentence, on CaRB's development part without the sentences of BenchIE (nothing is learned from it).

    openie.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/ and score/. Prints F1 at the best threshold, precision, recall and the area under the curve, over all claims that relata gives by
default, and how many it gives a sentence. The floors guard against falling back; exit 1 if a figure lies under its floor.
"""
import json
import sys
import tempfile
from pathlib import Path

from quality import Bench, records


def main() -> int:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    options = sys.argv[4:] if len(sys.argv) > 3 and sys.argv[3] == "--" else []
    folder = Path(sys.argv[2]).resolve()
    floors = json.loads((Path(__file__).resolve().parent / "floors.json").read_text())["openie"]
    gold = folder / "data" / "openie" / "carb-dev.jsonl"
    sentences = [{"id": r["id"], "text": r["text"]} for r in records(gold)]
    print("| measure | figure | floor |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(str(Path(sys.argv[1]).resolve()), folder, options, Path(work))
        out = bench.annotate("carb", sentences)
        found = bench.score("openie.py", "carb", gold, out)
        best = found["best threshold"]
        figures = {"CaRB: F1, %": 100 * best["F1"], "CaRB: precision, %": 100 * best["P"], "CaRB: recall, %": 100 * best["R"], "CaRB: AUC, %": 100 * found["AUC"],
                   "claims a sentence": sum(len(r.get("claims", [])) for r in records(out)) / len(sentences)}
        for what, figure in figures.items():
            bench.row(what, figure, floors.get(what, 0.0))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
