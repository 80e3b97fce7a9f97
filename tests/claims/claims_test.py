#!/usr/bin/env python3
"""Sentences of our own with the exact claims that a reader would sign: one file a theme.

    claims_test.py RELATA_BINARY [--write-limits | --print] [--only WORDS] [-- relata options]

A sentence stands alone in its line; the claims it makes follow, indented, in any order:

    The bank failed to pay its workers.
      not | bank | pay | its workers

    [not, CERTAINTY] | SUBJECT | PREDICATE | OBJECT [| QUALIFIER: WORDS]...

Not and certainty are left out where affirmed and certain ("| bank | pay | ..."). Ends are labels, or the words of the text without their article for what has no label; a
predicate of the ontology is told by its local name. Speakers are tested elsewhere. In events.txt the lines are SUBJECT | CATEGORY | OBJECT of the
claims that tell an event; claims that only the reading as an event makes stand there alone. A sentence that makes no claim has none below it.
Exit 1 unless all that fails is listed in known_limits.txt and all that is listed there fails. --write-limits rewrites that list and keeps
the reasons that stand in it; --print writes what is claimed in the form of the files.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIMITS = HERE / "known_limits.txt"
EVENTS = "events"


def cases() -> list[tuple[str, str, list[str]]]:
    """(theme, sentence, claims) of all files."""
    found = []
    for path in sorted(HERE.glob("*.txt")):
        if path == LIMITS:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                found[-1][2].append(" ".join(line.split()))
            elif line.strip() and not line.startswith("#"):
                found.append((path.stem, line.strip(), []))
    return found


def noun_phrase(record: dict, mention: dict) -> str:
    """The words of a mention up to its head, without article."""
    end = mention["end"]
    for sentence in record["sentences"]:
        tokens = sentence["tokens"]
        inside = [t for t in tokens if mention["start"] <= t["start"] and t["end"] <= mention["end"]]
        heads = [t for t in inside if t.get("head", 0) == 0 or tokens[t["head"] - 1] not in inside]
        end = heads[0]["end"] if heads else end
    return re.sub(r"^(the|an?|no) ", "", record["text"][mention["start"]:end], flags=re.I)


def names(record: dict) -> dict[str, str]:
    """What each entity is called: its label, or the words of its first mention."""
    words = {}
    for mention in record.get("mentions", []):
        words.setdefault(mention.get("entity"), noun_phrase(record, mention))
    return {e["id"]: e.get("label") or words.get(e["id"], "") for e in record.get("entities", [])}


def event_of(claim: dict, labels: dict[str, str]) -> str:
    target = labels[claim["object"]] if "object" in claim else claim["value"]
    return f'{labels[claim["subject"]]} | {claim["category"].split("#")[-1]} | {target}'


def line_of(claim: dict, labels: dict[str, str]) -> str:
    negated = ["not"] if claim["polarity"] == "negated" else []
    sure = [] if claim["certainty"] == "certain" else [claim["certainty"]]
    predicate = claim["predicate"].rstrip("/").split("/")[-1].split("#")[-1]
    subject = labels[claim["subject"]]
    target = labels[claim["object"]] if "object" in claim else claim["value"]
    qualifiers = [f"{key}: {value}" for key, value in sorted(claim.get("qualifiers", {}).items())]
    return " ".join(" | ".join([" ".join(negated + sure), subject, predicate, target, *qualifiers]).split())


def lines_of(theme: str, record: dict) -> list[str]:
    labels, claims = names(record), record.get("claims", [])
    if theme == EVENTS:
        return sorted({event_of(c, labels) for c in claims if "category" in c})
    return [line_of(c, labels) for c in claims if c["method"] != "event"]


def read(relata: str, wanted: list[tuple[str, str, list[str]]], options: list[str]) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as work:
        source, target = Path(work) / "in.jsonl", Path(work) / "out.jsonl"
        source.write_text("".join(json.dumps({"id": f"s{i}", "text": s}) + "\n" for i, (_, s, _) in enumerate(wanted)), encoding="utf-8")
        subprocess.run([relata, "annotate", "--quiet", *options, str(source), "-o", str(target)], check=True)
        out = []
        for (theme, _, _), line in zip(wanted, target.read_text(encoding="utf-8").splitlines()):
            out.append(lines_of(theme, json.loads(line)))
        return out


def read_limits() -> dict[str, str]:
    limits = {}
    if LIMITS.exists():
        for line in LIMITS.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                sentence, _, reason = line.partition("  # ")
                limits[sentence.strip()] = reason
    return limits


def main() -> int:
    arguments = sys.argv[1:]
    options = arguments[arguments.index("--") + 1:] if "--" in arguments else []
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relata")
    parser.add_argument("--write-limits", action="store_true")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args(arguments[:arguments.index("--")] if "--" in arguments else arguments)
    wanted = [c for c in cases() if chosen.only in c[1] or chosen.only == c[0]]
    found = read(chosen.relata, wanted, options)
    if chosen.print:
        theme = ""
        for (name, sentence, _), claims in zip(wanted, found):
            if name != theme:
                print(f"# {name}")
                theme = name
            print(sentence, *(f"  {c}" for c in claims), sep="\n")
        return 0
    limits, failing, bad = read_limits(), {}, 0
    for (_, sentence, expected), claims in zip(wanted, found):
        if sorted(expected) == sorted(claims):
            if sentence in limits and not chosen.write_limits:
                print(f"holds, but is listed as a known limit: {sentence}")
                bad += 1
            continue
        failing[sentence] = limits.get(sentence, "read otherwise")
        if sentence in limits or chosen.write_limits:
            continue
        bad += 1
        print(sentence, *(f"  - {c}" for c in sorted(expected) if c not in claims), *(f"  + {c}" for c in claims if c not in expected), sep="\n")
    if chosen.write_limits:
        head = f"# Sentences that are not read as they should be: {len(failing)} of {len(wanted)}. Written by claims_test.py --write-limits; reasons by hand.\n"
        LIMITS.write_text(head + "".join(f"{s}  # {r}\n" for s, r in failing.items()), encoding="utf-8")
    print(f"{len(wanted) - len(failing)} of {len(wanted)} sentences are read exactly; {len(failing)} are not")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
