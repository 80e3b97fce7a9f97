"""The Python package as installed: what it reads, its tables and graphs, its errors. Runs without the checkout's build."""
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas
import pytest
import rdflib

import relata

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "examples" / "nato-azerbaijan.txt"
TWENTY = ROOT / "examples" / "twenty-articles.jsonl"
NEWS = "https://relata.dev/ontology/news#"


@pytest.fixture(scope="module")
def graph():
    return relata.build(ARTICLE)


@pytest.fixture(scope="module")
def twenty():
    return relata.build(TWENTY)


def test_what_the_example_says(graph):
    claims = graph.claims()
    assert len(graph) == len(claims)
    partner = claims[claims["relation"] == "partnerOf"]
    assert {"NATO", "Azerbaijan"} in [set(pair) for pair in zip(partner["subject_label"], partner["object_label"])]
    assert partner["predicate"].iloc[0] == NEWS + "partnerOf"
    war = claims[claims["relation"] == "atWarWith"].iloc[0]
    assert {war["subject_label"], war["object_label"]} == {"Russia", "Ukraine"}


def test_tables_point_into_the_text(graph):
    text = ARTICLE.read_text()
    for table in (graph.evidence(), graph.mentions()):
        assert len(table) > 10
        for row in table.itertuples():
            assert text[row.start:row.end] == row.text
    claims, evidence, entities = graph.claims(), graph.evidence(), graph.entities()
    assert set(evidence["claim"]) <= set(claims["claim"])
    assert set(claims["subject"]) <= set(entities["iri"])
    assert (claims["object"].notna() != claims["value"].notna()).all()
    assert claims["confidence"].between(0, 1).all() and claims["asserted"].dtype == bool
    assert not claims["asserted"].all() and graph.claims(assert_="all")["asserted"].sum() > claims["asserted"].sum()


def test_tables_share_their_strings(graph):
    claims, entities = graph.claims(), graph.entities()
    own = {iri: iri for iri in entities["iri"]}
    assert all(own[iri] is iri for iri in claims["subject"])
    network = graph.to_networkx()
    assert all(own[node] is node for node in network.nodes)
    words = dict(zip(claims["claim"], claims["text"]))
    assert all(words[key] is about["text"] for _, _, key, about in network.edges(keys=True, data=True))


def test_networkx(graph):
    network, claims = graph.to_networkx(), graph.claims()
    assert network.number_of_nodes() == len(graph.entities())
    assert network.number_of_edges() == claims["object"].notna().sum()
    assert sum(len(values) for _, values in network.nodes(data="values")) == claims["value"].notna().sum()
    assert graph.to_networkx(asserted_only=True).number_of_edges() == (claims["object"].notna() & claims["asserted"]).sum()


@pytest.mark.parametrize("claims", ["none", "nodes", "graphs"])
def test_rdflib_has_what_the_file_has(graph, claims):
    wanted = rdflib.Dataset()
    wanted.parse(data=graph.serialize("nquads", claims=claims), format="nquads")
    assert set(graph.to_rdflib(claims=claims).quads()) == set(wanted.quads())
    assert len(wanted) > 30


def test_query(graph):
    rows = graph.query("SELECT ?l WHERE { ?x news:atWarWith ?y . ?y rdfs:label ?l }")
    assert isinstance(rows, pandas.DataFrame) and list(rows["l"]) == ["Ukraine"]
    assert graph.query("ASK { ?x news:partnerOf ?y }") is True
    assert graph.query("ASK { ?x news:acquires ?y }") is False
    assert list(graph.query("SELECT ?x WHERE { ?x news:acquires ?x }").columns) == ["x"]
    assert NEWS + "partnerOf" in graph.query("CONSTRUCT { ?y news:partnerOf ?x } WHERE { ?x news:partnerOf ?y }")
    assert graph.query("CONSTRUCT { ?y news:acquires ?x } WHERE { ?x news:acquires ?y }") == ""


def test_by_labels_is_surer_of_what_both_say():
    text = "Marta Lind, who admires Jan Olsen, was born in Oslo."
    plain, both = ({claim["predicate"]: claim["confidence"] for claim in relata.annotate(documents=[text], by_labels=how)[0]["claims"]} for how in (False, True))
    assert both[NEWS + "bornIn"] > plain[NEWS + "bornIn"]


def test_events_of_an_ontology_of_ones_own(tmp_path):
    own = tmp_path / "ports.ttl"
    own.write_text("""
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> . @prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
        @prefix rel: <https://relata.dev/ontology/core#> . @prefix : <https://example.org/ports#> .
        : a owl:Ontology . :Ship a owl:Class ; rdfs:label "ship" .
        :VISIT a rel:EventCategory , skos:Concept ; skos:prefLabel "visit"@en ;
          ontolex:isDenotedBy [ lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep "visit"@en ] ] .
    """)
    claims = relata.annotate(documents=["The president of Norway visited Denmark."], ontology=own, open=True)[0]["claims"]
    assert "https://example.org/ports#VISIT" in [claim.get("category") for claim in claims]


def test_merge_without_write_read(tmp_path):
    lines = TWENTY.read_text().splitlines()
    whole = relata.build(TWENTY)
    parts = [relata.build(documents=map(json.loads, lines[i::3])) for i in range(3)]
    merged = relata.merge(reversed(parts))
    assert merged.serialize("nquads") == whole.serialize("nquads")
    rest = whole.without(json.loads(lines[4])["id"])
    assert rest.serialize("nquads") == relata.build(documents=map(json.loads, lines[:4] + lines[5:])).serialize("nquads")
    whole.write(tmp_path / "whole.ttl")
    assert (tmp_path / "whole.ttl").read_text() == whole.serialize("turtle")
    assert relata.read(tmp_path / "whole.ttl").serialize("turtle") == whole.serialize("turtle")
    assert repr(rest).startswith("<relata.Graph: 19 documents")


def test_documents_in_every_shape(twenty):
    frame = pandas.read_json(TWENTY, lines=True, dtype=False, convert_dates=False)
    wanted = twenty.serialize("nquads")
    assert relata.build(documents=frame, jobs=1).serialize("nquads") == wanted
    assert relata.build(documents=frame.assign(source=float("nan"))).serialize("nquads") == wanted
    plain = relata.build(documents=["Georgia borders Armenia.", "Peru \0 borders Chile."], keep_text=True, base="https://example.org/kg/")
    assert list(plain.documents()["id"]) == ["0", "1"] and list(plain.documents()["text"])[0] == "Georgia borders Armenia."
    assert plain.documents()["iri"].str.startswith("https://example.org/kg/").all()
    assert "Georgia" in set(plain.entities()["label"])
    empty = relata.build(documents=[])
    assert len(empty) == 0 and list(empty.claims().columns) == list(plain.claims().columns) and empty.to_networkx().number_of_nodes() == 0


def test_annotate(tmp_path):
    text = "🙂 The Élysée said that Emmanuel Macron met Olaf Scholz in Berlin."
    (tmp_path / "a.txt").write_text(text)
    for record in relata.annotate(tmp_path / "a.txt") + relata.annotate(documents=[{"id": "a", "text": text}]):
        assert (record["id"], record["text"]) == ("a", text)
        words = {text[m["start"]:m["end"]] for m in record["mentions"]}
        assert {"Emmanuel Macron", "Olaf Scholz", "Berlin"} <= words
        assert any(c["predicate"] == NEWS + "meetsWith" for c in record["claims"])


def test_your_ontology_and_no_model():
    ontology = ROOT / "examples" / "shipping.ttl"
    graph = relata.build(ROOT / "examples" / "shipping.txt", ontology=ontology)
    assert "capacity" in set(graph.claims()["relation"]) and not graph.claims()["predicate"].str.startswith(NEWS).any()
    assert len(relata.build(ARTICLE, model="none")) > 0


@pytest.mark.parametrize("call, error, words", [
    (lambda path: relata.build(path / "missing.txt"), relata.InputError, "missing.txt: no such file or folder"),
    (lambda path: relata.build(path / "cut.jsonl"), relata.InputError, "cut.jsonl:2:"),
    (lambda path: relata.build(ARTICLE, ontology=path / "bad.ttl"), relata.OntologyError, "bad.ttl"),
    (lambda path: relata.build(ARTICLE, model=path), relata.ModelError, "config.json: cannot be read"),
    (lambda path: relata.build(documents=["x"]).query("SELEC"), relata.RdfError, "the query is not"),
    (lambda path: relata.build(documents=["x"]).write(path / "no" / "x.ttl"), relata.InputError, "make the folder first"),
    (lambda path: relata.build(documents=["x"]).write(path / "x.xyz"), ValueError, "choose a form of RDF"),
    (lambda path: relata.build(documents=["x"]).without("y"), relata.InputError, "holds no document 'y'"),
    (lambda path: relata.build(documents=[{"id": "x"}]), ValueError, "document 0 has no text"),
    (lambda path: relata.build(documents=["x"], base="here"), ValueError, "is no namespace"),
    (lambda path: relata.build(), ValueError, "nothing to read"),
    (lambda path: relata.build(ARTICLE, documents=["x"]), ValueError, "give one of them"),
    (lambda path: relata.merge([]), ValueError, "there is no graph"),
    (lambda path: relata.merge([relata.build(documents=["x"]), relata.build(documents=["x"], base="urn:x#")]), relata.InputError, "build them with the same base"),
])
def test_errors(tmp_path, call, error, words):
    (tmp_path / "cut.jsonl").write_text('{"id": "a", "text": "x"}\n{"id":\n')
    (tmp_path / "bad.ttl").write_text("@prefix owl: <http://www.w3.org/2002/07/owl#> .\n<urn:x:a> a owl:Class")
    with pytest.raises(error) as raised:
        call(tmp_path)
    assert words in str(raised.value)
    assert issubclass(relata.InputError, relata.Error) and issubclass(relata.Error, RuntimeError)


def test_faults_become_warnings(tmp_path):
    (tmp_path / "cut.jsonl").write_text('{"id": "a", "text": "Georgia borders Armenia."}\n{"id":\n')
    with pytest.warns(UserWarning, match=r"cut.jsonl:2:"):
        graph = relata.build(tmp_path / "cut.jsonl", keep_going=True)
    assert len(graph.documents()) == 1


def test_the_gil_is_released():
    reader = relata.Reader()
    text = " ".join(json.loads(line)["text"] for line in TWENTY.read_text().splitlines())
    counted, done = 0, threading.Event()

    def read():
        reader.build(documents=[text] * 12, jobs=1)
        done.set()

    thread = threading.Thread(target=read)
    begin = time.monotonic()
    thread.start()
    while not done.is_set():
        counted += 1
        time.sleep(0.001)
    thread.join()
    assert counted > 20 * (time.monotonic() - begin), "Python stood still while relata read"


def test_interrupted():
    code = ("import relata, signal, threading, os\n"
            "threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
            f"text = open({str(ARTICLE)!r}).read()\n"
            "try:\n relata.build(documents=[text] * 100000)\nexcept KeyboardInterrupt:\n print('stopped')\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "stopped", done.stderr
