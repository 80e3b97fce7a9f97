#!/usr/bin/env python3
"""Reading quality on development data, with a floor for each figure.

    quality.py RELATA_BINARY FOLDER [-- relata options]

FOLDER holds data/ (the development sets), score/ (the scorers), gold/ and seed/ (articles read by hand); bench/readings has
our own readings of sixteen more articles of data/, in the form of gold/. Each set is stripped to id and text, read by
`relata annotate`, and scored. Prints a table; exit 1 if a figure lies under its floor. The floors guard against falling
back; they are not aims.
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


def article_texts(folder: Path, readings: Path) -> list[dict]:
    texts = []
    for gold in sorted(readings.glob("*.json")):
        wanted = json.loads(gold.read_text(encoding="utf-8"))
        found = next(r for r in records(folder / "data" / wanted["set"]) if r["id"] == wanted["record"])
        texts.append({"id": found["id"], "text": found["text"]})
    return texts


def graph_figures(bench: Bench, predictions: Path, *gold: str) -> dict[str, float]:
    """The percent row of graph.py, by column."""
    command = [sys.executable, str(bench.folder / "score" / "graph.py"), *gold, str(predictions), "--texts", str(bench.folder / "data")]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    names = table[0].split()
    values = next(line for line in table if line.startswith("percent")).split()[1:]
    return {name: 0.0 if value == "-" else float(value) for name, value in zip(names, values)}


def main() -> int:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    options = sys.argv[4:] if len(sys.argv) > 3 and sys.argv[3] == "--" else []
    folder = Path(sys.argv[2]).resolve()
    floors = json.loads((Path(__file__).resolve().parent / "floors.json").read_text())
    print("| measure | figure | floor |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(str(Path(sys.argv[1]).resolve()), folder, options, Path(work))
        figures = {}
        seed = folder / "seed" / "nato-azerbaijan.txt"
        out = bench.annotate("seed", [{"id": "nato-azerbaijan", "text": seed.read_text(encoding="utf-8")}])
        found = graph_figures(bench, out, "--seed", str(folder / "seed" / "expected.json"))
        figures["example article: must facts, %"] = found["must"]
        figures["example article: nothing forbidden, %"] = 100 - found["must_not"]
        here = Path(__file__).resolve().parent
        for name, readings in (("eleven", folder / "gold"), ("sixteen", here / "readings")):
            found = graph_figures(bench, bench.annotate(name, article_texts(folder, readings)), str(readings))
            figures[f"{name} articles: entities, %"] = found["entities"]
            figures[f"{name} articles: one node a thing, %"] = 100 - found["doubled"]
            figures[f"{name} articles: must facts, %"] = found["must"]
            figures[f"{name} articles: nothing forbidden, %"] = 100 - found["must_not"]
        for what, figure in figures.items():
            bench.row(what, figure, floors.get(what, 0.0))
        return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
