#!/usr/bin/env python3
"""Short articles and what relata reads in them, one file of sorted lines an article: NAME.golden with the language model,
NAME.rules.golden without.

    golden_test.py RELATA_BINARY        compares; UPDATE_GOLDEN=1 rewrites the expected files instead

A line is an entity ("entity  Country  Ukraine  Q212") or a claim with polarity, certainty, speaker and the
words of its first evidence, so that a change of reading shows as a readable diff.
"""
import difflib
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARTICLES = sorted(HERE.glob("*.txt")) + [HERE.parent.parent / "examples" / "nato-azerbaijan.txt"]


def local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def summary(record: dict) -> list[str]:
    entities = {e["id"]: e for e in record.get("entities", [])}
    rows = []
    for e in entities.values():
        items = [local(i) for i in e.get("same_as", []) if "wikidata" in i]
        rows.append("  ".join(["entity", local(e.get("type", "")) or "-", e["label"], *items]))
    for c in record.get("claims", []):
        target = entities[c["object"]]["label"] if "object" in c else repr(c["value"])
        parts = [entities[c["subject"]]["label"], local(c["predicate"]), target]
        if c.get("polarity") == "negated":
            parts.append("[negated]")
        if c.get("certainty", "certain") != "certain":
            parts.append(f"[{c['certainty']}]")
        if "speaker" in c:
            parts.append(f"<{entities[c['speaker']]['label']}>")
        for span in c["evidence"]:
            parts.append(json.dumps(record["text"][span["start"]:span["end"]], ensure_ascii=False))
        rows.append("claim  " + "  ".join(parts))
    return sorted(rows)


def main() -> int:
    relata = sys.argv[1]
    wrong = 0
    readings = [(article, options, HERE / (article.stem + suffix)) for article in ARTICLES
                for options, suffix in (([], ".golden"), (["--model", "none"], ".rules.golden"))]
    for article, options, expected_file in readings:
        run = subprocess.run([relata, "annotate", *options, str(article)], capture_output=True, text=True, check=True)
        record = json.loads(run.stdout)
        assert record["text"] == article.read_bytes().decode(), f"{article.name}: text was changed"
        found = "\n".join(summary(record)) + "\n"
        if os.environ.get("UPDATE_GOLDEN") == "1":
            expected_file.write_text(found)
            continue
        expected = expected_file.read_text()
        if found != expected:
            wrong += 1
            sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), found.splitlines(True), str(expected_file), "read now"))
    print(f"{len(readings) - wrong} of {len(readings)} readings as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
