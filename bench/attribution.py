#!/usr/bin/env python3
"""Who says what, on news (PolNeAR, every fifth article of its training part; nothing is learned from it).

    attribution.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/ and score/. Prints which contents have a claim whose speaker is their source, and which speakers of claims are right. The
floors guard against falling back; exit 1 if a figure lies under its floor.
"""
import json
import sys
import tempfile
from pathlib import Path

from quality import Bench, records

EVERY = 5


def main() -> int:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    options = sys.argv[4:] if len(sys.argv) > 3 and sys.argv[3] == "--" else []
    folder = Path(sys.argv[2]).resolve()
    floors = json.loads((Path(__file__).resolve().parent / "floors.json").read_text())["attribution"]
    articles = list(records(folder / "data" / "evaluation-only" / "polnear-train.jsonl.gz"))[::EVERY]
    print("| measure | figure | floor |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(str(Path(sys.argv[1]).resolve()), folder, options, Path(work))
        gold = Path(work) / "gold.jsonl"
        gold.write_text("".join(json.dumps(r) + "\n" for r in articles), encoding="utf-8")
        out = bench.annotate("polnear", [{"id": r["id"], "text": r["text"], "date": r.get("date", "")} for r in articles])
        found = bench.score("attribution.py", gold, out)
        figures = {"PolNeAR: contents with the right source, %": found["contents"]["R"], "PolNeAR: speakers that are right, %": found["speakers"]["P"]}
        for what, figure in figures.items():
            bench.row(what, 100 * figure, floors.get(what, 0.0))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
