"""Reads the pieces of training/corpus (FORMAT.md), checks them, and writes extraction records.

    check.py FILE.txt...                      faults, one a line, and a count; exit status 1 if there are any
    check.py --coverage FILE.txt...           how often each relation occurs, in how many wordings, and how many claims are not plain
    check.py --records OUT.jsonl FILE.txt...  writes the records
"""
import argparse
import collections
import json
import pathlib
import re
import sys

import ontology

CERTAINTY = {"certain", "probable", "possible", "hypothetical", "planned", "asked", "wished"}
STYLES = {"wire", "interview", "communique", "headline", "business", "sport", "court", "feature", "brief", "speech", "local"}
PRONOUNS = set("i me my mine myself we us our ours ourselves you your yours he him his himself she her hers herself it its itself they them "
               "their theirs themselves this that these those who whom whose which".split())
TIME = re.compile(r"(\d{4}|-)(-\d\d){0,2}(T[\d:]+)?(/\d{4}(-\d\d){0,2})?|--\d\d(-\d\d)?|\d{4}-W\d\d|P\w+|\d{4}-\d\d-\d\d/|/\d{4}-\d\d-\d\d")


class Fault(Exception):
    pass


def plain(marked):
    """The text without markup, and its mentions (start, end, id, starred) in code points."""
    text, stack, mentions, i = [], [], [], 0
    while i < len(marked):
        c = marked[i]
        if c == "[":
            stack.append(len(text))
        elif c == "|":
            m = re.match(r"\|(\*?)([at]?\d+)\]", marked[i:])
            if not m:
                raise Fault(f"no mention id after |: {marked[i:i + 15]!r}")
            if not stack:
                raise Fault(f"| without [: {marked[max(0, i - 20):i + 5]!r}")
            start = stack.pop()
            if start == len(text):
                raise Fault("empty mention")
            mentions.append((start, len(text), m[2], bool(m[1])))
            i += len(m[0]) - 1
        elif c == "]":
            raise Fault(f"] without |: {marked[max(0, i - 20):i + 5]!r}")
        else:
            text.append(c)
        i += 1
    if stack:
        raise Fault(f"[ without ]: {''.join(text)[stack[-1]:][:25]!r}")
    return "".join(text), sorted(mentions, key=lambda m: (m[0], -m[1]))


def piece(block, classes, relations):
    lines = block.strip("\n").split("\n")
    head = [h.strip() for h in lines[0].split("|")]
    if len(head) != 3 or head[1] not in STYLES or not re.fullmatch(r"\d{4}-\d\d-\d\d|-", head[2]):
        raise Fault(f"head: {lines[0]!r}")
    if "--" not in lines:
        raise Fault("no -- line")
    cut = lines.index("--")
    marked = [l for l in lines[1:cut] if l.strip()]
    body = "\n".join(l[2:] if l.startswith("# ") else l for l in marked)
    text, found = plain(body)
    record = {"id": head[0], "style": head[1], "text": text}
    if head[2] != "-":
        record["date"] = head[2]
    entities, values, claims, non = {}, {}, [], []
    for line in lines[cut + 1:]:
        line = line.strip()
        if not line:
            continue
        if m := re.fullmatch(r"(\d+) (\w+) (.+)", line):
            if m[2] not in classes:
                raise Fault(f"no class {m[2]}")
            if m[1] in entities:
                raise Fault(f"entity {m[1]} twice")
            entities[m[1]] = {"id": m[1], "type": m[2], "label": m[3].strip()}
        elif m := re.fullmatch(r"(t\d+) (\S+)", line):
            if not TIME.fullmatch(m[2]):
                raise Fault(f"time {m[2]}")
            values[m[1]] = m[2]
        elif m := re.fullmatch(r"(a\d+) ([\d.]+)(?: (\S+))?", line):
            values[m[1]] = m[2] + (f" {m[3]}" if m[3] else "")
        elif line[0] in ">!":
            (claims if line[0] == ">" else non).append(line[1:].strip())
        else:
            raise Fault(f"line not understood: {line!r}")
    record["mentions"] = []
    for n, (start, end, ident, star) in enumerate(found):
        surface = text[start:end]
        if ident not in entities and ident not in values:
            raise Fault(f"mention {surface!r} of {ident}, which has no line")
        kind = "value" if ident in values else "pronoun" if surface.lower() in PRONOUNS else "nominal" if star else "name"
        m = {"id": f"m{n + 1}", "start": start, "end": end, "kind": kind}
        m.update({"value": values[ident]} if kind == "value" else {"entity": ident, "type": entities[ident]["type"]})
        record["mentions"].append(m)
    mentioned = {m[2] for m in found}
    for ident in list(entities) + list(values):
        if ident not in mentioned:
            raise Fault(f"{ident} is never mentioned")
    record["entities"] = list(entities.values())

    def ends(part, where):
        m = re.match(r'(\d+) (~[a-z][a-z\' -]*?|\w+) (\d+|[at]\d+|"[^"]+")$', part.strip())
        if not m:
            raise Fault(f"{where}: not SUBJECT PREDICATE OBJECT: {part!r}")
        if m[1] not in entities:
            raise Fault(f"{where}: no entity {m[1]}")
        if not m[2].startswith("~") and m[2] not in relations:
            raise Fault(f"{where}: no relation {m[2]} (an open one begins with ~)")
        o = m[3]
        if o[0] != '"' and o not in entities and o not in values:
            raise Fault(f"{where}: no entity or value {o}")
        if o == m[1]:
            raise Fault(f"{where}: both ends are {o}")
        c = {"subject": m[1], "predicate": m[2].lstrip("~"), "method": "open" if m[2][0] == "~" else "ontology"}
        c.update({"object": o} if o in entities else {"value": values.get(o, o.strip('"'))})
        return c

    record["claims"], record["not_claims"] = [], []
    for line in claims:
        left, colon, evidence = line.partition(" : ")
        if not colon:
            raise Fault(f"claim without ` : evidence`: {line!r}")
        parts = [p.strip() for p in left.split(" | ")]
        c = ends(parts[0], line)
        c.update(polarity="affirmed", certainty="certain")
        for p in parts[1:]:
            key, _, rest = p.partition(" ")
            if p == "negated":
                c["polarity"] = p
            elif p in CERTAINTY:
                c["certainty"] = p
            elif key == "speaker" and rest in entities:
                c["speaker"] = rest
            elif key == "time" and rest in values:
                c["time"] = values[rest]
            elif key in ("place", "role") and rest:
                if key == "place" and rest not in entities:
                    raise Fault(f"place {rest} is no entity: {line!r}")
                c.setdefault("qualifiers", {})[key] = rest
            else:
                raise Fault(f"attribute {p!r}: {line!r}")
        at = text.find(evidence.strip())
        if at < 0:
            raise Fault(f"these words do not stand in the text: {evidence.strip()!r}")
        c["evidence"] = [{"start": at, "end": at + len(evidence.strip())}]
        record["claims"].append(c)
    for line in non:
        record["not_claims"].append(ends(line.partition(" : ")[0], line))
    if not record["claims"]:
        raise Fault("no claim")
    if not record["not_claims"]:
        raise Fault("no non-relation (!)")
    return record


def read(files):
    classes = {*ontology.classes(), "Thing"}
    relations = {r.name for r in ontology.relations()}
    records, faults, seen = [], [], set()
    for file in files:
        for block in re.split(r"^== ", pathlib.Path(file).read_text(), flags=re.M)[1:]:
            try:
                r = piece(block, classes, relations)
                if r["id"] in seen:
                    raise Fault("this id twice")
                seen.add(r["id"])
                records.append(r)
            except Fault as fault:
                faults.append(f"{file}: {block.split('|')[0].strip()}: {fault}")
    return records, faults


def coverage(records):
    count, ways, not_plain, total = collections.Counter(), collections.defaultdict(set), 0, 0
    for r in records:
        for c in r["claims"]:
            total += 1
            not_plain += c["polarity"] != "affirmed" or c["certainty"] != "certain" or "speaker" in c
            if c["method"] == "ontology":
                e = c["evidence"][0]
                words = r["text"][e["start"]:e["end"]]
                for m in sorted(r["mentions"], key=lambda m: -m["start"]):  # what is left of the evidence without its mentions
                    if e["start"] <= m["start"] and m["end"] <= e["end"]:
                        words = words[:m["start"] - e["start"]] + "·" * (m["end"] - m["start"]) + words[m["end"] - e["start"]:]
                count[c["predicate"]] += 1
                ways[c["predicate"]].add(" ".join(re.sub("·+", "·", words).lower().split()))
    for relation in sorted((r.name for r in ontology.relations()), key=lambda x: count[x]):
        print(f"{relation:20} {count[relation]:4} claims {len(ways[relation]):4} wordings")
    print(f"{len(records)} pieces, {total} claims, {100 * not_plain / max(1, total):.0f} % negated, hedged, planned or reported")


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--coverage", action="store_true")
    p.add_argument("--records")
    p.add_argument("files", nargs="+")
    a = p.parse_args()
    records, faults = read(a.files)
    print(*faults, sep="\n")
    if a.coverage:
        coverage(records)
    if a.records:
        with open(a.records, "w") as out:
            for r in records:
                out.write(json.dumps(r, ensure_ascii=False) + "\n")
    print(f"{len(records)} pieces, {len(faults)} faults", file=sys.stderr)
    sys.exit(bool(faults))
