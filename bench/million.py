#!/usr/bin/env python3
"""Many articles to N-Quads by relata build --stream: articles a second, peak memory, and ten kills at random moments.

    million.py RELATA_BINARY DATA [ARTICLES [WORDS [OPTION...]]]

DATA is the data folder; ARTICLES (2,000 unless told otherwise) are recombined from its free texts: paragraphs of GUM's news, interviews
and biographies and of re3d, without what is not for commercial use, some WORDS (400) words an article or, since
paragraphs are whole, a little more. Each text is another one, and the same for the same numbers. OPTIONs go to relata. The killed run must end with the bytes of the whole ones.
"""
import gzip
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

KILLS = 10


def paragraphs(data: Path) -> list[str]:
    out = []
    with gzip.open(data / "documents" / "gum-train.jsonl.gz", "rt") as lines:
        for record in map(json.loads, lines):
            if record["genre"] in ("news", "interview", "bio") and "NC" not in record["licence"]:
                places = record["sentences"]
                out += [record["text"][places[i][0]:places[min(i + 3, len(places) - 1)][1]] for i in range(0, len(places), 4)]
    with open(data / "documents" / "re3d.jsonl") as lines:
        for record in map(json.loads, lines):
            if "NC" not in record["licence"]:
                out += [p.strip() for p in record["text"].split("\n") if len(p.split()) > 20]
    return out


def make_articles(count: int, pieces: list[str], path: Path, about: int = 400) -> int:
    """Writes them, of about so many words each, and gives the number of words."""
    rng, words = random.Random(11), 0
    with open(path, "w") as out:
        for number in range(count):
            parts, length = [], 0
            while length < about:
                parts.append(rng.choice(pieces))
                length += len(parts[-1].split())
            words += length
            out.write(json.dumps({"id": f"article-{number:07}", "title": f"Article {number}", "text": "\n\n".join(parts),
                                  "date": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"}) + "\n")
    return words


def run(command: list[str], kill_after: float | None = None) -> tuple[float, float, float, bool]:
    """Wall seconds, processor seconds, peak MB, and whether it came to its end. What fails ends the bench."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    timer = threading.Timer(kill_after or 0, process.kill)
    if kill_after is not None:
        timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, -signal.SIGKILL):
        sys.exit(f"{' '.join(command)}: exit {process.returncode}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode == 0


def digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    relata, data, options = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]), sys.argv[5:]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        source = here / "articles.jsonl"
        words = make_articles(count, paragraphs(data), source, int(sys.argv[4]) if len(sys.argv) > 4 else 400)
        few = here / "few.jsonl"
        with open(source) as lines, open(few, "w") as out:
            out.writelines(line for _, line in zip(range(count // 10), lines))
        print(f"{count:,} articles, {words:,} words, {source.stat().st_size / 1e6:.0f} MB; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before\n")
        print("| run | wall s | processor s | articles/s | articles/s of processor time | peak MB |\n|---|---|---|---|---|---|", flush=True)

        def command(jobs: int, input_: Path, out: Path) -> list[str]:
            return [relata, "build", str(input_), "--stream", "--jobs", str(jobs), "-q", "-o", str(out), *options]

        def row(what: str, articles: int, wall: float, processor: float, peak: float) -> None:
            print(f"| {what} | {wall:.1f} | {processor:.1f} | {articles / wall:.1f} | {articles / processor:.1f} | {peak:.0f} |", flush=True)

        row("a tenth of them, --jobs 2", count // 10, *run(command(2, few, here / "few.nq"))[:3])
        wanted, wall = "", 0.0
        for jobs in (1, 2):
            wall, processor, peak, _ = run(command(jobs, source, here / f"jobs{jobs}.nq"))
            row(f"--jobs {jobs}", count, wall, processor, peak)
            assert wanted in ("", digest(here / f"jobs{jobs}.nq")), "the number of jobs shows"
            wanted = digest(here / f"jobs{jobs}.nq")
        rng, kills, total = random.Random(5), 0, 0.0
        while kills < KILLS:
            took, _, _, done = run(command(2, source, here / "killed.nq"), rng.uniform(0, wall / (KILLS - 2)))
            total += took
            if done:
                break
            kills += 1
        if kills == KILLS:
            total += run(command(2, source, here / "killed.nq"))[0]
        assert digest(here / "killed.nq") == wanted, "the kills show"
        left = [path.name for path in here.iterdir() if "part" in path.name or "journal" in path.name]
        assert not left, left
        size = (here / "killed.nq").stat().st_size
        print(f"\n{size / 1e6:.0f} MB of N-Quads, {size / count / 1024:.1f} KiB an article. Killed {kills} times at random moments and started again: the same bytes after "
              f"{total:.1f} s in all, {total / wall:.2f} of the run without kills.")


if __name__ == "__main__":
    main()
