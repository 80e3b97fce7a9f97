#!/usr/bin/env python3
"""The command line by tables: bad input with its message and exit status, and what must give the same bytes.

    cli_test.py RELATA_BINARY
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

RELATA = sys.argv[1]
ARTICLE = pathlib.Path(__file__).resolve().parents[2] / "examples" / "nato-azerbaijan.txt"
PREFIXES = ("@prefix ex: <https://example.org/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n")
failures = []


def run(*arguments, stdin=b"", **options):
    done = subprocess.run([RELATA, *map(str, arguments)], input=stdin, capture_output=True, timeout=400, **options)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def expect(what, condition, seen=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n  {seen}")


def record(**fields):
    return json.dumps({"id": "r", "text": "Jane Roe spoke — ok.", **fields}).encode()


# name, content, command before the file's name, exit status, words of the message
BAD_INPUT = [
    ("empty.txt", b"", ["annotate"], 0, "empty.txt: is empty"),
    ("binary.txt", bytes(range(256)) * 8, ["annotate"], 1, "binary.txt"),
    ("invalid.txt", b"Jane Roe spoke \xff\xfe today.", ["annotate"], 0, "invalid.txt:1:16"),
    ("cut.jsonl", b'{"id": "a", "text": "Ja', ["build"], 1, "cut.jsonl:1"),
    ("range.jsonl", record(mentions=[{"start": 2, "end": 99}]), ["build"], 1, "range.jsonl:1: /mentions/0"),
    ("inside.jsonl", record(mentions=[{"start": 0.5, "end": 2}]), ["build"], 1, "inside.jsonl:1: /mentions/0/start: a whole number"),
    ("back.jsonl", record(mentions=[{"start": 5, "end": 2}]), ["build"], 1, "back.jsonl:1: /mentions/0"),
    ("unknown.jsonl", record(entities=[{"id": "e1", "label": "Jane Roe"}], claims=[{"subject": "e1", "predicate": "p", "object": "e2"}]),
     ["build"], 1, "no entity 'e2'; did you mean 'e1'?"),
    ("word.jsonl", record(claims=[{"subject": "a", "predicate": "p", "object": "b", "polarity": "maybe"}]), ["build"], 1, "/claims/0/polarity"),
    ("syntax.ttl", b"@prefix ex: <https://example.org/> .\nex:a ex:b ;;; .\nex:c", ["stats"], 1, "syntax.ttl:"),
    ("image.png", b"\x89PNG", ["stats"], 1, "is png, which relata writes but does not read"),
]
# ontology text, words of the message
BAD_ONTOLOGY = [
    ("ex:A a owl:Class ; rdfs:subClassOf ex:B .\nex:B a owl:Class ; rdfs:subClassOf ex:A .\n", "runs in a circle"),
    ("ex:A a owl:Class .\nex:A rdfs:label \"unfinished .\n", "bad.ttl:"),
    ("ex:a rdfs:label \"x\" .\n", "declares no class and no property"),
]
BAD_USE = [
    (["build"], "INPUT"), (["fly", "x"], ""), (["build", ARTICLE, "--to", "word"], "is no form that relata writes"),
    (["build", ARTICLE, "-o", "graph.xyz"], "graph.xyz"), (["build", ARTICLE, "--base", "here"], "--base here is no namespace"),
    (["build", ARTICLE, "--assert", "maybe"], "--assert"), (["query", "only.ttl"], "there is no query"),
    (["build", ARTICLE, "--stream", "-o", "x.ttl"], "--stream"),
]


def bad_input(folder):
    for name, content, command, status, words in BAD_INPUT:
        (folder / name).write_bytes(content)
        code, _, talk = run(*command, folder / name)
        expect(f"{name}: exit {status}, says {words!r}", code == status and words in talk, f"exit {code}: {talk}")
    for text, words in BAD_ONTOLOGY:
        (folder / "bad.ttl").write_text(PREFIXES + text)
        code, _, talk = run("annotate", ARTICLE, "--ontology", folder / "bad.ttl")
        expect(f"ontology: says {words!r}", code == 1 and words in talk, f"exit {code}: {talk}")
    for arguments, words in BAD_USE:
        code, _, talk = run(*arguments)
        expect(f"{arguments}: exit 2, says {words!r}", code == 2 and words in talk, f"exit {code}: {talk}")
    (folder / "nothing").mkdir()
    code, _, talk = run("annotate", folder / "nothing")
    expect("folder without files", code == 1 and "no file" in talk, talk)
    code, _, talk = run("annotate", folder / "missing.txt")
    expect("missing file", code == 1 and "missing.txt" in talk, talk)
    with open(folder / "long.jsonl", "wb") as long_line:
        long_line.write(b'{"id": "a", "text": "')
        for _ in range(200):
            long_line.write(b"x" * (1 << 20))
    code, _, talk = run("annotate", folder / "long.jsonl")
    expect("line of 200 MB", code == 1 and "long.jsonl:1" in talk, talk)
    (folder / "long.jsonl").unlink()


def writing(folder):
    target = folder / "locked" / "graph.ttl"
    code, _, talk = run("build", ARTICLE, "-o", target)
    expect("folder that is not there", code == 1 and "make the folder first" in talk, talk)
    code, _, talk = run("build", ARTICLE, "-o", "/dev/full", "--to", "turtle")
    expect("full disk", code == 1 and "cannot be written" in talk, talk)
    kept = folder / "kept.nq"
    kept.write_text("old\n")
    many = folder / "many.jsonl"
    many.write_text("".join(json.dumps({"subject": f"a{i}", "predicate": "p", "object": f"b{i}"}) + "\n" for i in range(200000)))
    writer = subprocess.Popen([RELATA, "build", str(many), "-o", str(kept), "-q"])
    while writer.poll() is None and not any(p.stat().st_size > 0 for p in folder.glob("kept.nq.*")):
        time.sleep(0.01)  # until it writes
    writer.send_signal(signal.SIGKILL)
    expect("killed while writing: was writing", writer.wait() == -signal.SIGKILL, writer.returncode)
    expect("killed while writing: the old file is as it was", kept.read_text() == "old\n")
    small_disk(folder, many)
    both = [subprocess.Popen([RELATA, "build", str(ARTICLE), "-o", str(folder / "two.ttl"), "-q"]) for _ in range(2)]
    codes = [p.wait() for p in both]
    alone = run("build", ARTICLE, "-q")[1]
    expect("two writers at once: one whole file", codes == [0, 0] and (folder / "two.ttl").read_text() == alone, codes)


def small_disk(folder, many):
    """A disk that fills up: the old file stays, nothing is left behind but what a stream goes on with. Needs the right to mount."""
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True).returncode != 0:
        print("SKIPPED: no right to mount a small disk")
        return
    try:
        (disk / "graph.nq").write_text("old\n")
        for arguments in (["build", many], ["build", many, "--stream"], ["merge", many]):
            code, _, talk = run(*arguments, "-o", disk / "graph.nq", "-q")
            expect(f"{arguments[0]} on a full disk", code == 1 and "graph.nq: cannot be written to its end" in talk and "free some space" in talk, talk)
            for kept in ("graph.nq.part", "graph.nq.journal", "graph.nq.begun"):
                expect(f"{arguments} on a full disk leaves no {kept}", "--stream" in arguments or not (disk / kept).exists())
                (disk / kept).unlink(missing_ok=True)
        expect("full disk: the old file is as it was", (disk / "graph.nq").read_text() == "old\n" and len(list(disk.iterdir())) == 1, list(disk.iterdir()))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def same_bytes(folder):
    second = folder / "second.txt"
    second.write_text("Georgia borders Armenia. Emmanuel Macron visited Georgia.\n")
    one = run("build", ARTICLE, second, "--jobs", "1", "-q")[1]
    expect("jobs", one and one == run("build", ARTICLE, second, "--jobs", "4", "-q")[1])
    expect("order of files", one == run("build", second, ARTICLE, "-q")[1])
    for name, article in (("a", ARTICLE), ("b", second)):
        run("build", article, "-o", folder / f"{name}.ttl", "-q")
    expect("merge", one == run("merge", folder / "a.ttl", folder / "b.ttl", "-q")[1] == run("merge", folder / "b.ttl", folder / "a.ttl", "-q")[1])
    plain = run("merge", folder / "a.ttl", "--to", "nt", "-q")[1]
    backwards = "".join(reversed(plain.splitlines(keepends=True))).encode()
    for name in ("-", "/dev/stdin"):
        expect(f"statements in any order from {name}", plain == run("merge", name, "--to", "nt", "-q", stdin=backwards)[1])
    expect("diff of equals", run("diff", folder / "a.ttl", folder / "a.ttl")[0] == 0)
    code, lines, _ = run("diff", folder / "a.ttl", folder / "b.ttl")
    expect("diff of others", code == 1 and "+ claim  Georgia  borders  Armenia" in lines, lines)
    expect("standard input", "Georgia" in run("annotate", "-", stdin=second.read_bytes())[1])
    expect("validate", run("validate", folder / "a.ttl")[0] == 0)
    record_line = run("annotate", ARTICLE)[1].encode()
    expect("records fill the graph", run("build", "--from", "jsonl", "-", "-q", stdin=record_line)[1] == run("build", ARTICLE, "-q")[1])
    schema = json.loads((ARTICLE.parents[1] / "schemas" / "extraction-record.schema.json").read_text())["$defs"]["record"]["properties"]
    found = json.loads(record_line)
    for part in ("entities", "mentions", "claims"):
        unknown = {key for item in found[part] for key in item} - schema[part]["items"]["properties"].keys()
        expect(f"{part} as the schema says", found[part] and not unknown and found.keys() <= schema.keys(), unknown)
    try:
        import jsonschema
    except ImportError:
        print("SKIPPED: jsonschema is not installed")
    else:
        whole = json.loads((ARTICLE.parents[1] / "schemas" / "extraction-record.schema.json").read_text())
        validator = jsonschema.Draft202012Validator(whole)
        for path in (*ARTICLE.parent.glob("*.txt"), *(ARTICLE.parents[1] / "tests" / "golden").glob("*.txt")):
            faults = [e.message for e in validator.iter_errors(json.loads(run("annotate", path)[1]))]
            expect(f"record of {path.name} is valid by the schema", not faults, faults)
        for bad in ({"id": "a"}, {"id": "a", "text": "x", "mentions": [{"start": -1, "end": 2}]}, {"id": "a", "text": "x", "claims": [{"subject": "a"}]}):
            expect(f"the schema refuses {bad}", not validator.is_valid(bad))
    for command in "build annotate draw query merge retract push decisions compare diff validate stats ontology serve".split():
        code, text, _ = run(command, "--help")
        expect(f"help of {command}", code == 0 and "Example" in text, text)


def speech(name, text, entities, claims):
    """A record: entities as (class, label, further fields), claims as (subject, property, object) by number."""
    core = "https://relata.dev/ontology/core#"
    mentions = [{"start": text.index(label), "end": text.index(label) + len(label), "entity": f"e{i}", "kind": "name"} for i, (_, label, _) in enumerate(entities)]
    return {"id": name, "text": text, "date": "2024-01-02", "mentions": mentions,
            "entities": [{"id": f"e{i}", "type": core + cls, "label": label, **more} for i, (cls, label, more) in enumerate(entities)],
            "claims": [{"subject": f"e{s}", "predicate": "https://relata.dev/ontology/news#" + p, "object": f"e{o}", "evidence": [{"start": 0, "end": len(text) - 1}]}
                       for s, p, o in claims]}


NAMESAKES = [
    speech("a", "John Smith of Chile met Ann Lee.", [("Person", "John Smith", {}), ("Country", "Chile", {"iri": "https://relata.dev/id/country/chile"}), ("Person", "Ann Lee", {"aliases": ["Annie"]})],
           [(0, "citizenOf", 1), (0, "meetsWith", 2)]),
    speech("b", "John Smith of Peru met ANN LEE and Jones.", [("Person", "John Smith", {"confidence": 0.5}), ("Country", "Peru", {}), ("Person", "ANN LEE", {}), ("Person", "Jones", {})],
           [(0, "citizenOf", 1), (0, "meetsWith", 2)]),
    speech("c", "John Smith of Chile praised Jones.", [("Person", "John Smith", {"aliases": ["Smith Jr"]}), ("Country", "Chile", {"iri": "https://relata.dev/id/country/chile"}), ("Person", "Jones", {})],
           [(0, "citizenOf", 1), (0, "praises", 2)]),
]


def identity(folder):
    """The same nodes in any order and any cut; documents out and in again; decisions."""
    for r in NAMESAKES:
        (folder / f"{r['id']}.jsonl").write_text(json.dumps(r) + "\n")
    newer = folder / "newer.jsonl"
    newer.write_text(json.dumps(speech("b", "ANN LEE slept.", [("Person", "ANN LEE", {"aliases": ["Lee"]})], [])) + "\n")
    who = folder / "who.txt"
    entity = "https://relata.dev/entity/Person/"
    who.write_text(f'join <{entity}john_smith~a> <{entity}john_smith~b>\nrename <{entity}ann_lee> "Ann B. Lee"\njoin <{entity}ann_lee> <{entity}jones~c>\n'
                   f"retype <{entity}jones> <https://relata.dev/ontology/core#Group>\n")
    a, b, c = (folder / f"{x}.jsonl" for x in "abc")

    def bytes_of(*arguments):
        out = folder / f"out.{form}"
        code, _, talk = run(*arguments, "-o", out, "-q")
        expect(f"{' '.join(map(str, arguments))} in {form}", code == 0, talk)
        return out.read_bytes() if code == 0 else talk

    for form in ("nq", "trig", "ttl", "nt", "rdf"):
        for options in ((), ("--decisions", who)):
            whole = bytes_of("build", a, b, c, *options)
            expect(f"{form} {options}: order of records", whole == bytes_of("build", c, b, a, *options))
            for cut in (((a,), (b, c)), ((b,), (c, a)), ((c,), (b,), (a,))):
                parts = [folder / f"part{i}.{form}" for i in range(len(cut))]
                for part, files in zip(parts, cut):
                    run("build", *files, *options, "-o", part, "-q")
                expect(f"{form} {options}: cut {[len(x) for x in cut]}", whole == bytes_of("merge", *parts, *options))
                expect(f"{form} {options}: cut the other way round", whole == bytes_of("merge", *reversed(parts), *options))
            graph = folder / f"abc.{form}"
            run("build", a, b, c, *options, "-o", graph, "-q")
            for out, rest in (("a", (b, c)), ("b", (a, c)), ("c", (a, b))):
                expect(f"{form} {options}: without {out}", bytes_of("build", *rest, *options) == bytes_of("retract", graph, "--document", out, *options))
            expect(f"{form} {options}: without two", bytes_of("build", b, *options) == bytes_of("retract", graph, "--document", "a", "--document", "https://relata.dev/doc/c", *options))
            expect(f"{form} {options}: a newer version", bytes_of("build", a, newer, c, *options) == bytes_of("build", newer, "--update", graph, *options))
        expect(f"{form}: decisions are obeyed whenever they come", bytes_of("build", a, b, c, "--decisions", who) == bytes_of("merge", bare(folder, form, a, b, c), "--decisions", who))
    labels = lambda *o: run("build", a, b, c, "-q", "--to", "nt", "--claims", "none", *o)[1]
    expect("namesakes are two", labels().count('label> "John Smith"') == 2, labels())
    expect("a decision makes them one", labels("--decisions", who).count('label> "John Smith"') == 1)
    expect("a decision gives the label", 'label> "Ann B. Lee"' in labels("--decisions", who))
    graph = bare(folder, "ttl", a, b, c)
    code, table, _ = run("decisions", graph)
    rows = [line.split("\t") for line in table.splitlines()]
    expect("decisions as a table", code == 0 and rows and all(len(row) == 7 for row in rows), table)
    expect("joined with reason", ["joined", "0.9", "same name, shares citizenOf chile", "John Smith", entity + "john_smith~a", entity + "john_smith~a", "a"] in rows, table)
    expect("kept apart with reason", ["apart", "0.2", "different citizenOf: peru", "John Smith", entity + "john_smith~b", entity + "john_smith~a", "b"] in rows, table)
    expect("a surname is kept apart", any(row[0] == "apart" and row[3] == "Jones" for row in rows), table)
    code, lines, _ = run("decisions", graph, "--json")
    found = [json.loads(line) for line in lines.splitlines()]
    expect("decisions as JSON", len(found) == len(rows) and {"verdict", "score", "reason", "label", "part"} <= found[0].keys(), lines)
    code, table, talk = run("decisions", ARTICLE, "--model", "none")
    within = [line.split("\t") for line in table.splitlines()]
    expect("joins within an article", code == 0 and ["joined", "nato-azerbaijan"] in [[row[0], row[6]] for row in within] and all("#char=" in row[4] for row in within), table + talk)
    expect("the example of the manual is read", run("build", a, "--decisions", ARTICLE.parent / "who-is-who.decisions", "-q")[0] == 0)
    wrong = folder / "wrong.txt"
    wrong.write_text("split <urn:x:a>\nsplitt <urn:x:b>\n")
    table = [
        (["retract", graph, "--document", "d"], 1, f"{graph}: holds no document 'd'"),
        (["retract", graph], 2, "--document"),
        (["build", a, "--decisions", wrong], 1, "wrong.txt:2:1: 'splitt' is no decision; did you mean 'split'?"),
        (["build", a, "--decisions", who], 0, "who.txt:1:54: the graph holds no <" + entity + "john_smith~b>"),
        (["build", a, "--stream", "--decisions", who, "-o", folder / "s.nq"], 2, "--stream never sees two documents together"),
        (["build", a, "--update", graph, "--base", "https://example.org/"], 2, "has the base https://relata.dev/"),
    ]
    for arguments, wanted, words in table:
        code, _, talk = run(*arguments)
        expect(f"{' '.join(map(str, arguments))}", code == wanted and words in talk, f"{code} {talk}")
    run("build", a, b, "--stream", "-o", folder / "s.nq", "-q")
    expect("a stream cannot be retracted from", "was written with --stream" in run("retract", folder / "s.nq", "--document", "a")[2])
    run("build", a, b, "--claims", "none", "-o", folder / "facts.nt", "-q")
    expect("facts know no documents", "holds no documents; write it with --claims nodes or graphs" in run("retract", folder / "facts.nt", "--document", "a")[2])
    expect("facts of namesakes stay apart", run("merge", folder / "facts.nt", "--claims", "none", "--to", "nt", "-q")[1] == (folder / "facts.nt").read_text())


def bare(folder, form, *records):
    graph = folder / f"bare.{form}"
    run("build", *records, "-o", graph, "-q")
    return graph


def manual(folder):
    """The man page names every subcommand and option."""
    page = (ARTICLE.parents[1] / "man" / "relata.1").read_text().replace("\\-", "-")
    text = "".join(run(*words)[1] for words in (["--help-all"], ["ontology", "check", "--help"], ["ontology", "try", "--help"]))
    options = set(re.findall(r"--[a-z][a-z-]+", text))
    expect("help of everything", len(options) > 20, text)
    for option in options:
        expect(f"man page names {option}", option in page)
    for word in set(re.findall(r"--[a-z][a-z-]+", page)):
        expect(f"{word} of the man page is an option", word in options)
    script = (f'source "{ARTICLE.parents[1]}/completions/relata.bash"; relata() {{ "{RELATA}" "$@"; }}; '
              'COMP_WORDS=(relata "$@"); COMP_CWORD=$#; _relata; echo "${COMPREPLY[@]}"')
    def complete(*words):
        return subprocess.run(["bash", "-c", script, "bash", *words], capture_output=True, text=True).stdout.split()
    expect("completion of commands", set(complete("")) >= set("build annotate draw query merge retract decisions compare diff validate stats ontology".split()), complete(""))
    expect("completion of a command's start", complete("me") == ["merge"], complete("me"))
    expect("completion of options", {"--hops", "--around", "--top"} <= set(complete("draw", "--")) and "--ontology" not in complete("draw", "--"), complete("draw", "--"))


def queries(folder):
    """SPARQL with its answer, over the example article."""
    graph = folder / "graph.nq"
    run("build", ARTICLE, "--model", "none", "-o", graph, "-q")
    table = [
        ("SELECT ?l WHERE { ?x news:atWarWith ?y . ?y rdfs:label ?l }", "l\nUkraine\n"),
        ("SELECT (COUNT(?c) AS ?n) WHERE { ?c a rel:Claim ; rel:method \"ontology\" }", "n\n7\n"),
        ("SELECT ?n WHERE { ?c rdf:predicate news:basedIn ; rel:evidence ?e . ?e nif:beginIndex ?n }", "n\n324\n"),
        ("SELECT ?l WHERE { ?x a rel:Person ; rdfs:label ?l . OPTIONAL { ?x owl:sameAs ?s } FILTER(!BOUND(?s)) }", "l\nJavier Colomina\n"),
        ("SELECT ?l WHERE { GRAPH ?g { ?x news:headOfState ?y } ?x rdfs:label ?l }", "l\nVladimir Putin\n"),
        ("SELECT ?x WHERE { ?x news:atWarWith ?x }", "x\n"),
        ("SELECT ?x WHERE { ?x news:basedIn \"Baku\" }", "x\n"),
        ("SELECT ?l WHERE { ?e nif:beginIndex \"324\"^^xsd:nonNegativeInteger ; nif:anchorOf ?l } ORDER BY ?l", "l\nBaku\nBaku-based news agency APA\n"),
        ("ASK { ?x news:partnerOf ?y }", "true\n"), ("ASK { ?x news:sanctions ?y }", "false\n"),
        ("CONSTRUCT { ?y news:partnerOf ?x } WHERE { ?x news:partnerOf ?y }",
         "<https://relata.dev/id/country/azerbaijan> <https://relata.dev/ontology/news#partnerOf> <https://relata.dev/id/body/nato> .\n"),
    ]
    for sparql, wanted in table:
        code, answer, talk = run("query", graph, sparql, "--to", "csv")
        expect(f"query {sparql}", code == 0 and answer.replace("\r", "") == wanted, f"{answer!r} {talk}")
    for sparql in ("SELEC ?x", "SELECT ?x WHERE { ?x foo:p ?y }", ""):
        code, _, talk = run("query", graph, sparql)
        expect(f"query {sparql!r} is refused", code == 1 and "query" in talk, talk)
    many = folder / "many.nt"
    many.write_text("".join(f"<urn:x:{i}> <urn:x:p> <urn:x:{i * 7 % 30000}> .\n" for i in range(30000)))
    begin = time.monotonic()
    _, answer, _ = run("query", many, "SELECT (COUNT(*) AS ?n) WHERE { ?a <urn:x:p> ?b . ?b <urn:x:p> ?c . ?c <urn:x:p> ?d }", "--to", "csv")
    expect("a join does not compare everything with everything", answer.split() == ["n", "30000"] and time.monotonic() - begin < 30, answer)


def language_model(folder):
    """Which model reads, given words that stay, and texts that no reader likes."""
    code, _, talk = run("annotate", ARTICLE, "--model", folder / "nowhere")
    expect("no such model", code == 1 and "config.json: cannot be read" in talk, talk)
    given = folder / "given.conllu"
    words = [("1-2", "don't"), ("1", "do"), ("2", "n't"), ("3", "Tokyo-born"), ("4", "!")]
    given.write_text("# text = don't Tokyo-born !\n" + "".join(f"{i}\t{w}\t" + "\t".join("_" * 8) + "\n" for i, w in words) + "\n")
    code, read, talk = run("annotate", given, "--from", "conllu", "--to", "conllu")
    rows = [line.split("\t") for line in read.splitlines() if line and line[0] != "#"]
    expect("given words are kept", [(r[0], r[1]) for r in rows] == words, read + talk)
    expect("given words are read", [r[3] for r in rows[1:3]] == ["AUX", "PART"] and all(r[6] != "_" for r in rows if r[0].isdigit()), read)
    hostile = {"no spaces": "a" * 1_000_000, "no full stop": "word and " * 50_000, "emoji": "\U0001F600" * 20_000, "zero bytes": "a\0b " * 1000,
               "marks of direction": "\u200f\u202eabc \u05d0\u05d1\u05d2 \u0627\u0644 " * 2000, "scripts": "日本 Москва αβγ ދިވެހި 한국 " * 3000}
    source = folder / "hostile.jsonl"
    source.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in hostile.items()))
    start = time.time()
    code, read, talk = run("annotate", source, "-q")
    expect("hostile texts are read in bounded time", code == 0 and time.time() - start < 100, f"{code} {time.time() - start:.0f} s {talk[:300]}")
    for line in read.splitlines():
        found = json.loads(line)
        expect(f"{found['id']}: the text is given back", found["text"] == hostile[found["id"]].replace("\0", " "))
        inside = all(0 <= t["start"] < t["end"] <= len(found["text"]) for s in found.get("sentences", []) for t in s["tokens"])
        expect(f"{found['id']}: tokens lie in the text", inside)


SHIPPING = ARTICLE.parent / "shipping.ttl"
# an OWL file that nobody should write, what `ontology check` says to it, exit status
HOSTILE_ONTOLOGY = [
    ("ex:A a owl:Class ; rdfs:subClassOf ex:B . ex:B a owl:Class ; rdfs:subClassOf ex:A .\n", 1, "rdfs:subClassOf runs in a circle: https://example.org/A -> https://example.org/B"),
    ("ex:p a owl:ObjectProperty ; rdfs:subPropertyOf ex:q . ex:q a owl:ObjectProperty ; rdfs:subPropertyOf ex:p .\n", 1, "rdfs:subPropertyOf runs in a circle"),
    ("ex:p a owl:ObjectProperty , owl:DatatypeProperty .\n", 1, "own.ttl:4:8: ex:p is both an object and a datatype property; make it two properties"),
    ("ex:A a owl:Class ; rdfs:label \"never ends .\n", 1, "own.ttl:4"),
    ("", 1, "own.ttl: says nothing"),
    ("ex:A a owl:Class . ex:p a owl:ObjectProperty ; rdfs:domain [ owl:unionOf ( ex:A [ owl:unionOf ( ex:A [ a owl:Restriction ] ) ] ) ] .\n", 0, "p  <https://example.org/p>\n    anything -> anything"),
    ("ex:A a owl:Class ; rdfs:subClassOf [ owl:onProperty ex:p ; owl:someValuesFrom ex:A ] , [] .\n", 0, "class expressions (restrictions, complements) are passed over"),
    ("ex:A a owl:Class ; owl:disjointWith ex:B . ex:B a owl:Class . ex:C a owl:Class ; rdfs:subClassOf ex:A , ex:B .\n", 1, "nothing can be a c: it is both a and b, which are disjoint"),
    ("ex:A a owl:Class . ex:p a owl:ObjectProperty ; rdfs:range ex:Aa .\n", 0, "range of ex:p is ex:Aa, which is not declared"),
    ("ex:B a owl:Class . ex:p a owl:ObjectProperty .\n", 0, "p has no wording; only \"p\" between two names is looked for"),
]


def by_labels(folder):
    """With relata's own ontology, too, a property is found by what it is called: a claim that both readers find is surer."""
    text = folder / "labels.txt"
    text.write_text("The engineer Anna Berg studied physics at Malmo University.")

    def studied(*options):
        code, read, talk = run("annotate", "-q", text, *options)
        return [c["confidence"] for c in json.loads(read)["claims"] if c["predicate"].endswith("#studiedAt")] if code == 0 else talk
    alone, both = studied(), studied("--by-labels")
    expect("relations by labels under relata's own ontology", len(alone) == len(both) == 1 and both[0] > alone[0], f"{alone} {both}")


def own_ontology(folder):
    """An ontology that relata has never seen: the example with its output, what is told of others, what is rejected and why."""
    text = SHIPPING.with_suffix(".txt")
    code, read, talk = run("ontology", "try", SHIPPING, text)
    expect("what the shipping example reads", code == 0 and read == SHIPPING.with_suffix(".out").read_text(), read + talk)
    code, read, talk = run("ontology", "check", SHIPPING, "--sample", text, "--model", "none")
    for words in ("6 classes, 11 properties (7 between things, 4 with values)", "is read as relata's organization", "vessel -> company", "functional, inverse of owns",
                  "wordings that", "proposes"):
        expect(f"check of shipping.ttl says {words!r}", code == 0 and words in read, read + talk)
    ours = ARTICLE.parents[1] / "ontologies"
    code, read, talk = run("ontology", "check", ours / "core.ttl", ours / "news.ttl")
    expect("relata's own ontology contradicts itself nowhere", code == 0 and "0 contradictions" in talk, read + talk)
    own = folder / "own.ttl"
    for turtle, status, words in HOSTILE_ONTOLOGY:
        own.write_text(PREFIXES + turtle if turtle else "")
        code, read, talk = run("ontology", "check", own)
        expect(f"check of {turtle!r}: exit {status}, says {words!r}", code == status and words in read + talk, f"exit {code}: {read}{talk}")
    table = [
        (["ontology"], 2, ""), (["ontology", "try", SHIPPING], 2, "TEXT"), (["ontology", "try", SHIPPING, folder / "none.txt"], 1, "none.txt"),
        (["ontology", "check", folder / "none.ttl"], 1, "none.ttl"), (["ontology", "check", SHIPPING, "--sample", folder / "none.txt"], 1, "none.txt"),
        (["ontology", "try", SHIPPING, "A sentence that is no file."], 0, ""), (["annotate", "--ontology", SHIPPING, text, "-o", folder / "out.jsonl"], 0, ""), (["annotate", text, "--rejected", folder / "no" / "r.jsonl"], 1, "make the folder first"),
    ]
    for arguments, status, words in table:
        code, _, talk = run(*arguments)
        expect(f"{' '.join(map(str, arguments))}: exit {status}, says {words!r}", code == status and words in talk, f"{code} {talk}")
    rejected = folder / "rejected.jsonl"
    wrong = folder / "wrong.txt"
    wrong.write_text("The tanker Aurora Bay is owned by Norhaven Lines. Aurora Bay belongs to Crest Shipping.\nÅre launched a ferry. Rotterdam is owned by Norhaven Lines.\n")
    graph = folder / "graph.ttl"
    code, _, talk = run("build", text, wrong, "--ontology", SHIPPING, "--rejected", rejected, "-o", graph)
    lines = [json.loads(line) for line in rejected.read_text().splitlines()]
    expect("rejected: counted", code == 0 and f"rejected.jsonl: {len(lines)} claim" in talk, talk)
    second = [line for line in lines if line["axiom"] == "owl:FunctionalProperty"]
    # The same words are read as the property and as its inverse.
    expect("rejected: a second owner", [line["reason"] for line in second] == [
        f"Aurora Bay has one owned by{which} only, and Norhaven Lines is the better read one" for which in ("", ", which follows from owns,")], lines)
    for line in lines:
        whole = pathlib.Path(line["file"]).read_text()
        for evidence in line["evidence"]:
            expect("rejected: evidence stands where it says", whole[evidence["start"]:evidence["end"]] == evidence["text"], line)
    again = folder / "again.jsonl"
    run("annotate", text, wrong, "--ontology", SHIPPING, "--rejected", again, "--jobs", "1", "-q")
    expect("rejected: the same bytes with other jobs and commands", again.read_bytes() == rejected.read_bytes())
    kinds = folder / "kinds.ttl"
    kinds.write_text("""@prefix rel: <https://relata.dev/ontology/core#> . @prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> . @prefix own: <https://example.org/kinds#> .
own:BLOCK a rel:EventCategory ; ontolex:isDenotedBy [ lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep "blockade"@en ] ] .
""")
    blocked = folder / "blocked.txt"
    blocked.write_text("Poland blockaded Norway on Monday.\n")
    _, read, talk = run("annotate", blocked, "--ontology", SHIPPING, "--ontology", kinds, "-q")
    expect("kinds of events of one's own", [c.get("category") for c in json.loads(read)["claims"]] == ["https://example.org/kinds#BLOCK"], read + talk)
    code, read, talk = run("validate", graph, "--ontology", SHIPPING)
    expect("what comes out conforms", code == 0, read + talk)
    _, facts, _ = run("build", text, wrong, "--ontology", SHIPPING, "--claims", "none", "--to", "nt", "-q")
    expect("nothing but the user's classes and properties",
           set(re.findall(r"<https://relata\.dev/ontology/[^>]*>", facts)) == set() and "shipping#callsAt" in facts, facts)


def triples(command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {line.replace("^^<http://www.w3.org/2001/XMLSchema#string>", "") for line in done.stdout.splitlines() if line.strip()}


def other_parsers(folder):
    """Every form is read again by a parser that is not ours and compared as a graph."""
    nasty = folder / "nasty.jsonl"
    literals = [("0.639", "double"), ("INF", "double"), ("5.0", "decimal"), ("true", "boolean"), ("1", "boolean"), ("2020-02-29", "date")]
    claims = [{"subject": "e1", "predicate": "https://example.org/v", "value": v, "datatype": "http://www.w3.org/2001/XMLSchema#" + t} for v, t in literals]
    texts = ["back\\", 'quo"te', "line\nline", "carriage\rreturn", "tab\t", "\\N", "😀 é", "<a>&amp;", "''' \"\"\""]
    claims += [{"subject": "e1", "predicate": "https://example.org/t", "value": t, "language": "en"} for t in texts]
    claims += [{"subject": "e1", "predicate": "https://example.org/p", "object": "e1"}, {"subject": "e2", "predicate": "https://example.org/p.", "object": "e1"}]
    nasty.write_text(json.dumps({"id": "n a%s/t", "text": "x", "claims": claims, "entities": [
        {"id": "e1", "label": "Ends in dot.", "type": "T"}, {"id": "e2", "label": "back\\"}]}) + "\n")
    for source in (ARTICLE, nasty):
        files = {f: folder / f"{source.stem}.{f}" for f in "ttl nt nq trig rdf jsonld graphml json dot svg png pdf html".split()}
        code, _, talk = run("build", source, "-q", *[a for f in files.values() for a in ("-o", f)])
        expect(f"{source.name}: writes every form", code == 0, talk)
        again = {f: run("merge", files[f], "--to", "nt", "-q")[1] for f in ("ttl", "nt", "nq", "trig")}
        expect(f"{source.name}: reads its own forms back", again["nt"] and len(set(again.values())) == 1)
        if shutil.which("serdi"):
            plain = triples(["serdi", "-o", "ntriples", str(files["nt"])])
            for f in ("ttl", "trig"):
                seen = triples(["serdi", "-o", "nquads" if f == "trig" else "ntriples", str(files[f])])
                expect(f"{source.name}: serdi reads {f}", seen == plain if f == "ttl" else len(seen) >= len(plain), seen ^ plain)
        if shutil.which("rapper"):
            plain = triples(["rapper", "-q", "-i", "ntriples", "-o", "ntriples", str(files["nt"])])
            for f, form in (("ttl", "turtle"), ("rdf", "rdfxml")):
                seen = triples(["rapper", "-q", "-i", form, "-o", "ntriples", str(files[f])])
                lost = {line for line in plain - seen if "https://example.org/p.>" not in line}  # no XML name at its end
                expect(f"{source.name}: rapper reads {f}", not (seen - plain) and (not lost or f == "rdf" and source == nasty), lost | (seen - plain))
        if shutil.which("xmllint"):
            for f in ("rdf", "graphml", "svg"):
                code = subprocess.run(["xmllint", "--noout", "--nonet", str(files[f])], capture_output=True).returncode
                expect(f"{source.name}: xmllint reads {f}", code == 0)
        if shutil.which("dot"):
            expect(f"{source.name}: dot reads dot", subprocess.run(["dot", "-Tcanon", str(files["dot"])], capture_output=True).returncode == 0)
        for f in ("jsonld", "json"):
            json.loads(files[f].read_text())
        expect(f"{source.name}: the same page again", run("build", source, "-q", "--to", "html")[1] == files["html"].read_text())
        code, _, talk = run("annotate", files["html"])
        expect(f"{source.name}: a page of relata's own is no text to read", code == 0 and "holds no text; skipped" in talk, talk)
        expect(f"{source.name}: png and pdf", files["png"].read_bytes()[:4] == b"\x89PNG" and files["pdf"].read_bytes()[:4] == b"%PDF")
    for tool in ("serdi", "rapper", "xmllint", "dot"):
        if not shutil.which(tool):
            print(f"SKIPPED: {tool} is not installed")


def comparing(folder):
    """Three reports that agree and contradict, as texts and as graphs in another order."""
    reports = [ARTICLE.parent / "three-reports" / f"{day}.txt" for day in ("monday", "tuesday", "wednesday")]
    code, text, talk = run("compare", *reports)
    expect("compare", code == 0 and text.startswith(
        "Azerbaijan  attacks  Armenia  [denied; certainty apart; 3 documents, 3 speakers]\n  affirms: Nikol Pashinyan, in monday\n"
        "    152-179  Azerbaijan attacked Armenia\n  denies: Ilham Aliyev, in tuesday\n"), text + talk)
    expect("compare: the ally is a partner", "  affirms: tuesday (allyOf)\n    151-180  Turkey, an ally of Azerbaijan\n  affirms: wednesday\n" in text, text)
    lines = [json.loads(line) for line in run("compare", *reports, "--format", "json")[1].splitlines()]
    sizes = [(not {"denied", "other value"} & set(found["findings"]), -found["documents"]) for found in lines]
    expect("compare: contested first, then by documents", sizes == sorted(sizes) and sizes[0][0] is False and sizes[-1] == (True, -1), sizes)
    for found in lines:
        for voice in found["voices"]:
            article = (ARTICLE.parent / "three-reports" / (voice["document"] + ".txt")).read_text()
            expect("compare: evidence stands in the text", voice["evidence"] and all(article[e["start"]:e["end"]] == e["text"] for e in voice["evidence"]), voice)
    run("build", reports[0], "-q", "-o", folder / "monday.ttl")
    run("build", reports[2], "-q", "-o", folder / "wednesday.nq")
    mixed = run("compare", folder / "wednesday.nq", reports[1], folder / "monday.ttl", "-o", folder / "out.txt")
    expect("compare: the same from graphs", mixed[0] == 0 and (folder / "out.txt").read_text() == text, mixed)


with tempfile.TemporaryDirectory() as made:
    for part in (bad_input, language_model, writing, same_bytes, identity, comparing, manual, queries, by_labels, own_ontology, other_parsers):
        place = pathlib.Path(made) / part.__name__
        place.mkdir()
        part(place)
print(f"{len(failures)} failures")
sys.exit(1 if failures else 0)
