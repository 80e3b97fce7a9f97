#!/usr/bin/env python3
"""Reading quality on development data, with a floor for each figure.

    quality.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/ (the development sets), score/ (the scorers), gold/ and seed/ (articles read by hand). Each
set is stripped to id and text, read by `relata annotate`, and scored. Prints a table; exit 1 if a figure lies
under its floor. The floors guard against falling back; they are not aims.
"""
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def records(path: Path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        for line in file:
            yield json.loads(line)


class Bench:
    def __init__(self, relata: str, folder: Path, options: list[str], work: Path):
        self.relata, self.folder, self.options, self.work = relata, folder, options, work
        self.failed = False

    def annotate(self, name: str, texts: list[dict]) -> Path:
        source, target = self.work / f"{name}.in.jsonl", self.work / f"{name}.out.jsonl"
        with open(source, "w", encoding="utf-8") as out:
            for record in texts:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        subprocess.run([self.relata, "annotate", "--quiet", *self.options, str(source), "-o", str(target)], check=True)
        return target

    def score(self, script: str, *arguments: str) -> dict:
        command = [sys.executable, str(self.folder / "score" / script), *map(str, arguments), "--json"]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return json.loads(run.stdout)

    def row(self, what: str, figure: float, floor: float) -> None:
        verdict = "" if figure >= floor else "  BELOW ITS FLOOR"
        self.failed = self.failed or bool(verdict)
        print(f"| {what} | {figure:.1f} | {floor:.1f} |{verdict}", flush=True)


def article_texts(folder: Path) -> list[dict]:
    texts = []
    for gold in sorted((folder / "gold").glob("*.json")):
        wanted = json.loads(gold.read_text(encoding="utf-8"))
        found = next(r for r in records(folder / "data" / wanted["set"]) if r["id"] == wanted["record"])
        texts.append({"id": found["id"], "text": found["text"]})
    return texts
