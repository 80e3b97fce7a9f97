#!/usr/bin/env python3
"""Cold start: the example article to Turtle, seconds and peak memory.

    start.py RELATA_BINARY [RUNS]     the median of RUNS (default 20); exit 1 over 0.2 s or 100 MB
"""
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ARTICLE = Path(__file__).resolve().parents[1] / "examples" / "nato-azerbaijan.txt"


def main():
    relata, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20
    seconds, memory = [], []
    for _ in range(runs):
        begin = time.perf_counter()
        process = subprocess.Popen([relata, "build", "-q", str(ARTICLE)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0
        seconds.append(time.perf_counter() - begin)
        memory.append(usage.ru_maxrss / 1024)
    print(f"| cold start to Turtle | {statistics.median(seconds):.3f} s | {statistics.median(memory):.0f} MB |")
    return 1 if statistics.median(seconds) > 0.2 or statistics.median(memory) > 100 else 0


if __name__ == "__main__":
    sys.exit(main())
