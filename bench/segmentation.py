#!/usr/bin/env python3
"""Tokens, sentences and words of raw text against treebanks, by rules alone.

    segmentation.py RELATA_BINARY FOLDER [--list N] [FILE.conllu[.gz]...]

FOLDER holds data/syntax (the treebanks) and score/ud.py (the scorer, CoNLL 2018 F1). The raw text of each document is
rebuilt from its sentences: blank lines between paragraphs, a space between sentences unless the treebank says that there is none.
Without files: the development sets, each with a floor; exit 1 if a figure lies under it. --list: the N most frequent
stretches that are parted otherwise than in the treebank, gold before relata.
"""
import argparse
import collections
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FLOORS = {"en_ewt-dev.conllu": (99.5, 85.5, 99.2), "gum-dev.conllu": (99.7, 95.0, 99.7)}  # tokens, sentences, words, %


def lines_of(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        yield from file


def documents(path):
    """(id, raw text) of each document."""
    name, text, spaced, paragraph, sentence, last = path.name, "", False, False, None, ""
    for line in [*lines_of(path), "\n", "# newdoc\n"]:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if text:
                yield name, text
            name, text, spaced, paragraph = line.partition("=")[2].strip() or name + "+", "", False, False
        elif line.startswith("# newpar") and not line.startswith("# newpar_"):
            paragraph = True
        elif line.startswith("# text ="):
            sentence = line.partition("=")[2].strip()
        elif line and line[0] != "#":
            row = line.split("\t")
            inside = "." in row[0] or (last and int(row[0].split("-")[0]) <= last[0])
            if not inside:
                last = (int(row[0].split("-")[-1]), "SpaceAfter=No" not in row[9])
        elif not line and sentence is not None:
            text += ("\n\n" if paragraph else " " if spaced else "") if text else ""
            text += sentence
            spaced, paragraph, sentence, last = last[1], False, None, None


def predicted(relata, path, folder):
    source, target = folder / "in.jsonl", folder / "out.conllu"
    with open(source, "w", encoding="utf-8") as out:
        for name, text in documents(path):
            out.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")
    subprocess.run([relata, "annotate", "--quiet", "--model", "none", "--from", "jsonl", "--to", "conllu", str(source), "-o", str(target)], check=True)
    return target


def list_differences(ud, gold, pred, count):
    """Stretches between two common token boundaries that differ inside."""
    differences = collections.Counter()
    sides = [sorted(file.tokens) for file in (gold, pred)]
    shared = {end for _, end in sides[0]} & {end for _, end in sides[1]}
    groups = []
    for tokens in sides:
        out, run = {}, []
        for begin, end in tokens:
            run.append(gold.chars[begin:end])
            if end in shared:
                out[end] = run
                run = []
        groups.append(out)
    for end in sorted(shared):
        if groups[0][end] != groups[1][end]:
            differences[" ".join(groups[0][end]) + "   /   " + " ".join(groups[1][end])] += 1
    print(f"{sum(differences.values())} stretches differ")
    for what, times in differences.most_common(count):
        print(f"{times:5}  {what}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relata")
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--list", type=int, default=0, metavar="N")
    options = parser.parse_intermixed_args()
    relata, folder, rest, count = options.relata, options.folder, options.files, options.list
    sys.path.insert(0, str(folder / "score"))
    import ud
    low = False
    for path in rest or [folder / "data" / "syntax" / name for name in FLOORS]:
        with tempfile.TemporaryDirectory() as work:
            gold, pred = ud.read(str(path)), ud.read(str(predicted(relata, path, Path(work))))
        figures = ud.same_text(gold, pred)
        f1 = [100 * figures[what]["F1"] for what in ("tokens", "sentences", "words")]
        floors = (0, 0, 0) if rest else FLOORS[path.name]
        low |= any(f < floor for f, floor in zip(f1, floors))
        print(f"{path.name:24} tokens {f1[0]:6.2f}  sentences {f1[1]:6.2f}  words {f1[2]:6.2f}" + ("" if rest else f"   (floors {floors})"))
        if count:
            list_differences(ud, gold, pred, count)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
