#!/usr/bin/env python3
"""Political events: who did what to whom, by PLOVER category, on the shared halves of PLOVER's sentences and of PETRARCH's cases with made-up names.

    events.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/ and score/. Prints precision, recall and F1 of (source, category, target), of categories alone and of actors alone, over all claims
that relata gives by default. The floors guard against falling back; exit 1 if a figure lies under its floor.
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
    floors = json.loads((Path(__file__).resolve().parent / "floors.json").read_text())["events"]
    events, petrarch = folder / "data" / "events", folder / "data" / "petrarch"
    sets = {"PLOVER": (events / "plover-gsr.jsonl", []),
            "PETRARCH": (events / "petrarch-unittest.jsonl",
                         ["--cameo", petrarch / "CAMEO2PLOVER-2021.txt", "--actors", petrarch / "PETR.Validate.actors.txt"])}
    print("| measure | figure | floor |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(str(Path(sys.argv[1]).resolve()), folder, options, Path(work))
        for name, (gold, arguments) in sets.items():
            out = bench.annotate(name, [{"id": r["id"], "text": r["text"]} for r in records(gold)])
            found = bench.score("events.py", gold, out, *arguments)
            for row in ("events", "category", "actors"):
                for column in ("F1", "P", "R") if row == "events" else ("F1",):
                    what = f"{name}: {row}, {column}, %"
                    bench.row(what, 100 * found[row][column], floors.get(what, 0.0))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
