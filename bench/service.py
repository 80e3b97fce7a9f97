#!/usr/bin/env python3
"""relata serve under schemathesis: whatever the OpenAPI file allows and forbids is sent, and answers are held to it.

    service.py RELATA_BINARY [EXAMPLES]     EXAMPLES a path (default 100); needs bench/service_requirements.txt
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    relata, examples = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "100"
    service = subprocess.Popen([relata, "serve", "--port", "0", "--max-bytes", "60000"], stderr=subprocess.PIPE, text=True)
    url = re.search(r"http://\S+", service.stderr.readline())[0]
    try:
        command = [str(Path(sys.executable).parent / "schemathesis"), "run", url + "/openapi.json", "--checks", "all", "--max-examples", examples, "--seed", "1", "--no-color"]
        with tempfile.TemporaryDirectory() as folder:  # for what it remembers
            return subprocess.run(command, cwd=folder, env={**os.environ, "SCHEMATHESIS_HOOKS": "service_hooks", "PYTHONPATH": str(Path(__file__).resolve().parent)}).returncode
    finally:
        service.terminate()
        service.wait(60)


if __name__ == "__main__":
    sys.exit(main())
