#!/usr/bin/env python3
"""Many short documents with namesakes, built in shards and merged in three orders: the same bytes, in what time and memory.

    shards.py RELATA_BINARY [DOCUMENTS [SHARDS]]

The documents (100,000 unless told otherwise, in 10 shards) share people, companies and countries; a tenth of the people bear the name of
another, told apart by country, employer or place of birth, and a fifth of the mentions are bare surnames. Each order deals the documents to
the shards anew. Every merged graph must equal the one that is built at once, and taking a shard's documents out again must equal a build
without them.
"""
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

CORE, NEWS = "https://relata.dev/ontology/core#", "https://relata.dev/ontology/news#"
FIRST = [a + b for a in ("An", "Be", "Ca", "Do", "El", "Fa", "Gi", "Ha", "Il", "Jo") for b in ("na", "rt", "rlo", "ra", "mi")]
LAST = [a + b + c for a in ("Ab", "Ber", "Col", "Dur", "Est", "Fer", "Gar", "Hol") for b in ("a", "e", "i", "o") for c in ("ni", "sen", "vic", "dez", "mann")]


def documents(count: int):
    """Yields (id, record line); the same for the same count."""
    rng = random.Random(5)
    people = []
    for n in range(count // 10):
        name = people[-1][0] if n % 11 == 10 else f"{rng.choice(FIRST)} {rng.choice('ABCDEFGHIJKLMNOPRSTW')}. {rng.choice(LAST)}"
        people.append((name, rng.randrange(40), rng.randrange(400), rng.randrange(200)))
    for number in range(count):
        entities, claims, mentions, text = [], [], [], ""

        def entity(cls: str, label: str, **more) -> str:
            nonlocal text
            own = f"e{len(entities)}"
            entities.append({"id": own, "type": CORE + cls, "label": label, **more})
            mentions.append({"start": len(text), "end": len(text) + len(label), "entity": own, "kind": "name"})
            text += label + ", "
            return own

        def claim(subject: str, name: str, object_: str) -> None:
            claims.append({"subject": subject, "predicate": NEWS + name, "object": object_, "confidence": rng.randrange(50, 100) / 100,
                           "evidence": [{"start": 0, "end": len(text) - 2}]})

        name, country, company, city = people[min(int(rng.expovariate(8 / len(people))), len(people) - 1)]
        who = entity("Person", name, **({"aliases": [name.split()[-1]]} if rng.random() < 0.2 else {}))
        met = entity("Person", rng.choice(LAST)) if rng.random() < 0.2 else entity("Person", rng.choice(people)[0])
        claim(who, "meetsWith", met)
        said = rng.random()
        if said < 0.4:
            claim(who, "citizenOf", entity("Country", f"Country {country}", iri=f"https://relata.dev/id/country/{country}"))
        elif said < 0.7:
            claim(who, "worksFor", entity("Company", f"Company {company}"))
        elif said < 0.8:
            claim(who, "bornIn", entity("City", f"City {city}"))
        ident = f"d{number:06}"
        yield ident, json.dumps({"id": ident, "text": text, "date": f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}", "mentions": mentions,
                                 "entities": entities, "claims": claims})


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds of processor time and peak MB of a command on one core; a failure ends the bench."""
    process = subprocess.Popen(["taskset", "-c", "0", *command], stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}\n{errors.decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    relata = str(Path(sys.argv[1]).resolve())
    count, shards = (int(a) for a in (*sys.argv[2:], *("100000", "10")[len(sys.argv) - 2:]))
    build = [relata, "build", "-q", "--jobs", "1"]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)

        # Not kept in this process: its memory would count as its children's.
        records, at = [], 0  # id, place and size in the file of all
        with open(here / "all.jsonl", "wb") as out:
            for ident, line in documents(count):
                size = out.write(line.encode() + b"\n")
                records.append((ident, at, size))
                at += size

        def write(name: str, chosen) -> str:
            with open(here / "all.jsonl", "rb") as lines, open(here / name, "wb") as out:
                for _, begin, size in chosen:
                    lines.seek(begin)
                    out.write(lines.read(size))
            return str(here / name)

        def row(what: str, result: tuple[float, float], hash_: str = "") -> None:
            print(f"| {what} | {result[0]:.1f} | {result[1]:.0f} | {hash_[:16]} |", flush=True)

        print(f"{count:,} documents, {shards} shards\n\n| step | processor s | peak MB | sha256 |\n|---|---|---|---|", flush=True)
        for form in ("nq", "ttl"):
            whole = here / f"whole.{form}"
            result = measure([*build, str(here / "all.jsonl"), "-o", str(whole)])
            wanted = digest(whole)
            row(f"{form}: built at once", result, wanted)
            rng = random.Random(7)
            for order in ("in order", "dealt and merged backwards", "shuffled"):
                dealt = [records[s::shards] for s in range(shards)] if order == "in order" else [records[len(records) * s // shards:len(records) * (s + 1) // shards] for s in range(shards)]
                if order == "shuffled":
                    mixed = rng.sample(records, len(records))
                    dealt = [mixed[s::shards] for s in range(shards)]
                files, seconds, memory = [], 0.0, 0.0
                for number, part in enumerate(dealt):
                    files.append(str(here / f"shard{number}.{form}"))
                    took, peak = measure([*build, write("part.jsonl", part if order != "dealt and merged backwards" else reversed(part)), "-o", files[-1]])
                    seconds, memory = seconds + took, max(memory, peak)
                if order != "in order":
                    files.reverse()
                merged = here / f"merged.{form}"
                result = measure([relata, "merge", "-q", *files, "-o", str(merged)])
                row(f"{form}: {order}: shards built", (seconds, memory))
                row(f"{form}: {order}: merged", result, digest(merged))
                assert digest(merged) == wanted, "the order of shards shows"
            for path in here.glob("shard*"):
                path.unlink()
            gone = [ident for ident, _, _ in records[::1000]]
            rest = here / f"rest.{form}"
            measure([*build, write("rest.jsonl", [r for n, r in enumerate(records) if n % 1000 != 0]), "-o", str(rest)])
            result = measure([relata, "retract", "-q", str(whole), "-o", str(merged), *[a for ident in gone for a in ("--document", ident)]])
            row(f"{form}: {len(gone)} documents taken out", result, digest(merged))
            assert digest(merged) == digest(rest), "a document that was taken out shows"
        print("\nEvery merged graph is the one built at once, and a graph without documents the one built without them.")


if __name__ == "__main__":
    main()
