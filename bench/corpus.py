#!/usr/bin/env python3
"""Relations of the ontology as read in the corpus of training/corpus, against its claims.

    corpus.py RELATA [--part dev|train|all] [--corpus FOLDER] [--list] [--properties] [--json] [-- relata options]

The dev part is every piece whose number n, in the order of the files, has (n // 2) % 5 == 0: it is measured on and not looked at.
A claim is right if the piece says the same fact: a subject and an object that share a mention (half of the longer span, or the same
last word), and the predicate, its inverse, or a property above it; symmetric ones either way. Facts count once a piece, in however many
places they are said. Of the claims that are right: how often polarity, certainty and speaker are, too. "broken": facts that the
piece is marked not to say, asserted all the same. Open claims are not looked at.
"""
import argparse
import collections
import importlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parent.parent


class Schema:
    """Inverses, symmetry and super-properties, as the ontology says."""

    def __init__(self, path):
        self.inverse, self.parents, self.symmetric = {}, collections.defaultdict(set), set()
        for block in re.split(r"\n(?=news:\w+ a owl:)", path.read_text(encoding="utf-8"))[1:]:
            name = re.match(r"news:(\w+)", block)[1]
            if "owl:SymmetricProperty" in block:
                self.symmetric.add(name)
            for other in re.findall(r"owl:inverseOf news:(\w+)", block):
                self.inverse[name], self.inverse[other] = other, name
            self.parents[name] |= set(re.findall(r"rdfs:subPropertyOf news:(\w+)", block))

    def above(self, name):
        found, todo = set(), [name]
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += self.parents[one]
        return found

    def readings(self, subject, predicate, object_):
        """All facts that the claim says at once."""
        out = set()
        for name in self.above(predicate):
            out.add((subject, name, object_))
            if name in self.symmetric:
                out.add((object_, name, subject))
            if name in self.inverse:
                out.add((object_, self.inverse[name], subject))
        return out


def corpus(folder):
    sys.path.insert(0, str(folder))
    check = importlib.import_module("check")
    records, faults = check.read(sorted(map(str, (folder / "pieces").glob("*.txt"))))
    if faults:
        sys.exit("\n".join(faults))
    return records


def is_dev(number):
    return (number // 2) % 5 == 0


def same_mention(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and (2 * shared >= max(a[1] - a[0], b[1] - b[0]) or a[1] == b[1])


def spans_by_entity(record):
    spans = collections.defaultdict(list)
    for m in record["mentions"]:
        if m.get("entity") is not None and m["kind"] != "value":
            spans[m["entity"]].append((m["start"], m["end"]))
    return spans


def local(iri):
    return re.split(r"[/#]", iri)[-1]


class Score:
    def __init__(self, schema):
        self.schema = schema
        self.gold, self.found, self.said, self.right = (collections.Counter() for _ in range(4))
        self.polarity = self.certainty = self.speaker = self.matched = self.traps = self.broken = 0
        self.lines = []

    def add(self, gold, predicted):
        gold_spans, spans = spans_by_entity(gold), spans_by_entity(predicted)
        meant = {e: {g for g, there in gold_spans.items() if any(same_mention(a, b) for a in here for b in there)} for e, here in spans.items()}
        facts = collections.defaultdict(list)  # gold facts once each, by their canonical triple
        for c in gold["claims"]:
            if c["method"] == "ontology" and "object" in c:
                facts[self.canonical(c)].append(c)
        said = collections.defaultdict(list)
        for c in predicted.get("claims", ()):
            if c.get("method") == "ontology" and c.get("object") is not None:
                said[(c["subject"], local(c["predicate"]), c["object"])].append(c)
        found = {}
        for (s, p, o), claims in said.items():
            meanings = [m for x in meant.get(s, ()) for y in meant.get(o, ()) for m in self.schema.readings(x, p, y)]
            hits = {self.canonical_triple(*m) for m in meanings} & facts.keys()
            self.said[p] += 1
            self.right[p] += bool(hits)
            for hit in hits:
                found.setdefault(hit, []).extend(claims)
            traps = {self.canonical(c) for c in gold["not_claims"] if "object" in c} - facts.keys()
            if not hits and {self.canonical_triple(*m) for m in meanings} & traps and any(asserted(c) for c in claims):
                self.broken += 1
            if not hits:
                self.lines.append(("extra", gold["id"], p, self.told(predicted, s, p, o, claims[0])))
        self.traps += len(gold["not_claims"])
        for fact, golds in facts.items():
            self.gold[fact[1]] += 1
            if fact not in found:
                self.lines.append(("missed", gold["id"], fact[1], self.told(gold, *fact, golds[0])))
                continue
            self.found[fact[1]] += 1
            self.attributes(golds, found[fact], meant)

    def attributes(self, golds, claims, meant):
        """Each is right if some place of the text agrees."""
        self.matched += 1
        self.polarity += any(c["polarity"] == g["polarity"] for c in claims for g in golds)
        self.certainty += any(c["certainty"] == g["certainty"] for c in claims for g in golds)
        self.speaker += any((g["speaker"] in meant.get(c["speaker"], ())) if g.get("speaker") and c.get("speaker") else g.get("speaker") == c.get("speaker")
                            for c in claims for g in golds)

    def canonical_triple(self, s, p, o):
        if p in self.schema.symmetric:
            s, o = sorted((s, o))
        if p in self.schema.inverse and self.schema.inverse[p] < p:
            s, p, o = o, self.schema.inverse[p], s
        return (s, p, o)

    def canonical(self, claim):
        return self.canonical_triple(claim["subject"], claim["predicate"], claim["object"])

    @staticmethod
    def told(record, s, p, o, claim):
        label = {e["id"]: e.get("label", "") for e in record["entities"]}
        e = claim["evidence"][0]
        return f"{label.get(s)} -{p}-> {label.get(o)}   [{record['text'][e['start']:e['end']]}]"

    def figures(self):
        gold, found, said, right = (sum(c.values()) for c in (self.gold, self.found, self.said, self.right))
        p, r = right / max(1, said), found / max(1, gold)
        share = lambda n: round(100 * n / max(1, self.matched), 1)
        return {"precision": round(100 * p, 1), "recall": round(100 * r, 1), "f1": round(200 * p * r / max(1e-9, p + r), 1), "claims": said, "facts": gold,
                "polarity": share(self.polarity), "certainty": share(self.certainty),
                "speaker": share(self.speaker), "broken": self.broken, "traps": self.traps}


def asserted(claim):
    return claim["polarity"] == "affirmed" and claim["certainty"] in ("certain", "probable")


def main():
    arguments, _, options = " ".join(sys.argv[1:]).partition(" -- ")
    p = argparse.ArgumentParser()
    p.add_argument("relata")
    p.add_argument("--part", choices=["dev", "train", "all"], default="dev")
    p.add_argument("--corpus", type=pathlib.Path, default=HOME / "training" / "corpus")
    p.add_argument("--list", action="store_true", help="what was missed and what is extra; not for dev")
    p.add_argument("--properties", action="store_true")
    p.add_argument("--json", action="store_true")
    a = p.parse_args(arguments.split())
    schema = Schema(HOME / "ontologies" / "news.ttl")
    gold = [r for n, r in enumerate(corpus(a.corpus)) if a.part == "all" or is_dev(n) == (a.part == "dev")]
    with tempfile.TemporaryDirectory() as work:
        source, target = pathlib.Path(work, "in.jsonl"), pathlib.Path(work, "out.jsonl")
        source.write_text("".join(json.dumps({k: r[k] for k in ("id", "text", "date") if k in r}, ensure_ascii=False) + "\n" for r in gold), encoding="utf-8")
        subprocess.run([a.relata, "annotate", "--quiet", *options.split(), str(source), "-o", str(target)], check=True)
        predicted = {r["id"]: r for r in map(json.loads, target.read_text(encoding="utf-8").splitlines())}
    score = Score(schema)
    for record in gold:
        score.add(record, predicted[record["id"]])
    if a.list:
        for line in sorted(score.lines, key=lambda x: (x[2], x[0])):
            print(*line, sep=" | ")
    if a.properties:
        print(f"{'property':20} facts  found claims right")
        for name in sorted(set(score.gold) | set(score.said), key=lambda x: -score.gold[x]):
            print(f"{name:20} {score.gold[name]:5} {score.found[name]:6} {score.said[name]:6} {score.right[name]:5}")
    print(json.dumps(score.figures()) if a.json else "  ".join(f"{k} {v}" for k, v in score.figures().items()))


if __name__ == "__main__":
    main()
