#!/usr/bin/env python3
"""relata push against a store that fails at will: what it holds in the end is what the file holds, nothing lost and nothing twice.

    push_test.py RELATA_BINARY
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

from graph_store_server import Store, basic

RELATA = sys.argv[1]
REPORTS = pathlib.Path(__file__).resolve().parents[2] / "examples" / "three-reports"
DOC = "https://relata.dev/doc/"
failures = []


def run(*arguments, **environment):
    done = subprocess.run([RELATA, *map(str, arguments)], capture_output=True, timeout=400, env={**os.environ, **environment})
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def expect(what, condition, seen=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n  {seen}")


def record(name, *claims, **fields):
    entities = sorted({end for claim in claims for end in (claim["subject"], claim.get("object")) if end})
    return json.dumps({"id": name, "text": fields.pop("text", "..."), "entities": [{"id": e, "label": e, "type": "https://example.org/T"} for e in entities],
                       "claims": [{"predicate": "https://example.org/p", **claim} for claim in claims], **fields})


def links(count):
    """Documents that have "Hub" in common and two of their own each."""
    return [record(f"d{i}", {"subject": "Hub", "object": f"Own {i}"}, {"subject": f"Own {i}", "object": f"Next {i}"}) for i in range(count)]


def build(folder, name, *arguments):
    code, _, talk = run("build", *arguments, "-o", folder / name, "-q")
    expect(f"{name} is built", code == 0, talk)
    return folder / name


def triples(file):
    """Statements of an N-Quads file as N-Triples lines, without their graphs."""
    graph = re.compile(r" <[^ <>]*> \.$")
    out = set()
    for line in file.read_text().split("\n")[:-1]:
        ends_in_graph = graph.search(line) and len(re.findall(r"(?:<[^ <>]*>|\"(?:[^\"\\]|\\.)*\"\S*)(?= )", line)) == 4
        out.add(graph.sub(" .", line) if ends_in_graph else line)
    return out


def push(store, *arguments, protocol="data", **environment):
    where = ("--sparql-update", store.url + "/update") if protocol == "update" else ("--graph-store", store.url + "/data")
    return run("push", *arguments, *where, **environment)


def every_form(folder):
    """The same graphs by both protocols and from every form of input; all together are the file's statements."""
    quads = build(folder, "reports.nq", REPORTS)
    inputs = [(quads, []), (build(folder, "reports.trig", REPORTS), []), (build(folder, "reports.ttl", REPORTS), []), (quads, ["--batch", 7])]
    reference = None
    for protocol in ("data", "update"):
        for file, more in inputs:
            store = Store()
            code, _, talk = push(store, file, *more, protocol=protocol)
            expect(f"{file.name} {more} to {protocol}", code == 0 and "3 graphs" in talk, talk)
            reference = reference or store.graphs
            expect(f"{file.name} {more} to {protocol}: the same graphs", store.graphs == reference, set(store.graphs))
            store.stop()
    expect("a document is a named graph", set(reference) == {DOC + name for name in ("monday", "tuesday", "wednesday")}, set(reference))
    union = set().union(*reference.values())
    expect("the graphs together are the file", union == triples(quads), (union ^ triples(quads)))
    documents = build(folder, "documents.nq", REPORTS, "--claims", "documents")
    code, different, talk = run("diff", quads, documents)
    expect("--claims documents writes what is pushed, and is read back as the same graph", code == 0 and triples(documents) == union, different + talk)
    label = '/azerbaijan> <http://www.w3.org/2000/01/rdf-schema#label> "Azerbaijan" .'
    expect("every graph names its entities", all(any(line.endswith(label) for line in graph) for graph in reference.values()))


def streaming(folder):
    """N-Quads of build --stream, document by document, are the same graphs as through the whole graph."""
    records = folder / "links.jsonl"
    records.write_text("\n".join(links(30)) + "\n")
    streamed = build(folder, "streamed.nq", records, "--stream")
    one, other = Store(), Store()
    code, _, talk = push(one, streamed, "--stream", "--batch", 200, protocol="update")
    expect("streamed push", code == 0 and "30 graphs" in talk, talk)
    push(other, streamed)
    expect("streamed and whole: the same graphs", one.graphs == other.graphs and len(one.graphs) == 30, len(one.graphs))
    expect("batches", 3 < len(one.requests) < 20, len(one.requests))
    whole = build(folder, "whole.nq", records)
    code, _, talk = push(one, whole, "--stream")
    expect("a whole graph cannot be pushed as a stream", code == 1 and "push it without --stream" in talk, talk)
    twice = folder / "twice.nq"
    twice.write_bytes(streamed.read_bytes() * 2)
    again = Store()
    code, _, talk = push(again, twice, "--stream")
    expect("a document that comes twice is whole", code == 0 and again.graphs == other.graphs, talk)
    for store in (one, other, again):
        store.stop()


def failing(folder):
    """Whatever goes wrong on the way, all is there in the end; what cannot go right is not tried again."""
    file = build(folder, "reports.nq", REPORTS)
    good = Store()
    push(good, file)
    good.stop()
    for protocol in ("data", "update"):
        for faults in ([503], ["drop"], ["half"], ["unheard"], [500, "unheard", 429], [(503, {"Retry-After": "2"}, b"")]):
            store = Store()
            store.faults = list(faults)
            begin = time.monotonic()
            code, _, talk = push(store, file, protocol=protocol)
            expect(f"{faults} {protocol}", code == 0 and store.graphs == good.graphs, talk)
            expect(f"{faults} {protocol}: told", "tried again in" in talk, talk)
            if isinstance(faults[0], tuple):
                expect("Retry-After is kept to", time.monotonic() - begin >= 2, talk)
            store.stop()
    store = Store()
    for fault, tries, words in ((400, 1, "answers 400: told to fail"), (401, 1, "give credentials"), (404, 1, "see whether this is the address"),
                                ((307, {"Location": good.url + "/data"}, b""), 1, "answers 307"), (413, 1, "--batch"),
                                ((400, {}, b"\x1b[31mred\x00\xff" + b"x" * 100000), 1, "answers 400: [31mred"),
                                ((503, {"Retry-After": "100000"}, b""), 1, "answers 503")):
        store.requests.clear()
        store.faults = [fault]
        code, _, talk = push(store, file)
        expect(f"{fault}: exit 1, says {words!r}", code == 1 and words in talk and "\x1b" not in talk and len(talk) < 2000, talk)
        expect(f"{fault}: tries", len(store.requests) == tries, store.requests)
    store.requests.clear()
    store.faults = [503] * 9
    code, _, talk = push(store, file, "--retries", 2)
    expect("retries end", code == 1 and len(store.requests) == 3 and "at try 3" in talk, talk)
    store.answer = b"x" * (20 << 20)
    store.faults = []
    code, _, talk = push(store, file)
    expect("a long answer", code == 0 and store.graphs == good.graphs, talk)
    store.stop()
    code, _, talk = push(store, file, "--retries", 1)
    expect("nobody there", code == 1 and "no answer" in talk and "see whether the server runs" in talk, talk)


def restarting(folder):
    """The server goes down in the middle and comes back; and relata is killed in the middle and goes on."""
    count = 60
    records = folder / "links.jsonl"
    records.write_text("\n".join(links(count)) + "\n")
    file = build(folder, "links.nq", records)
    good = Store()
    push(good, file)
    good.stop()
    for protocol, more in (("data", []), ("update", ["--batch", 60])):
        store = Store()
        down = threading.Event()
        def restart(number):
            if number == 3 and not down.is_set():
                down.set()
                threading.Thread(target=lambda: (store.stop(), time.sleep(0.7), store.start()), daemon=True).start()
                time.sleep(0.2)
        store.before = restart
        code, _, talk = push(store, file, "--journal", folder / f"restart-{protocol}", *more, protocol=protocol)
        expect(f"restart in the middle, {protocol}", code == 0 and store.graphs == good.graphs and "tried again" in talk, talk)
        store.stop()

        store = Store()
        journal = folder / f"killed-{protocol}"
        where = ["--graph-store", store.url + "/data"] if protocol == "data" else ["--sparql-update", store.url + "/update"]
        for stop_at in (5, 9):  # killed while the server works on that request
            reached = threading.Event()
            store.before = lambda number: number >= stop_at and (reached.set(), time.sleep(0.3))
            process = subprocess.Popen([RELATA, "push", str(file), *where, *map(str, more), "--journal", str(journal), "-q"])
            expect(f"killed, {protocol}: was at work", reached.wait(60))
            process.send_signal(signal.SIGKILL)
            process.wait()
        store.before = lambda number: None
        with store.lock:
            before = len(store.requests)
        with open(journal, "ab") as torn:
            torn.write(b"=\t0123")  # as a crash leaves it
        code, _, talk = push(store, file, *more, "--journal", journal, protocol=protocol)
        expect(f"killed and gone on, {protocol}: all there", code == 0 and store.graphs == good.graphs, talk)
        unchanged = int((re.search(r"(\d+) unchanged", talk) or [0, 0])[1])
        expect(f"killed and gone on, {protocol}: not from the start", unchanged > 0 and before < len(store.requests), talk)
        requests = len(store.requests)
        code, _, talk = push(store, file, *more, "--journal", journal, protocol=protocol)
        expect(f"pushed again, {protocol}: nothing is sent", code == 0 and f"{count} unchanged" in talk and len(store.requests) == requests, talk)
        store.stop()


def replacing(folder):
    """A changed document's old statements go, the others are not sent; retracted documents go with all that only they say."""
    documents, file, journal = links(5), folder / "docs.jsonl", folder / "replace.journal"
    for protocol in ("data", "update"):
        journal.unlink(missing_ok=True)
        file.write_text("\n".join(documents) + "\n")
        store = Store()
        push(store, file, "--journal", journal, protocol=protocol)
        expect("before", any("Own 3" in line for line in store.union()))
        changed = list(documents)
        changed[3] = record("d3", {"subject": "Hub", "object": "Quite new"})
        file.write_text("\n".join(changed) + "\n")
        code, _, talk = push(store, file, "--journal", journal, protocol=protocol)
        expect("only the changed document is sent", code == 0 and "1 graph " in talk and "4 unchanged" in talk, talk)
        expect("old statements are gone", not any("Own 3" in line or "own_3" in line for line in store.union()))
        fresh = Store()
        push(fresh, file, protocol=protocol)
        expect("the same as pushed at once", store.graphs == fresh.graphs)
        code, _, talk = push(store, "--retract", "d3", "--retract", DOC + "d4", "--journal", journal, protocol=protocol)
        expect("retract", code == 0 and "2 retracted" in talk and set(store.graphs) == {DOC + f"d{i}" for i in range(3)}, talk)
        rest = build(folder, "rest.nq", file)
        run("retract", rest, "--document", "d3", "--document", "d4", "-o", folder / "less.nq", "-q")
        expect("what is left is the graph without the documents", store.union() == triples(folder / "less.nq"), store.union() ^ triples(folder / "less.nq"))
        code, _, talk = push(store, "--retract", "d3", protocol=protocol)
        expect("retract again", code == 0, talk)
        push(store, file, "--journal", journal, protocol=protocol)
        expect("a retracted document comes back", store.graphs == fresh.graphs)
        push(store, file, "--add", protocol=protocol)
        more = folder / "more.jsonl"
        more.write_text(record("d0", {"subject": "Hub", "object": "Added"}) + "\n")
        push(store, more, "--add", protocol=protocol)
        expect("added to what was there", fresh.graphs[DOC + "d0"] < store.graphs[DOC + "d0"], store.graphs[DOC + "d0"])
        store.stop()
        fresh.stop()


def hostile_terms(folder):
    """Characters that need an escape, or make the statement one that is left out and told."""
    file = folder / "odd.jsonl"
    texts = ['say "no"', "C:\\users\\u0041", "two\nlines\r\n\tand a tab", "emoji \U0001F600", "bell \x07 del \x7f", "\u202eright to left", "} } ; DROP ALL", "' OR ''", "<b>", "_:b"]
    file.write_text("\n".join(record(f"odd {i} \u00fc/?#&%+\"<>", {"subject": "Hub", "value": text}) for i, text in enumerate(texts)) + "\n")
    quads = build(folder, "odd.nq", file)
    for protocol in ("data", "update"):
        store = Store()
        code, _, talk = push(store, file, protocol=protocol)
        expect(f"odd terms by {protocol}", code == 0 and store.union() == triples(quads) and len(store.graphs) == len(texts), talk)
        store.stop()
    blank = folder / "blank.ttl"
    blank.write_text("@prefix ex: <https://example.org/> .\nex:a ex:p ex:b .\n[] ex:p ex:a .\nex:a ex:q \"x\"@en , \"1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n")
    store = Store()
    code, _, talk = push(store, blank, "--retries", 0)
    expect("blank nodes are left out and told", code == 0 and "left out" in talk and not any("_:" in line for line in store.union()), talk)
    expect("what no document says is added to the default graph", set(store.graphs) == {""} and store.requests[0][0] == "POST", store.requests)
    code, _, talk = push(store, blank, "--graph", "https://example.org/rest", protocol="update")
    expect("or to a named one", code == 0 and store.graphs["https://example.org/rest"] == store.graphs[""], talk)
    store.stop()


def credentials(folder):
    file = build(folder, "reports.nq", REPORTS)
    store = Store()
    store.authorization = basic("ann", "se:cret")
    ann = {"RELATA_STORE_USER": "ann", "RELATA_STORE_PASSWORD": "se:cret"}
    code, _, talk = push(store, file, "--journal", folder / "auth.journal", **ann)
    expect("user and password from the environment", code == 0 and len(store.graphs) == 3, talk)
    expect("no credential in the journal or the talk", "cret" not in talk + (folder / "auth.journal").read_text())
    code, _, talk = push(store, file, **{**ann, "RELATA_STORE_PASSWORD": "wrong"})
    expect("wrong password", code == 1 and "answers 401" in talk and "wrong" not in talk, talk)
    secret = folder / "credentials"
    secret.write_text("# of the store\nuser ann\npassword se:cret\n")
    secret.chmod(0o600)
    code, _, talk = push(store, file, "--credentials", secret)
    expect("user and password from a file", code == 0 and "can be read" not in talk, talk)
    store.authorization = "Bearer abc.DEF"
    secret.write_text("token abc.DEF\n")
    secret.chmod(0o644)
    code, _, talk = push(store, file, "--credentials", secret)
    expect("token from a file that others can read", code == 0 and "can be read by others" in talk, talk)
    code, _, talk = push(store, file, RELATA_STORE_TOKEN="abc.DEF")
    expect("token from the environment", code == 0, talk)
    secret.write_text("pasword x\n")
    code, _, talk = push(store, file, "--credentials", secret)
    expect("no credential", code == 1 and ":1: is no credential" in talk, talk)
    code, _, talk = push(store, file, RELATA_STORE_TOKEN="abc\r\nX-Evil: 1")
    expect("a token with a line end", code == 2, talk)
    store.stop()


def wrong_use(folder):
    file = build(folder, "reports.nq", REPORTS)
    store = Store()
    data = store.url + "/data"
    for arguments, status, words in [
            ([file], 2, "--graph-store URL or --sparql-update URL"), ([file, "--graph-store", data, "--sparql-update", data], 2, "either"),
            (["--graph-store", data], 2, "nothing to push"), ([file, "--graph-store", "ftp://x/y"], 2, "no address of http"),
            ([file, "--graph-store", "http://me:pw@127.0.0.1/"], 2, "which others can see"), ([file, "--graph-store", data, "--graph", "x y"], 2, "no absolute IRI"),
            ([REPORTS / "monday.txt", "--graph-store", data, "--stream"], 2, "--stream reads N-Quads"),
            ([folder / "missing.nq", "--graph-store", data], 1, "missing.nq"), ([file, "--graph-store", data, "--journal", folder / "no" / "j"], 1, "cannot be opened"),
            ([file, "--graph-store", data, "--journal", file], 1, "is no journal"), ([file, "--graph-store", data, "--certificates", folder / "no.pem"], 0, "sent"),
            ([file, "--graph-store", store.url.replace("http", "https"), "--retries", 0], 1, "no answer")]:
        code, _, talk = run("push", *arguments)
        expect(f"{arguments}: exit {status}, says {words!r}", code == status and words in talk and "pw@" not in talk, f"{code}: {talk}")
    journal = folder / "one.journal"
    push(store, file, "--journal", journal)
    code, _, talk = push(store, file, "--journal", journal, protocol="update")
    expect("a journal of another server", code == 1 and "is the journal of " + data in talk, talk)
    journal.write_text(journal.read_text() + "=\tnot\thex\n")
    code, _, talk = push(store, file, "--journal", journal)
    expect("a journal with a wrong line", code == 1 and "one.journal:5: is no line" in talk, talk)
    busy = folder / "busy.journal"
    store.before = lambda number: time.sleep(1.5)
    first = subprocess.Popen([RELATA, "push", str(file), "--graph-store", data, "--journal", str(busy), "-q"])
    while not busy.exists() or busy.stat().st_size == 0:
        time.sleep(0.02)
    code, _, talk = push(store, file, "--journal", busy)
    expect("a journal in use", code == 1 and "is in use by another push" in talk, talk)
    expect("and the first push is not disturbed", first.wait(60) == 0)
    store.stop()


def main():
    for part in (every_form, streaming, failing, restarting, replacing, hostile_terms, credentials, wrong_use):
        with tempfile.TemporaryDirectory() as folder:
            part(pathlib.Path(folder))
    print(f"{len(failures)} failures")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
