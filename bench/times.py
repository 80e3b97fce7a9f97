#!/usr/bin/env python3
"""Time expressions: how many are found and given the right value, by kind, with a floor for each figure.

    times.py RELATA_BINARY FOLDER [--gold FILE] [-- relata options]

FOLDER holds data/temporal and score/. Each case is read by `relata annotate` against its own reference time (the record's
`reference`, a synonym of `date`), one document a case, and scored by the project's scorer of times: R = found with a right
value, accuracy = right of those found. Exit 1 where a figure lies under its floor (bench/floors.json, "times").
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("relata")
    p.add_argument("folder", type=Path)
    p.add_argument("--gold", type=Path, help="cases, instead of data/temporal/recognizers-datetime.jsonl")
    arguments = sys.argv[1:]
    own, options = (arguments[:arguments.index("--")], arguments[arguments.index("--") + 1:]) if "--" in arguments else (arguments, [])
    a = p.parse_args(own)
    gold = a.gold or a.folder / "data" / "temporal" / "recognizers-datetime.jsonl"
    floors = {} if a.gold else json.loads((Path(__file__).resolve().parent / "floors.json").read_text()).get("times", {})
    with tempfile.TemporaryDirectory() as work:
        source, target = Path(work) / "cases.jsonl", Path(work) / "read.jsonl"
        with open(gold, encoding="utf-8") as cases, open(source, "w", encoding="utf-8") as out:
            for case in map(json.loads, cases):
                print(json.dumps({k: case[k] for k in ("id", "text", "reference")}, ensure_ascii=False), file=out)
        subprocess.run([a.relata, "annotate", "--quiet", "--from", "jsonl", *options, str(source), "-o", str(target)], check=True)
        run = subprocess.run([sys.executable, str(a.folder / "score" / "times.py"), str(gold), str(target), "--json"], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    low = False
    print("| kind | cases | R | accuracy |\n|---|---|---|---|")
    for kind, row in json.loads(run.stdout).items():
        if "R" not in row or "accuracy" not in row:
            continue
        below = kind in floors and 100 * row["R"] < floors[kind]
        low |= below
        print(f"| {kind} | {row['gold']} | {100 * row['R']:.1f} | {100 * row['accuracy']:.1f} |" + (f" below its floor of {floors[kind]}" if below else ""))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
