#!/usr/bin/env python3
"""A graph of a million claims: relata beside rapper, serdi and pyoxigraph on the same triples in one run.

    graph.py RELATA_BINARY [CLAIMS]

Builds the graph from records, streams N-Quads, writes Turtle, reads back and merges, on one core; the peers
re-write the files that relata wrote. Prints a table of seconds, thousand triples a second and peak memory; relata's
steps of reading and writing are also timed apart (by --log-level info), since the peers start from RDF and relata from
JSON records. Checks that serdi (and pyoxigraph, if installed) read back exactly the triples that were written.
Needs raptor2-utils and serdi; pyoxigraph is optional (bench/requirements.txt).
"""
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent


steps: dict[str, float] = {}  # of the last relata run: "reading", "writing", seconds


def measure(command: list[str], stdout: Path | None = None) -> tuple[float, float]:
    """Runs a command on one core; seconds and peak resident MB. A failure ends the bench."""
    out = open(stdout, "wb") if stdout else subprocess.DEVNULL
    begin = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", "0", *command], stdout=out, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if stdout:
        out.close()
    if status != 0:
        sys.exit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}\n{errors.decode()[-2000:]}")
    steps.clear()
    for step, took in re.findall(r"^relata: (\w+)[^\n]*: ([0-9.]+) s$", errors.decode(errors="replace"), re.M):
        steps[step] = steps.get(step, 0.0) + float(took)
    return seconds, usage.ru_maxrss / 1024


def lines(path: Path) -> int:
    with open(path, "rb") as file:
        return sum(1 for _ in file)


def digest_of_set(path: Path) -> tuple[int, str]:
    """Count and hash of the distinct lines of an N-Triples or N-Quads file, whatever their order."""
    # Not read into this process: its memory would count as its children's.
    pipe = f"LC_ALL=C sort -u -S 512M '{path}' | tee >(wc -l >&2) | sha256sum"
    run = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, check=True)
    return int(run.stderr), run.stdout[:16]


OXIGRAPH = """
import sys, pyoxigraph as ox
formats = {"nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS, "ttl": ox.RdfFormat.TURTLE}
source, target = sys.argv[1:3]
kind = formats[target.rsplit(".", 1)[1]]
ox.serialize(ox.parse(path=source), output=target, format=kind)
"""


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    relata = str(Path(sys.argv[1]).resolve())
    claims = int(sys.argv[2]) if len(sys.argv) == 3 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)

        def row(what: str, triples: int, result: tuple[float, float]) -> None:
            seconds, memory = result
            print(f"| {what} | {triples:,} | {seconds:.1f} | {triples / seconds / 1000:,.0f} | {memory:.0f} |", flush=True)
            for step in ("reading", "writing"):
                if steps.get(step, 0) > 0:
                    print(f"| ... of it {step} | {triples:,} | {steps[step]:.1f} | {triples / steps[step] / 1000:,.0f} | |", flush=True)

        with open(here / "records.jsonl", "wb") as out:
            subprocess.run([sys.executable, str(BENCH / "make_records.py"), str(claims)], stdout=out, check=True)
        print(f"{claims:,} claims in {lines(here / 'records.jsonl'):,} records\n")
        print("| step | triples | s | kt/s | peak MB |\n|---|---|---|---|---|", flush=True)
        quiet = [relata, "build", "--log-level", "info", "--jobs", "1", str(here / "records.jsonl")]
        nq, nt, ttl, back = (here / name for name in ("g.nq", "g.nt", "g.ttl", "back.nt"))
        built = measure([*quiet, "--stream", "-o", str(nq)])
        row("relata: records to N-Quads with claims, --stream", lines(nq), built)
        built = measure([*quiet, "-o", str(nq)])
        row("relata: records to N-Quads with claims, whole graph in memory", lines(nq), built)
        plain = ["--claims", "none"]
        built = measure([*quiet, *plain, "-o", str(nt)])
        triples = lines(nt)
        row("relata: records to N-Triples, facts only", triples, built)
        row("relata: records to Turtle, facts only", triples, measure([*quiet, *plain, "-o", str(ttl)]))
        claims_ttl = here / "claims.ttl"
        row("relata: records to Turtle with claims", lines(nq), measure([*quiet, "-o", str(claims_ttl)]))
        claims_ttl.unlink()
        again = here / "again.nq"
        merge = [relata, "merge", "--log-level", "info"]
        row("relata: N-Quads with claims read back and written", lines(nq), measure([*merge, str(nq), "-o", str(again)]))
        assert digest_of_set(nq) == digest_of_set(again), "relata does not read back what it wrote"
        row("relata: N-Quads with claims merged with themselves", 2 * lines(nq), measure([*merge, str(nq), str(nq), "-o", str(again)]))
        assert digest_of_set(nq) == digest_of_set(again), "merging a graph with itself changes it"
        again.unlink()
        row("relata: N-Triples, facts only, to Turtle", triples, measure([*merge, *plain, str(nt), "-o", str(here / "t.ttl")]))
        quads = lines(nq)
        row("rapper: nquads to nquads", quads, measure(["rapper", "-q", "-i", "nquads", "-o", "nquads", str(nq)], back))
        row("serdi: nq to nq", quads, measure(["serdi", "-i", "nquads", "-o", "nquads", str(nq)], back))
        assert digest_of_set(nq) == digest_of_set(back), "serdi reads other quads than relata wrote"
        row("rapper: nt to turtle", triples, measure(["rapper", "-q", "-i", "ntriples", "-o", "turtle", str(nt)], here / "r.ttl"))
        row("serdi: nt to ttl", triples, measure(["serdi", "-i", "ntriples", "-o", "turtle", str(nt)], here / "s.ttl"))
        row("serdi: relata's Turtle to nt", triples, measure(["serdi", "-i", "turtle", "-o", "nquads", str(ttl)], back))
        assert digest_of_set(nt) == digest_of_set(back), "relata's Turtle and N-Triples differ"
        try:
            import pyoxigraph  # noqa: F401
        except ImportError:
            print("\npyoxigraph is not installed: its rows are left out (pip install -r bench/requirements.txt)")
        else:
            script = [sys.executable, "-c", OXIGRAPH]
            row("pyoxigraph: nq to nq", quads, measure([*script, str(nq), str(here / "o.nq")]))
            row("pyoxigraph: nt to turtle", triples, measure([*script, str(nt), str(here / "o.ttl")]))
            row("pyoxigraph: relata's Turtle to nt", triples, measure([*script, str(ttl), str(here / "o.nt")]))
            assert digest_of_set(nt) == digest_of_set(here / "o.nt"), "pyoxigraph reads other triples than relata wrote"
        print("\nserdi and pyoxigraph read back the same statements that relata wrote." if "pyoxigraph" in sys.modules
              else "\nserdi reads back the same statements that relata wrote.")


if __name__ == "__main__":
    main()
