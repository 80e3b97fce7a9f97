#!/usr/bin/env python3
"""Which mentions mean the same, on documents (OntoGUM, development part) and on passages with one pronoun asked about (GAP, the fifth
of its development part that nothing is learned from).

    coreference.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/ and score/. Prints the CoNLL F1 (mean of MUC, B3, CEAFe) over mentions read from raw text, by exact spans, by
exact spans with names widened to what GUM marks ("the Pentagon's"), and by heads, and GAP's F1 with its parts. The floors guard against
falling back; exit 1 if a figure lies under its floor.
"""
import json
import re
import sys
import tempfile
from pathlib import Path

from quality import Bench, records


def with_determiners(records_path: Path, target: Path) -> Path:
    """The predictions with names as GUM marks them: with a determiner before them and the possessive behind."""
    with open(target, "w", encoding="utf-8") as out:
        for record in records(records_path):
            text = record["text"]
            for mention in record["mentions"]:
                if mention["kind"] != "name":
                    continue
                determiner = re.search(r"\b(?:the|this|these|all) $", text[max(0, mention["start"] - 7):mention["start"]], re.IGNORECASE)
                mention["start"] -= len(determiner[0]) if determiner else 0
                mention["end"] += 2 if re.match(r"['’]s\b", text[mention["end"]:]) else 0
            out.write(json.dumps(record) + "\n")
    return target


def main() -> int:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    options = sys.argv[4:] if len(sys.argv) > 3 and sys.argv[3] == "--" else []
    folder = Path(sys.argv[2]).resolve()
    floors = json.loads((Path(__file__).resolve().parent / "floors.json").read_text())["coreference"]
    print("| measure | figure | floor |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(str(Path(sys.argv[1]).resolve()), folder, options, Path(work))
        figures = {}
        gold = folder / "data" / "documents" / "ontogum-dev.jsonl"
        out = bench.annotate("ontogum", [{"id": r["id"], "text": r["text"]} for r in records(gold)])
        found = bench.score("coref.py", gold, out)
        figures |= {f"OntoGUM: {name}, %": found[name]["F1"] for name in ("mentions", "MUC", "B3", "CEAFe", "CoNLL")}
        wide = with_determiners(out, Path(work) / "wide.jsonl")
        figures["OntoGUM: CoNLL, names with determiner and possessive, %"] = bench.score("coref.py", gold, wide)["CoNLL"]["F1"]
        figures["OntoGUM: CoNLL by heads, %"] = bench.score("coref.py", gold, out, "--head")["CoNLL"]["F1"]
        # training/coreference.py learns from the other four fifths.
        passages = [r for r in records(folder / "data" / "coreference" / "gap-development.jsonl") if int(r["id"].split("-")[-1]) % 5 == 0]
        gold = Path(work) / "gap.jsonl"
        gold.write_text("".join(json.dumps(r) + "\n" for r in passages), encoding="utf-8")
        out = bench.annotate("gap", [{"id": r["id"], "text": r["text"]} for r in passages])
        figures |= {f"GAP: {name}, %": row["F1"] for name, row in bench.score("gap.py", gold, out).items() if "F1" in row}
        for what, figure in figures.items():
            bench.row(what, 100 * figure, floors.get(what, 0.0))
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
