#!/usr/bin/env python3
"""relata push to real triple stores, which are killed and started again in the middle.

    stores.py RELATA_BINARY FOLDER [--claims N] [--store fuseki|virtuoso|oxigraph ...] [--no-kill]
    stores.py RELATA_BINARY FOLDER --fetch              only downloads

For each store and protocol: the store is killed (SIGKILL) when two fifths of the documents are confirmed, and started again; relata is killed
at three fifths and started again. Then every graph of the store must hold just the statements that the file has, SPARQL must answer what
`relata query` answers on the file, a changed document must lose its old statements, and a retracted one all. FOLDER keeps what is
downloaded and the data. Needs Java 17, Maven, virtuoso-opensource-7 and, by pip, the packages of bench/stores_requirements.txt.
"""
import argparse
import atexit
import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pyoxigraph

HERE = Path(__file__).resolve().parent
FUSEKI = "org.apache.jena:jena-fuseki-server:5.6.0"
DOC = "https://relata.dev/doc/"
# DISTINCT, since Oxigraph and Virtuoso give a triple once for every graph that holds it.
QUERIES = [
    "SELECT (COUNT(?c) AS ?n) WHERE { ?c a rel:Claim }",
    "SELECT ?label (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c rdf:subject ?s . ?s rdfs:label ?label } GROUP BY ?label ORDER BY DESC(?n) ?label LIMIT 50",
    "SELECT ?p (COUNT(?c) AS ?n) WHERE { ?c a rel:Claim ; rdf:predicate ?p } GROUP BY ?p ORDER BY ?p",
    "SELECT DISTINCT ?words WHERE { ?c rdf:predicate news:visits ; rel:evidence ?e . ?e nif:anchorOf ?words } ORDER BY ?words LIMIT 200",
    "SELECT DISTINCT ?a ?b WHERE { ?x news:allyOf ?y . ?x rdfs:label ?a . ?y rdfs:label ?b } ORDER BY ?a ?b LIMIT 200",
]
PREFIXES = ("PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX rel: <https://relata.dev/ontology/core#> "
            "PREFIX news: <https://relata.dev/ontology/news#> PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> ")
failures = []


def expect(what, condition, seen=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n  {str(seen)[:2000]}", flush=True)


class Server:
    """A store in FOLDER/NAME that starts, is killed, and answers SPARQL."""
    port, environment, arguments = 0, {}, []

    def __init__(self, folder):
        self.folder = folder / self.name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.process = None
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                raise SystemExit(f"port {self.port} is taken, perhaps by a {self.name} of an earlier run; stop what listens there")
        atexit.register(self.end)

    def end(self):
        """No store outlives this program, whatever ended it."""
        if self.process and self.process.poll() is None:
            self.kill()

    def start(self):
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, cwd=self.folder)
        for _ in range(600):
            try:
                self.ask("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
        raise SystemExit(f"{self.name} does not start; see {self.folder}/server.log")

    def kill(self, how=signal.SIGKILL):
        self.process.send_signal(how)
        self.process.wait()

    def ask(self, query, **parameters):
        url = self.query_url + "?" + urllib.parse.urlencode({"query": query, **parameters})
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": "text/csv"}), timeout=600) as answer:
            return answer.read().decode()

    def graphs(self):
        """Statements by graph."""
        rows = csv.DictReader(io.StringIO(self.ask("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")))
        return {row["g"]: int(row["n"]) for row in rows if row["g"].startswith(DOC)}


class Fuseki(Server):
    name, port = "fuseki", 23030
    query_url, data, update = (f"http://127.0.0.1:23030/news/{end}" for end in ("sparql", "data", "update"))
    union = {"default-graph-uri": "urn:x-arq:UnionGraph"}

    @staticmethod
    def jar(folder):
        jar = folder / "jars" / (FUSEKI.split(":")[1] + "-" + FUSEKI.split(":")[2] + ".jar")
        if not jar.exists():
            subprocess.run(["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={FUSEKI}", f"-DoutputDirectory={jar.parent}"], check=True)
        return jar

    def command(self):
        jar = self.jar(self.folder.parent)
        (self.folder / "data").mkdir(exist_ok=True)
        return ["java", "-Xmx2g", "-jar", str(jar), "--localhost", "--port", str(self.port), "--tdb2", "--loc", str(self.folder / "data"), "--update", "/news"]


class Virtuoso(Server):
    name, port, union = "virtuoso", 21890, {}
    query_url, data, update = (f"http://127.0.0.1:21890/{end}" for end in ("sparql", "sparql-graph-crud-auth", "sparql-auth"))
    environment, arguments = {"RELATA_STORE_USER": "dba", "RELATA_STORE_PASSWORD": "dba"}, ["--digest"]

    def command(self):
        place = self.folder
        for lock in place.glob("*.lck"):
            lock.unlink()
        (place / "virtuoso.ini").write_text(
            f"[Database]\nDatabaseFile = {place}/v.db\nErrorLogFile = {place}/v.log\nLockFile = {place}/v.lck\nTransactionFile = {place}/v.trx\n"
            f"xa_persistent_file = {place}/v.pxa\n[TempDatabase]\nDatabaseFile = {place}/t.db\nTransactionFile = {place}/t.trx\n"
            "[Parameters]\nServerPort = 127.0.0.1:21111\nNumberOfBuffers = 100000\nMaxDirtyBuffers = 75000\nCheckpointInterval = 60\n"
            f"[HTTPServer]\nServerPort = 127.0.0.1:{self.port}\nServerRoot = {place}\nServerThreads = 10\n[SPARQL]\nResultSetMaxRows = 10000000\n")
        return ["virtuoso-t", "-f", "-c", str(place / "virtuoso.ini")]


class Oxigraph(Server):
    name, port, union = "oxigraph", 27878, {"union-default-graph": ""}
    query_url, data, update = (f"http://127.0.0.1:27878/{end}" for end in ("query", "store", "update"))

    def command(self):
        return [str(Path(sys.executable).parent / "oxigraph"), "serve", "--location", str(self.folder / "data"), "--bind", f"127.0.0.1:{self.port}"]


def relata(binary, *arguments):
    done = subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True)
    expect(f"relata {arguments[0]}", done.returncode == 0, done.stderr)
    return done.stdout


def lines(path):
    return sum(1 for _ in open(path, "rb")) if path.exists() else 0


class Pushing:
    """`relata push` as a process whose journal tells how far it is."""

    def __init__(self, binary, server, protocol, journal, *inputs):
        where = ["--sparql-update", server.update] if protocol == "update" else ["--graph-store", server.data]
        self.command = [binary, "push", *map(str, inputs), *where, *server.arguments, "--journal", str(journal), "--retries", "30"]
        self.environment, self.journal = {**os.environ, **server.environment}, journal
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, env=self.environment, stderr=subprocess.PIPE, text=True)

    def until(self, confirmed):
        while lines(self.journal) < confirmed and self.process.poll() is None:
            time.sleep(0.002)
        expect(f"is at work at {confirmed} documents", self.process.poll() is None)

    def end(self):
        talk = self.process.communicate()[1]
        expect("push ends well", self.process.returncode == 0, talk)
        return talk.strip().split("\n")[-1]


def answers(text):
    """Rows of CSV; numbers as numbers, since stores write them in their own way."""
    def value(cell):
        return float(cell) if re.fullmatch(r"[0-9.]+", cell) else cell
    return [[value(cell) for cell in row] for row in csv.reader(io.StringIO(text))][1:]


def compare(binary, server, file, expected):
    graphs = server.graphs()
    wrong = {g: (graphs.get(g), n) for g, n in expected.items() if graphs.get(g) != n} | {g: (n, None) for g, n in graphs.items() if g not in expected}
    expect("every graph holds the statements of the file", not wrong, f"{len(wrong)} wrong, such as {list(wrong.items())[:3]}")
    for query in QUERIES:
        ours, theirs = answers(relata(binary, "query", file, query, "--to", "csv")), answers(server.ask(PREFIXES + query, **server.union))
        expect(f"the same answer to {query}", ours == theirs and ours, f"{ours[:3]} / {theirs[:3]}")


def prepare(binary, folder, claims):
    """The file, the same as --claims documents, and the size of each graph."""
    streamed, whole = folder / f"{claims}.nq", folder / f"{claims}.documents.nq"
    if not whole.exists():
        records = folder / f"{claims}.jsonl"
        with open(records, "wb") as out:
            subprocess.run([sys.executable, str(HERE / "make_records.py"), str(claims)], stdout=out, check=True)
        relata(binary, "build", records, "--stream", "-o", streamed, "-q")
        relata(binary, "build", records, "--stream", "--claims", "documents", "-o", whole, "-q")
    sizes = {}
    for quad in pyoxigraph.parse(path=str(whole), format=pyoxigraph.RdfFormat.N_QUADS):
        sizes.setdefault(quad.graph_name.value, set()).add((quad.subject, quad.predicate, quad.object))
    return streamed, {graph: len(statements) for graph, statements in sizes.items()}


def changed(binary, server, protocol, folder, journal, expected):
    """A document whose content is another one, and one that is retracted."""
    changed, name = folder / "changed.jsonl", sorted(expected)[0]
    identifier = name[len(DOC):]
    changed.write_text(json.dumps({"id": identifier, "text": "Quite New met Nobody.", "entities": [{"id": "a", "label": "Quite New"}, {"id": "b", "label": "Nobody"}],
                                   "claims": [{"subject": "a", "predicate": "https://relata.dev/ontology/news#meetsWith", "object": "b"}]}) + "\n")
    Pushing(binary, server, protocol, journal, changed).end()
    left = answers(server.ask(f"SELECT ?label WHERE {{ GRAPH <{name}> {{ ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label }} }} ORDER BY ?label"))
    expect("a changed document's old statements are gone", left == [["Nobody"], ["Quite New"]], left)
    Pushing(binary, server, protocol, journal, "--retract", identifier).end()
    expect("a retracted document is gone", name not in server.graphs())


def run(binary, kind, protocol, folder, file, expected, kills):
    server, total = kind(folder), sum(expected.values())
    journal = server.folder / "journal"
    server.start()
    begin = time.monotonic()
    pushing = Pushing(binary, server, protocol, journal, file, "--stream")
    if kills:
        pushing.until(len(expected) * 2 // 5)
        server.kill()
        time.sleep(1)
        server.start()
        pushing.until(len(expected) * 3 // 5)
        pushing.process.kill()
        pushing.process.communicate()
        pushing.start()
    said = pushing.end()
    seconds = time.monotonic() - begin
    compare(binary, server, file, expected)
    again = Pushing(binary, server, protocol, journal, file, "--stream").end()
    expect("pushed again: nothing is sent", "0 graphs" in again, again)
    changed(binary, server, protocol, folder, journal, expected)
    server.kill(signal.SIGTERM)
    print(f"| {server.name}, {protocol}{', killed' if kills else ''} | {len(expected):,} | {total:,} | {seconds:.1f} | {total / seconds / 1000:.1f} | {said.split(': ')[-1]} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("relata")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=48_000)
    parser.add_argument("--store", choices=["fuseki", "virtuoso", "oxigraph"], action="append")
    parser.add_argument("--protocol", choices=["data", "update"], action="append")
    parser.add_argument("--no-kill", action="store_true")
    parser.add_argument("--fetch", action="store_true")
    options = parser.parse_args()
    options.folder = options.folder.resolve()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.fetch:
        Fuseki.jar(options.folder)
        return 0
    file, expected = prepare(options.relata, options.folder, options.claims)
    for kind in (Fuseki, Virtuoso, Oxigraph):
        for protocol in options.protocol or ("data", "update"):
            if not options.store or kind.name in options.store:
                run(options.relata, kind, protocol, options.folder, file, expected, not options.no_kill)
    print(f"{len(failures)} failures")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
