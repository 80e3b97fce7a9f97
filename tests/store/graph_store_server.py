"""A triple store for tests: SPARQL 1.1 Graph Store Protocol at /data and, of SPARQL 1.1 Update, DROP and INSERT DATA at /update. Keeps
graphs as sets of N-Triples lines over stop() and start(), takes nothing that is not N-Triples without blank nodes, and fails as it is told to."""
import base64
import http.server
import re
import socket
import threading
import urllib.parse

IRI = r"<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*>"
LITERAL = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^' + IRI + ")?"
STATEMENT = re.compile(f"{IRI} {IRI} (?:{IRI}|{LITERAL}) \\.")
DROP = re.compile(rf"DROP SILENT GRAPH ({IRI})(?: ;\n|\Z)")
INSERT = re.compile(rf"INSERT DATA \{{(?: GRAPH ({IRI}) \{{)?\n")


class Refused(Exception):
    """What a request does wrong."""


def statements(body):
    lines = body.split("\n")
    if lines.pop():
        raise Refused("the last line has no end")
    for line in lines:
        if not STATEMENT.fullmatch(line):
            raise Refused("no statement: " + line)
    return lines


def operations(text):
    """("drop", graph) and ("insert", graph, lines) of a request, graph "" for the default graph."""
    at = 0
    while at < len(text):
        if drop := DROP.match(text, at):
            yield "drop", drop[1][1:-1], []
            at = drop.end()
            continue
        insert = INSERT.match(text, at)
        if not insert:
            raise Refused("no operation: " + text[at:at + 80])
        end = "} } ;\n" if insert[1] else "} ;\n"
        close = text.index("\n" + end, insert.end() - 1) + 1
        yield "insert", insert[1][1:-1] if insert[1] else "", statements(text[insert.end():close])
        at = close + len(end)


class Store:
    """`faults` are taken one a request: a status, (status, headers, body), "drop" (the connection closes before anything is done),
    "half" (it closes in the middle of the body), "unheard" (all is done and the answer is lost), None (nothing goes wrong)."""

    def __init__(self):
        self.graphs, self.faults, self.requests, self.authorization = {}, [], [], None
        self.answer = b""
        self.lock, self.server, self.port = threading.Lock(), None, 0
        self.before = lambda count: None  # runs before the request of that number is done
        self.start()

    def start(self):
        store = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def do(self):
                with store.lock:
                    store.serve(self)
            do_PUT = do_POST = do_DELETE = do_GET = do

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads, allow_reuse_address = True, True
            connections = []

            def process_request(self, request, address):
                self.connections.append(request)
                super().process_request(request, address)

            def handle_error(self, request, address):
                pass

        self.server = Server(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        """No new connections, and the open ones are cut."""
        self.server.shutdown()
        self.server.server_close()
        for connection in self.server.connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def union(self):
        return set().union(*self.graphs.values()) if self.graphs else set()

    def serve(self, handler):
        size = int(handler.headers.get("Content-Length", 0))
        fault = self.faults.pop(0) if self.faults else None
        if fault in ("drop", "half"):
            handler.rfile.read(size // 2 if fault == "half" else 0)
            return self.cut(handler)
        body = handler.rfile.read(size).decode()
        self.requests.append((handler.command, urllib.parse.unquote(handler.path)))
        self.before(len(self.requests))
        if isinstance(fault, int):
            fault = (fault, {}, b"told to fail")
        status, headers, answer = fault if isinstance(fault, tuple) else self.done(handler, body)
        if fault == "unheard":
            return self.cut(handler)
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(answer)))
        handler.end_headers()
        handler.wfile.write(answer)

    @staticmethod
    def cut(handler):
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_RDWR)

    def done(self, handler, body):
        if self.authorization and handler.headers.get("Authorization") != self.authorization:
            return 401, {"WWW-Authenticate": "Basic"}, b"who are you?"
        path, _, query = handler.path.partition("?")
        try:
            if path == "/update":
                return self.update(handler, body)
            if path != "/data":
                return 404, {}, b"nothing here"
            return self.protocol(handler, urllib.parse.parse_qs(query, keep_blank_values=True), body)
        except (Refused, ValueError) as error:
            return 400, {}, str(error).encode()

    def update(self, handler, body):
        if handler.command != "POST" or handler.headers["Content-Type"] != "application/sparql-update":
            return 415, {}, b"SPARQL Update alone"
        for what, graph, lines in list(operations(body)):  # all of it is right before any is done
            if what == "drop":
                self.graphs.pop(graph, None)
            else:
                self.graphs.setdefault(graph, set()).update(lines)
        return 204, {}, b""

    def protocol(self, handler, query, body):
        if set(query) not in ({"graph"}, {"default"}):
            raise Refused("names no graph")
        graph = query["graph"][0] if "graph" in query else ""
        if handler.command == "DELETE":
            return (404, {}, b"") if self.graphs.pop(graph, None) is None else (204, {}, b"")
        if handler.headers["Content-Type"] != "text/turtle":
            return 415, {}, b"Turtle alone"
        lines, is_new = statements(body), graph not in self.graphs
        if handler.command == "PUT":
            self.graphs[graph] = set(lines)
        else:
            self.graphs.setdefault(graph, set()).update(lines)
        return (201 if is_new else 200), {}, self.answer


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
