"""relata.spark on a local cluster of two workers gives what one machine gives, also where a worker is killed in the middle."""
import json
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

import pandas
import pytest

import relata

pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java", allow_module_level=True)

from pyspark.sql import SparkSession

from relata.spark import build

TWENTY = Path(__file__).resolve().parents[2] / "examples" / "twenty-articles.jsonl"
# Namesakes: told apart by places of birth and employers, told to be one through a third document, parts of names, names in other words.
NAMESAKES = [
    "John Smith was born in Lima. Smith said that Peru borders Chile.",
    "John Smith was born in Quito. He works for Siemens.",
    "John Smith works for Siemens. Smith met with Ann Lee in Berlin.",
    "John Smith met with Ann Lee. Lee said that Georgia borders Armenia.",
    "Smith said that France supports Ukraine. Lee did not.",
    "Ann Lee is a citizen of Canada. The JOHN SMITH of Lima attacked her in Berlin.",
    "Ann Lee is a citizen of Norway and works for Nokia.",
    "The talks in Berlin failed. The United States attacked Iran near Basra.",
    "U.S. forces attacked Iran near Basra. The talks went on.",
]


def documents():
    rows = [json.loads(line) for line in TWENTY.read_text().splitlines()]
    return rows + [{"id": f"namesakes {n}", "text": text, "date": "2024-05-01"} for n, text in enumerate(NAMESAKES)]


def executors():
    """Processes of the workers that this process started, through the JVM."""
    parents, out = {}, []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if b"CoarseGrainedExecutorBackend" in (entry / "cmdline").read_bytes():
                    out.append(int(entry.name))
            except OSError:
                continue  # it has ended

    def is_ours(pid):
        while pid in parents:
            if pid == os.getpid():
                return True
            pid = parents[pid]
        return False

    return [pid for pid in out if is_ours(pid)]


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    import pyspark
    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)  # which workers on this machine start from
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"], os.environ["SPARK_LOCAL_HOSTNAME"] = "127.0.0.1", "localhost"
    patient = {"spark.network.timeout": "900s", "spark.executor.heartbeatInterval": "60s", "spark.rpc.askTimeout": "900s"}  # for a busy machine
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.executor.memory", "512m").config("spark.sql.shuffle.partitions", "6")
    builder = builder.config("spark.ui.enabled", "false").config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
    for name, value in patient.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    deadline = time.monotonic() + 600
    while len(executors()) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(executors()) == 2
    yield session
    session.stop()


@pytest.fixture(scope="module")
def whole():
    return relata.build(documents=documents())


def lines(folder):
    return sorted(line for path in folder.glob("part-*") for line in path.read_bytes().splitlines())


def check(out, whole):
    wanted = sorted(whole.serialize("nquads").encode().splitlines())
    assert lines(out / "quads") == wanted
    nodes, edges = pandas.read_parquet(out / "nodes"), pandas.read_parquet(out / "edges")
    for found, table, key in ((nodes, whole.entities(), "iri"), (edges, whole.claims(), "claim")):
        pandas.testing.assert_frame_equal(sorted_by(key, found), sorted_by(key, table[found.columns]))


def sorted_by(key, table):
    """With lists where Parquet has arrays."""
    return table.sort_values(key, ignore_index=True).map(lambda value: value.tolist() if getattr(value, "ndim", 0) else value)


def test_namesakes_are_told_apart(whole):
    iris = set(whole.entities()["iri"])
    assert any("~" in iri for iri in iris), "nothing here tests identity"


def test_two_workers_give_what_one_machine_gives(spark, whole, tmp_path):
    pandas.DataFrame(documents()).to_parquet(tmp_path / "articles.parquet")
    build(str(tmp_path / "articles.parquet"), str(tmp_path / "out"), spark=spark)
    check(tmp_path / "out", whole)


def test_a_killed_worker_does_not_show(spark, whole, tmp_path):
    pandas.DataFrame(documents()).to_parquet(tmp_path / "articles.parquet")
    killed = []

    def kill():
        while not list((tmp_path / "out" / "work").glob("documents/_temporary/0/task_*")):  # the first task is done, others are under way
            time.sleep(0.05)
        killed.append(executors()[0])
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    build(str(tmp_path / "articles.parquet"), str(tmp_path / "out"), spark=spark)
    assert killed and killed[0] not in executors()
    check(tmp_path / "out", whole)


def test_documents_that_cannot_be_read_are_listed(spark, tmp_path):
    frame = spark.createDataFrame([("a", "Georgia borders Armenia."), ("b", None)], "id string, text string")
    build(frame, str(tmp_path / "out"))
    faults = pandas.read_parquet(tmp_path / "out" / "faults")
    assert list(faults["id"]) == ["b"] and "no text" in faults["fault"][0]
    wanted = relata.build(documents=[{"id": "a", "text": "Georgia borders Armenia."}]).serialize("nquads")
    assert lines(tmp_path / "out" / "quads") == sorted(wanted.encode().splitlines())


def test_ids_differ(spark, tmp_path):
    frame = spark.createDataFrame([("a", "Georgia borders Armenia."), ("a", "Peru borders Chile.")], "id string, text string")
    with pytest.raises(ValueError, match="2 documents are <https://relata.dev/doc/a>"):
        build(frame, str(tmp_path / "out"))
