#!/usr/bin/env python3
"""relata serve: the same bytes as the command line, whatever is sent, by however many at once, until it is told to stop.

    serve_test.py RELATA_BINARY
"""
import concurrent.futures
import http.client
import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

RELATA = sys.argv[1]
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
ARTICLE = (EXAMPLES / "nato-azerbaijan.txt").read_bytes()
TEXT = {"Content-Type": "text/plain"}
failures = []


def expect(what, condition, seen=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n  {str(seen)[:1500]}")


def relata(*arguments, stdin=b""):
    return subprocess.run([RELATA, *map(str, arguments), "-q"], input=stdin, capture_output=True, timeout=400).stdout


class Service:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([RELATA, "serve", "--port", "0", *map(str, arguments)], stderr=subprocess.PIPE, text=True)
        self.said = self.process.stderr.readline()
        self.port = int(re.search(r":(\d+)$", self.said.strip())[1])

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def raw(self, data, wait=True):
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            try:
                connection.sendall(data)
                if not wait:
                    return b""
                answer = b""
                while piece := connection.recv(65536):
                    answer += piece
                return answer
            except ConnectionError:
                return b""

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def same_as_command_line(folder, service):
    article = folder / "nato-azerbaijan.txt"
    article.write_bytes(ARTICLE)
    for form, media in (("turtle", "text/turtle"), ("nquads", "application/n-quads"), ("jsonld", "application/ld+json"), ("rdfxml", "application/rdf+xml"),
                        ("graphml", "application/graphml+xml"), ("json", "application/json"), ("dot", "text/vnd.graphviz"), ("svg", "image/svg+xml"), ("html", "text/html")):
        status, headers, body = service.ask("POST", "/graph?id=nato-azerbaijan", ARTICLE, {**TEXT, "Accept": media})
        wanted = relata("build", article, "--to", form)
        expect(f"{form} is what build writes", status == 200 and headers["Content-Type"] == media and body == wanted and wanted, body)
    status, _, body = service.ask("POST", "/graph?id=nato-azerbaijan&claims=documents&assert=all", ARTICLE, {**TEXT, "Accept": "application/n-quads"})
    expect("options", body == relata("build", article, "--to", "nquads", "--claims", "documents", "--assert", "all"), body)
    status, _, body = service.ask("POST", "/record?id=nato-azerbaijan", ARTICLE, TEXT)
    wanted = relata("annotate", article)
    expect("a record is what annotate prints", status == 200 and body == wanted and wanted, body)
    status, _, again = service.ask("POST", "/graph", json.dumps(json.loads(body), indent=2), {"Content-Type": "application/json"})
    expect("a record's graph", status == 200 and again == relata("build", article, "--to", "turtle"), again)
    lines = folder / "two.jsonl"
    lines.write_text('{"id": "a", "text": "Jane Roe leads Baltic Crest."}\n{"id": "b", "text": "Jane Roe met Ann Lee."}\n')
    status, _, body = service.ask("POST", "/graph", lines.read_bytes(), {"Content-Type": "application/x-ndjson", "Accept": "application/trig"})
    expect("several records", status == 200 and body == relata("build", lines, "--to", "trig"), body)
    page = folder / "page.html"
    page.write_text("<html><head><title>T</title></head><body><article><p>Jane Roe met Ann Lee in Paris on Monday.</p></article></body></html>")
    status, _, body = service.ask("POST", "/graph?id=page", page.read_bytes(), {"Content-Type": "text/html; charset=utf-8"})
    expect("a page", status == 200 and body == relata("build", page, "--to", "turtle"), body)


def negotiating(service):
    for accept, status, media in (("", 200, "text/turtle"), ("*/*", 200, "text/turtle"), ("image/*", 200, "image/svg+xml"), ("text/html, application/ld+json;q=0.5", 200, "text/html"), ("image/gif, application/ld+json;q=0.5", 200, "application/ld+json"),
                                  ("text/turtle;q=0, application/*;q=0.1", 200, "application/n-triples"), ("text/turtle;q=0.1, application/trig", 200, "application/trig"),
                                  ("text/html", 200, "text/html"), ("image/gif", 406, "application/problem+json"), (";;;,,q=", 406, "application/problem+json")):
        got, headers, body = service.ask("POST", "/graph", b"Jane Roe met Ann Lee.", {**TEXT, **({"Accept": accept} if accept else {})})
        expect(f"Accept: {accept}", (got, headers["Content-Type"]) == (status, media), (got, headers["Content-Type"], body))


def refusing(service):
    table = [
        ("POST", "/graph", b"x" * 200001, TEXT, 413), ("POST", "/graph", b"", TEXT, 400), ("POST", "/graph", b" \n", TEXT, 400), ("POST", "/graph", b"x", {}, 415),
        ("POST", "/graph", b"x", {"Content-Type": "image/png"}, 415), ("POST", "/graph", b"x", {**TEXT, "Content-Encoding": "gzip"}, 415),
        ("POST", "/graph", b"x", {"Content-Type": "text/plain; charset=utf-16"}, 415), ("POST", "/graph", bytes(range(256)) * 8, TEXT, 400),
        ("POST", "/graph", b'{"id": "a", "text": ', {"Content-Type": "application/json"}, 400), ("POST", "/graph", b"[" * 50000, {"Content-Type": "application/json"}, 400),
        ("POST", "/graph", b'{"id": "a", "text": "x", "mentions": [{"start": 5, "end": 99}]}', {"Content-Type": "application/json"}, 400),
        ("POST", "/graph?claims=maybe", b"x", TEXT, 400), ("POST", "/graph?top=0", b"x", TEXT, 400), ("POST", "/graph?what=1", b"x", TEXT, 400), ("POST", "/graph?id=", b"x", TEXT, 400),
        ("POST", "/graph?id=" + "x" * 51, b"x", TEXT, 400), ("GET", "/graph", None, {}, 405), ("QUERY", "/health", None, {}, 405),
        ("DELETE", "/health", None, {}, 405), ("GET", "/", None, {}, 404), ("GET", "/../etc/passwd", None, {}, 404),
        ("POST", "/graph", b"--b\r\n\r\nx\r\n--b--", {"Content-Type": "multipart/form-data; boundary=b"}, 415),
    ]
    for method, path, body, headers, wanted in table:
        status, answer_headers, answer = service.ask(method, path, body, headers)
        what = f"{method} {path[:30]} {headers} {(body or b'')[:20]}"
        expect(f"{what}: {wanted}", status == wanted, (status, answer))
        problem = json.loads(answer)
        expect(f"{what}: says why", answer_headers["Content-Type"] == "application/problem+json" and problem["status"] == wanted and problem["detail"], answer)
    status, _, body = service.ask("POST", "/record", b"Jane Roe spoke \xff\xfe today.", TEXT)
    expect("invalid UTF-8 is repaired", status == 200 and "\ufffd\ufffd" in json.loads(body)["text"], body)
    status, _, body = service.ask("POST", "/graph?id=%ff%00%22%3E%3Cx", b"Jane Roe met Ann Lee.", {**TEXT, "Accept": "application/n-triples"})
    expect("a hostile id", status in (200, 400) and b'"><x' not in body, body)
    for raw, status in ((b"nonsense\r\n\r\n", b"400"), (b"POST /graph HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n\r\n", b"411"),
                        (b"POST /graph HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 99999999999999999999\r\n\r\nx", b"413"),
                        (b"POST /graph HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\nx", b"4"),
                        (b"GET /health HTTP/1.1\r\nX: " + b"y" * 100000 + b"\r\n\r\n", b"4")):
        answer = service.raw(raw)
        expect(f"raw {raw[:60]}", not answer or answer.split()[1].startswith(status), answer[:200])
    service.raw(b"POST /graph HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nshort", wait=False)
    expect("it goes on", service.ask("GET", "/health")[0] == 200)


def at_once(service):
    sentences = [f"Jane Roe met Ann Lee in Paris on {day} {i}, said Bob Fox.".encode() for i in range(1, 11) for day in ("May", "June", "July")]
    def graph(text):
        return service.ask("POST", "/graph", text, {**TEXT, "Accept": "application/n-quads"})[2]
    alone = [graph(text) for text in sentences]
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        expect("many at once get what one alone gets", list(pool.map(graph, sentences)) == alone)
        forms = ["application/rdf+xml", "image/svg+xml", "image/png", "text/turtle"] * 6
        answers = list(pool.map(lambda form: service.ask("POST", "/graph", sentences[0], {**TEXT, "Accept": form})[0], forms))
    expect("many forms at once", answers == [200] * len(forms), answers)


def watching(service):
    status, headers, body = service.ask("GET", "/health")
    expect("health", status == 200 and json.loads(body)["status"] == "ok", body)
    _, headers, body = service.ask("GET", "/metrics")
    text = body.decode()
    expect("metrics", headers["Content-Type"].startswith("text/plain; version=0.0.4") and re.search(r'relata_requests_total\{path="/graph",status="200"\} [1-9]', text)
           and 'relata_requests_total{path="/graph",status="413"} 2' in text and re.search(r"relata_documents_total [1-9]", text) and "relata_requests_in_progress 0" in text, text)
    for line in text.splitlines():
        expect("a line of metrics", re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.e+-]+', line), line)
    counts = [int(n) for n in re.findall(r'relata_request_seconds_bucket\{path="/graph",le="[^"]*"\} (\d+)', text)]
    expect("a histogram grows", counts == sorted(counts) and counts[-1] > 0, counts)
    paths = json.loads(service.ask("GET", "/openapi.json")[2])["paths"]
    expect("the OpenAPI file has every path", set(paths) == {"/graph", "/record", "/health", "/metrics", "/openapi.json"}, set(paths))


def overload():
    service = Service("--jobs", 1, "--max-waiting", 1, "--max-seconds", 1, "--model", "none")
    slow = b"Jane Roe met Ann Lee in Paris, said Bob Fox of the Baltic Crest. " * 8000
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: service.ask("POST", "/record", slow, TEXT)[0], range(8)))
    expect("more than can wait are refused at once", 503 in statuses and set(statuses) <= {200, 503}, statuses)
    expect("and health is answered", service.ask("GET", "/health")[0] == 200)
    expect("stops", service.stop() == 0)


def stopping():
    """What was begun is answered; then nobody listens."""
    service = Service("--model", "none")
    text = b"Jane Roe met Ann Lee in Paris, said Bob Fox of the Baltic Crest. " * 4000
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        begun = pool.submit(lambda: service.ask("POST", "/record", text, TEXT)[0])
        while b"in_progress 0" in service.ask("GET", "/metrics")[2]:
            time.sleep(0.01)
        code = service.stop()
        expect("what was begun is answered", begun.result(60) == 200)
    expect("a stop is no failure", code == 0 and "stopping" in service.process.stderr.read(), code)
    try:
        service.ask("GET", "/health")
        expect("nobody listens any more", False)
    except OSError:
        pass
    at_once_again = Service("--model", "none")
    expect("stopped before anything", at_once_again.stop() == 0)


def wrong_use():
    for arguments, status, words in ((["--port", "70000"], 2, "--port"), (["--base", "here"], 2, "is no namespace"), (["--host", "192.0.2.1", "--port", "0"], 1, "cannot be listened at"),
                                     (["--ontology", "missing.ttl"], 1, "missing.ttl")):
        done = subprocess.run([RELATA, "serve", *arguments], capture_output=True, text=True, timeout=100)
        expect(f"serve {arguments}", done.returncode == status and words in done.stderr, done.stderr)


def main():
    service = Service("--max-bytes", 200000)
    expect("listens at this machine alone", "http://127.0.0.1:" in service.said, service.said)
    with tempfile.TemporaryDirectory() as folder:
        same_as_command_line(pathlib.Path(folder), service)
    for part in (negotiating, refusing, at_once, watching):
        part(service)
    expect("stops", service.stop() == 0)
    overload()
    stopping()
    wrong_use()
    print(f"{len(failures)} failures")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
