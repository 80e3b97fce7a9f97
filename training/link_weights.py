#!/usr/bin/env python3
"""Fits the weights of the link model (lib/relata/link/link_weights.hpp) and shows what its probabilities are worth.

    link_weights.py RELATA FEATURES KNOWLEDGE.bin DATA [--ontology FILE ...]

RELATA is the program, FEATURES relata-link-features (-DRELATA_BENCH=ON). DATA holds relations/knowledgenet.jsonl (folds 1-3 are fitted on, fold 4 is
for the check), relations/fewrel-val_wiki.jsonl.gz and documents/gum-train.jsonl.gz (every fifth record is for the check). All allow it.
The likeliest weights for the right candidate, or NIL where the right one is not among them, under a normal distribution around PRIOR; by Adam.
Prints the weights as the table of the header, and precision and coverage of the check set above each probability.
"""
import argparse
import gzip
import json
import math
import re
import subprocess
import tempfile
import urllib.parse
from pathlib import Path

# Each feature with the weight it is thought to have before data speak: the data are some thousand groups, and rare features hardly occur in them.
PRIOR = {
    "kBias": 0.0, "kExactName": 1.5, "kFoldedName": 1.0, "kBareName": 1.0, "kFuzzyName": -1.5, "kAcronymName": 1.0, "kPartialName": -0.5, "kFamousPart": 6.0, "kDemonymName": 2.0,
    "kPartOfPlace": -1.0, "kShortWord": -0.5, "kTypeAgrees": 1.0, "kTypeNear": 0.3, "kTypeContradicts": -2.0, "kLongContradicts": 1.8, "kPopularity": 2.0, "kLessPopular": -8.0,
    "kRelated": 1.0, "kBesideRelated": 1.5, "kBesideOther": -2.5, "kGenericElsewhere": -4.0, "kTitleFits": 1.5, "kInOffice": 1.0, "kBeforeOffice": -3.0,
}
NAMES = list(PRIOR)
PENALTY, STEPS, RATE = 1.0, 400, 0.05
OTHER_SENSES = ("-P364-", "-P641-")  # relations of FewRel whose ends are languages and teams under the names of countries
GENRES = {"news", "interview", "academic", "court", "bio", "voyage"}  # of GUM: those whose licence allows it


def lines(path: Path) -> list[dict]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        return [json.loads(line) for line in file]


def load(data: Path) -> list[tuple[dict, bool]]:
    """Records, and whether each is for the check."""
    out = [(r, r["fold"] == 4) for r in lines(data / "relations" / "knowledgenet.jsonl")]
    out += [(r, i % 5 == 0) for i, r in enumerate(lines(data / "relations" / "fewrel-val_wiki.jsonl.gz")) 
            if i % 4 == 0 and not any(sense in r["id"] for sense in OTHER_SENSES)]
    out += [(r, i % 5 == 0) for i, r in enumerate(lines(data / "documents" / "gum-train.jsonl.gz")) if r.get("genre") in GENRES]
    return out


def identities(entity: dict) -> set[str]:
    """What gold and knowledge file are compared by."""
    if entity.get("qid"):
        return {entity["qid"]}
    return {entity["wiki"].replace(" ", "_")} if entity.get("wiki") else set()


def identities_of(same_as: list[str]) -> set[str]:
    found = set()
    for iri in same_as:
        if m := re.search(r"wikidata\.org/entity/(Q\d+)$", iri):
            found.add(m[1])
        elif m := re.search(r"dbpedia\.org/resource/(.+)$", iri):
            found.add(urllib.parse.unquote(m[1]))
    return found


def examples(gold: dict, read: dict) -> list[tuple[list[list[float]], int]]:
    """(features of each candidate, index of the right one or -1) of each group that the gold links."""
    linked = {(e["start"], e["end"]): identities(e) for e in gold["entities"] if identities(e)}
    out = []
    for group in read["groups"]:
        wanted = set().union(*(linked.get(tuple(m), set()) for m in group["mentions"]))
        if not wanted or not group["candidates"]:
            continue
        known = [identities_of(c["same_as"]) for c in group["candidates"]]
        items = {bool(re.fullmatch(r"Q\d+", w)) for w in wanted}
        # A candidate that has no item (or no title) where the gold has one cannot be told right or wrong.
        if len(items) > 1 or not all(any(bool(re.fullmatch(r"Q\d+", i)) in items for i in k) for k in known):
            continue
        right = next((i for i, k in enumerate(known) if k & wanted), -1)
        out.append(([c["features"] for c in group["candidates"]], right))
    return out


def probabilities(weights: list[float], candidates: list[list[float]]) -> list[float]:
    scores = [math.exp(min(30.0, sum(w * x for w, x in zip(weights, f) if x))) for f in candidates]
    total = 1 + sum(scores)
    return [s / total for s in scores]


def fit(data: list[tuple[list[list[float]], int]]) -> list[float]:
    size = len(NAMES)
    weights, first, second = list(PRIOR.values()), [0.0] * size, [0.0] * size
    for step in range(1, STEPS + 1):
        gradient = [PENALTY * (w - prior) for w, prior in zip(weights, PRIOR.values())]
        for candidates, right in data:
            for i, (p, f) in enumerate(zip(probabilities(weights, candidates), candidates)):
                error = p - (i == right)
                for k, x in enumerate(f):
                    if x:
                        gradient[k] += error * x
        for k, g in enumerate(gradient):
            g /= len(data)
            first[k] = 0.9 * first[k] + 0.1 * g
            second[k] = 0.999 * second[k] + 0.001 * g * g
            weights[k] -= RATE * (first[k] / (1 - 0.9 ** step)) / (math.sqrt(second[k] / (1 - 0.999 ** step)) + 1e-8)
    return weights


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("relata", "features", "knowledge"):
        arguments.add_argument(name)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--ontology", nargs="+", default=["ontologies/core.ttl", "ontologies/news.ttl"])
    options = arguments.parse_args()
    records = load(options.data)
    with tempfile.TemporaryDirectory() as work:
        given, read = Path(work) / "given.jsonl", Path(work) / "read.jsonl"
        given.write_text("".join(json.dumps({"id": str(i), "text": r["text"]}) + "\n" for i, (r, _) in enumerate(records)), encoding="utf-8")
        subprocess.run([options.relata, "annotate", "--quiet", str(given), "-o", str(read)], check=True)
        with open(read, "rb") as file:
            run = subprocess.run([options.features, options.knowledge, *options.ontology], stdin=file, capture_output=True, text=True, check=True)
    train, check = [], []
    for (record, held), line in zip(records, run.stdout.splitlines()):
        (check if held else train).extend(examples(record, json.loads(line)))
    print(f"{len(train)} groups to fit, {len(check)} to check; right candidate present in {sum(r >= 0 for _, r in train)} and {sum(r >= 0 for _, r in check)}\n")
    weights = fit(train)
    for name, weight in zip(NAMES, weights):
        print(f"    {weight:.2f},  // {name}")
    best = []
    for candidates, right in check:
        found = probabilities(weights, candidates)
        top = max(range(len(found)), key=found.__getitem__)
        best.append((found[top], top == right))
    print("\nprobability  links above  precision  share of the linkable")
    linkable = sum(r >= 0 for _, r in check)
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98):
        above = [ok for p, ok in best if p >= least]
        if above:
            print(f"{least:11.2f}  {len(above):11}  {sum(above) / len(above):9.3f}  {sum(above) / linkable:.3f}")


if __name__ == "__main__":
    main()
