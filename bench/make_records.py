#!/usr/bin/env python3
"""Writes extraction records with a given number of claims in all: the input of the graph bench.

    make_records.py CLAIMS > records.jsonl

Names, predicates and offsets are drawn from a fixed seed, so every run gives the same bytes. Labels hold
what RDF writers stumble over: quotes, backslashes, accents, emoji, trailing full stops.
"""
import json
import random
import sys

RELATIONS = ["partnerOf", "cooperatesWith", "allyOf", "opposes", "supports", "meetsWith", "visits", "praises"]
ODD = ["", "", "", "", ' "quoted"', " back\\slash", " é", " \U0001F30D", " end.", " a&b <c>"]
CLAIMS_PER_RECORD = 20


def main() -> None:
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit("usage: make_records.py CLAIMS > records.jsonl")
    claims_left = int(sys.argv[1])
    people = max(100, claims_left // 20)
    rng = random.Random(1)
    number = 0
    while claims_left > 0:
        number += 1
        entities, claims, text, seen = [], [], "", {}

        def entity(index: int) -> tuple[str, int, int]:
            nonlocal text
            if index not in seen:
                label = f"Agent {index}{ODD[index % len(ODD)]}"
                start = len(text)
                text += label + " and "
                seen[index] = (f"e{len(seen) + 1}", start, start + len(label))
                entities.append({"id": seen[index][0], "label": label,
                                 "type": "https://relata.dev/ontology/core#Organization"})
            return seen[index]

        for n in range(min(CLAIMS_PER_RECORD, claims_left)):
            subject, begin, end = entity(rng.randrange(people))
            object_, _, _ = entity(rng.randrange(people))
            if subject == object_:
                object_, _, _ = entity(people)
            claims.append({"id": f"c{n + 1}", "subject": subject,
                           "predicate": "https://relata.dev/ontology/news#" + rng.choice(RELATIONS),
                           "object": object_, "confidence": rng.randrange(50, 100) / 100,
                           "evidence": [{"start": begin, "end": end}]})
        claims_left -= len(claims)
        print(json.dumps({"id": f"d{number}", "text": text, "date": f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
                          "entities": entities, "claims": claims}, ensure_ascii=False))


if __name__ == "__main__":
    main()
