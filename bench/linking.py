#!/usr/bin/env python3
"""Names linked to the knowledge file, on news whose names were linked by hand (N3: Reuters-128 and RSS-500, development halves).

    linking.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/ and score/. Prints for each set exact and overlapping F1 (span and identity), the precision of links at the owl:sameAs
threshold where the gold has a mention, the share of unknown names left unlinked, and coverage: how many of the gold's entries
the knowledge file has at all, which bounds recall. Only names count, as the gold links no nouns and pronouns. The floors guard against falling back; exit 1 if a figure lies under its floor.
"""
import json
import re
import sys
import tempfile
import urllib.parse
from pathlib import Path

from quality import Bench, records

SETS = {"Reuters-128": "n3-reuters128.jsonl", "RSS-500": "n3-rss500.jsonl"}


def known_entries(folder: Path) -> set[str]:
    """Every DBpedia resource that Turtle files name, by IRI or with the prefix dbr."""
    found = set()
    for file in folder.glob("*.ttl"):
        for match in re.finditer(r"<http://dbpedia\.org/resource/([^>]+)>|\bdbr:((?:\\.|[^\s,;\\])+)", file.read_text(encoding="utf-8")):
            found.add(urllib.parse.unquote(match[1] or match[2].replace("\\", "")))
    return found


def plain(title: str) -> str:
    """A title of the gold; some spell letters as escapes."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda code: chr(int(code[1], 16)), title)


def main() -> int:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    options = sys.argv[4:] if len(sys.argv) > 3 and sys.argv[3] == "--" else []
    folder = Path(sys.argv[2]).resolve()
    here = Path(__file__).resolve().parent
    floors = json.loads((here / "floors.json").read_text())["linking"]
    known = known_entries(here.parent / "knowledge")
    print("| measure | figure | floor |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(str(Path(sys.argv[1]).resolve()), folder, options, Path(work))
        for name, file in SETS.items():
            gold = folder / "data" / "linking" / file
            texts = list(records(gold))
            out = bench.annotate(name, [{"id": r["id"], "text": r["text"]} for r in texts])
            found = bench.score("linking.py", gold, out, "--by", "wiki", "--kinds", "name")
            entries = [plain(e["wiki"]) for r in texts for e in r["entities"] if e.get("wiki")]
            rows = {"exact F1": found["exact"]["F1"], "overlap F1": found["overlap"]["F1"], "precision at sameAs": found["at gold"]["P"],
                    "unknown names left unlinked": found["nil"]["kept"], "entries known": sum(e in known for e in entries) / len(entries)}
            for what, figure in rows.items():
                bench.row(f"{name}: {what}, %", 100 * figure, floors.get(f"{name}: {what}, %", 0.0))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
