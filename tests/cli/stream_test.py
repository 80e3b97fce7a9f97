#!/usr/bin/env python3
"""relata build --stream: killed at random moments it goes on and ends with the same bytes; bad documents, changed input and options.

    stream_test.py RELATA_BINARY
"""
import gzip
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

RELATA = sys.argv[1]
failures = []


def run(*arguments, **options):
    done = subprocess.run([RELATA, "build", "--stream", "--model", "none", *map(str, arguments)], capture_output=True, timeout=400, **options)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def expect(what, condition, seen=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n  {seen}")


def texts(count, seed=1):
    """Lines of JSON: invented news of some sentences, every tenth of them already understood."""
    rng = random.Random(seed)
    people, places = ["Jane Roe", "Emmanuel Macron", "Ann Lee", "Li Wei", "Omar Haddad"], ["France", "Georgia", "Kenya", "NATO", "the United Nations"]
    verbs = ["met with", "criticised", "visited", "did not support", "signed an agreement with", "said that Peru had sanctioned"]
    for number in range(count):
        record = {"id": f"news-{number}", "date": "2024-03-01",
                  "text": " ".join(f"{rng.choice(people)} {rng.choice(verbs)} {rng.choice(places)}." for _ in range(rng.randrange(3, 12)))}
        if number % 10 == 0:
            record["claims"] = [{"subject": "Jane Roe", "predicate": "https://relata.dev/ontology/news#visits", "object": "Peru"}]
        yield json.dumps(record) + "\n"


BAD = [("{\"id\": \"cut\", \"te\n", "7:"), ("[1, 2]\n", "13:"), (json.dumps({"id": "r", "text": "Ann left.", "mentions": [{"start": 2, "end": 99}]}) + "\n", "21: /mentions/0")]


def with_bad(lines):
    """Bad lines at 7, 13 and 21."""
    lines = list(lines)
    for line, where in BAD:
        lines.insert(int(where.split(":")[0]) - 1, line)
    return lines


def killed_and_resumed(folder, source):
    """Killed ten times, started with other jobs each time: bytes, faults and rejections of one run."""
    begun = time.monotonic()
    empty = folder / "empty.jsonl"
    empty.write_text("")
    run(empty, "-o", folder / "empty.nq")
    start = time.monotonic() - begun
    code, _, talk = run(source, "-o", folder / "whole.nq", "--rejected", folder / "whole.rejected", "--jobs", 2)
    took = time.monotonic() - begun - 2 * start
    expect("bad documents: exit 1", code == 1, talk)
    for _, where in BAD:
        expect(f"bad document at {where}", f"relata: {source}:{where}" in talk, talk)
    expect("bad documents are counted", "; 3 could not be read" in talk, talk)
    wanted, rejected = (folder / "whole.nq").read_bytes(), (folder / "whole.rejected").read_bytes()
    rng = random.Random(3)
    out, kills, resumed, patience = folder / "all.nq", 0, 0, 1.0
    out.write_text("old\n")
    for _ in range(20):
        command = [RELATA, "build", "--stream", "--model", "none", source, "-o", out, "--rejected", folder / "all.rejected", "--jobs", str(rng.randrange(1, 4))]
        with open(folder / "talk", "w+b") as talk:
            process = subprocess.Popen(list(map(str, command)), stderr=talk)
            wait = start + rng.uniform(0, took / 6) * patience if kills < 10 else 300
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
                expect("killed: the old file is as it was", out.read_text() == "old\n")
            talk.seek(0)
            said = talk.read().decode()
        goes_on = "goes on after" in said
        resumed += goes_on
        if not goes_on:  # killed before the first document was written: on a busy machine the measured times are short
            patience *= 1.3
        if process.returncode >= 0:
            break
    expect("the run came to its end", process.returncode == 1, said)
    expect("it was killed and went on, ten times unless the machine became faster", kills >= 3 and resumed >= 2, f"{kills} kills, {resumed} resumed")
    expect("resumed: the same bytes", out.read_bytes() == wanted, (len(wanted), out.stat().st_size))
    expect("resumed: the same rejections", (folder / "all.rejected").read_bytes() == rejected)
    expect("resumed: all faults are listed", all(f"relata: {source}:{where}" in said for _, where in BAD) and "; 3 could not be read" in said, said)
    left = [p.name for p in folder.iterdir() if "part" in p.name or "journal" in p.name]
    expect("nothing is left behind", not left, left)
    print(f"{kills} kills, {resumed} runs went on")


def ends_the_run(folder, source):
    """A document that ends the process each time is passed over in the end and listed; here the test ends it when that document is read."""
    lines = list(texts(12, seed=4))
    slow = json.dumps({"id": "slow", "text": " ".join(json.loads(line)["text"] for line in texts(5000, seed=5))}) + "\n"
    source.write_text("".join([*lines[:6], slow, *lines[6:]]))
    rest, out = folder / "rest.jsonl", folder / "all.nq"
    rest.write_text("".join(lines))
    run(rest, "-o", folder / "rest.nq")
    for trial in range(3):
        process = subprocess.Popen([RELATA, "build", "--stream", "--model", "none", str(source), "-o", str(out), "--jobs", "2", "-q"], stderr=subprocess.DEVNULL)
        begun, journal = folder / "all.nq.begun", folder / "all.nq.journal"
        while process.poll() is None and not (begun.exists() and b"7" in begun.read_bytes().split() and journal.read_bytes().count(b"under_way") == trial):
            time.sleep(0.005)
        others = set(begun.read_bytes().split()) - {b"0", b"7"} if begun.exists() else {b"none"}
        expect(f"trial {trial}: killed while it read", process.poll() is None, process.returncode)
        expect(f"trial {trial}: alone, once it is suspected", trial == 0 or not others, others)
        process.kill()
        process.wait()
    code, _, talk = run(source, "-o", out, "--jobs", "2")
    expect("passed over and listed", code == 1 and f"{source}:7: was being read when 3 runs ended, and is passed over; read it by itself" in talk and "; 1 could not be read" in talk, talk)
    expect("all others are there", out.read_bytes() == (folder / "rest.nq").read_bytes())
    expect("nothing is left behind", not list(folder.glob("all.nq.*")), list(folder.glob("all.nq.*")))


def begun_run(folder, source, *options):
    """A run that was killed after a checkpoint of more than five documents; its output."""
    out = folder / "begun.nq"
    for path in folder.glob("begun.nq*"):
        path.unlink()
    process = subprocess.Popen([RELATA, "build", "--stream", "--model", "none", str(source), "-o", str(out), "-q", *options], stderr=subprocess.DEVNULL)
    journal = folder / "begun.nq.journal"
    while process.poll() is None and not (journal.exists() and any(int(n) > 5 for n in re.findall(rb'"documents":(\d+),', journal.read_bytes()))):
        time.sleep(0.005)
    process.kill()
    expect("a run to go on with", process.wait() == -signal.SIGKILL, process.returncode)
    return out


def changed(folder, source):
    """What is not as it was when the run began is refused, with what to do; what has not been read yet may change."""
    lines = source.read_text().splitlines(keepends=True)
    other = folder / source.name
    ours = pathlib.Path(__file__).resolve().parents[2]
    table = [
        ("a line changed", lambda: other.write_text("".join([lines[0].replace("news-0", "news-x"), *lines[1:]])), [], 1, "the input does not begin with the"),
        ("a line gone", lambda: other.write_text("".join(lines[1:])), [], 1, "to begin anew"),
        ("input cut short", lambda: other.write_text("".join(lines[:3])), [], 1, "the input does not begin with the"),
        ("another base", lambda: None, ["--base", "https://example.org/"], 1, "is of a run with another --base: \"https://relata.dev/\", now \"https://example.org/\"; run it as before, or remove"),
        ("another confidence", lambda: None, ["--min-confidence", "0.5"], 1, "another --min-confidence"),
        ("another rule", lambda: None, ["--assert", "all"], 1, "another --assert"),
        ("another ontology", lambda: None, ["--ontology", ours / "examples" / "shipping.ttl"], 1, "another content of --ontology"),
        ("a journal cut off in its last line", lambda: (folder / "begun.nq.journal").write_bytes((folder / "begun.nq.journal").read_bytes() + b'{"documents":99'), [], 1, "goes on after"),
        ("a part longer than its journal says", lambda: (folder / "begun.nq.part").open("ab").write(b"torn"), [], 1, "goes on after"),
        ("a part cut short", lambda: os.truncate(folder / "begun.nq.part", 5), [], 1, "begun.nq.part: has 5 bytes"),
        ("a part without journal", lambda: (folder / "begun.nq.journal").unlink(), [], 1, "begun.nq.part: is there without its journal; remove it"),
        ("a foreign journal", lambda: (folder / "begun.nq.journal").write_text("my diary\n"), [], 1, "begun.nq.journal: is no journal of this version"),
        ("a journal without part", lambda: (folder / "begun.nq.part").unlink(), [], 1, "could not be read"),
    ]
    run(source, "-o", folder / "whole.nq", "-q")
    wanted = (folder / "whole.nq").read_bytes()
    for what, change, options, status, words in table:
        other.write_text("".join(lines))
        out = begun_run(folder, other)
        kept = {p: p.read_bytes() for p in folder.glob("begun.nq*")}
        change()
        code, _, talk = run(other, "-o", out, *options)
        expect(f"{what}: exit {status}, says {words!r}", code == status and words in talk, f"{code} {talk}")
        if "could not be read" in talk:  # the exit status is that of the bad lines
            expect(f"{what}: the same bytes", out.read_bytes() == wanted)
        else:
            expect(f"{what}: nothing is lost", not out.exists() and all(p.exists() or what.endswith("journal") for p in kept), what)
    other.write_text("".join(lines))
    out = begun_run(folder, other)
    more = [*lines, *list(texts(3, seed=8))]
    other.write_text("".join(more))
    run(other, "-o", out, "-q")
    run(other, "-o", folder / "grown.nq", "-q")
    expect("input that has grown: as in one run", out.read_bytes() == (folder / "grown.nq").read_bytes() != wanted)
    out = begun_run(folder, other)
    holder = subprocess.Popen(["flock", str(folder / "begun.nq.journal"), "sleep", "60"])
    time.sleep(0.5)
    code, _, talk = run(other, "-o", out)
    expect("two runs at once", code == 1 and "is being written by another run; wait for its end" in talk, talk)
    holder.kill()
    holder.wait()


def other_ways(folder, source):
    """Packed input, standard input and output, N-Triples, folders."""
    run(source, "-o", folder / "whole.nq", "-q")
    wanted = (folder / "whole.nq").read_bytes()
    packed = folder / "packed" / (source.name + ".gz")
    packed.parent.mkdir()
    half = source.stat().st_size // 2
    content = source.read_bytes()
    packed.write_bytes(gzip.compress(content[:half]) + gzip.compress(content[half:]))  # two members
    for given in (packed, packed.parent):
        code, _, talk = run(given, "-o", folder / "packed.nq")
        expect(f"packed input, {given.name}", code == 1 and (folder / "packed.nq").read_bytes() == wanted and f"{packed}:7:" in talk, talk)
    code, out, talk = run("-", "--from", "jsonl", "--to", "nquads", input=packed.read_bytes())
    expect("packed standard input to standard output", code == 1 and out == wanted, talk)
    packed.write_bytes(packed.read_bytes()[:-9])
    code, _, talk = run(packed, "-o", folder / "packed.nq")
    expect("packed input cut short", code == 1 and f"{packed}: its gzip data end too early; pack or fetch it again" in talk, talk)
    packed.write_bytes(packed.read_bytes()[:1000] + b"\0" * 30 + packed.read_bytes()[1030:])
    code, _, talk = run(packed, "-o", folder / "packed.nq")
    expect("packed input damaged", code == 1 and f"{packed}: its gzip data are damaged" in talk, talk)
    code, _, talk = run(source, "-o", folder / "missing" / "x.nq")
    expect("folder that is not there", code == 1 and "make the folder first" in talk, talk)
    code, _, talk = run(source, "-o", folder / "x.nq", "--rejected", folder / "missing" / "r.jsonl")
    expect("a failure leaves nothing behind", code == 1 and not list(folder.glob("x.nq*")), [talk, *folder.glob("x.nq*")])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in (killed_and_resumed, ends_the_run, changed, other_ways):
            own = folder / part.__name__
            own.mkdir()
            source = folder / "news.jsonl"
            source.write_text("".join(with_bad(texts(2000 if part is killed_and_resumed else 1200))))
            part(own, source)
    print("\n".join(f"FAILED: {f}" for f in failures) or "all as it should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
