"""The visit counter on PostgreSQL: no acknowledged visit is lost, none counted twice, whatever happens."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from benchmarks.visitor import Visitor
from mnist_core.visitors import add_visit
from tests.postgresql import find_postgresql, run_postgresql
from tests.serving import serve

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        find_postgresql() is None, reason="no PostgreSQL server is installed: apt-get install postgresql"
    ),
]
ROOT = Path(__file__).resolve().parent.parent
PROCESSES, THREADS, VISITS, KILLS = 2, 50, 100, 2
CONNECTIONS = 15  # that SQLAlchemy opens for one engine at most
PATIENCE = 300  # seconds
COUNT = f"""
import sys, threading, time
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from mnist_core.visitors import add_visit

engine = create_engine(sys.argv[1], pool_pre_ping=True)

def count():
    acknowledged = 0
    while acknowledged < {VISITS}:
        try:
            print(f"{{add_visit(engine)}}\\n", end="", flush=True)
            acknowledged += 1
        except SQLAlchemyError:
            time.sleep(0.2)

threads = [threading.Thread(target=count) for _ in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.fixture
def server():
    with run_postgresql() as server:
        yield server


def stored_count(server):
    engine = create_engine(server.url)
    with engine.connect() as connection:
        [count] = connection.exec_driver_sql("SELECT count FROM visits").fetchone()
    engine.dispose()
    return count


@pytest.fixture
def counters(server, tmp_path):
    """Give processes that count, and the files that they write what was acknowledged into."""
    files = [tmp_path / str(number) for number in range(PROCESSES)]
    processes = []
    for file in files:
        with file.open("w") as output:
            command = [sys.executable, "-c", COUNT, server.url]
            processes.append(subprocess.Popen(command, stdout=output, cwd=ROOT))
    yield processes, files
    for process in processes:
        process.kill()
        process.wait()


def counts(files):
    return [int(line) for file in files for line in file.read_text().split("\n")[:-1]]


def test_a_server_that_is_killed_loses_no_acknowledged_visit_and_counts_none_twice(server, counters):
    processes, files = counters
    with serve(database=server.url) as (address, _):
        for kill in range(1, KILLS + 1):
            while len(counts(files)) < kill * PROCESSES * THREADS * VISITS / (KILLS + 1):
                assert not any(process.poll() for process in processes)
                time.sleep(0.1)
            server.kill()
            Visitor(address).leave()  # who raises an error if the page shows one
            server.start()
    assert [process.wait(PATIENCE) for process in processes] == [0] * PROCESSES
    acknowledged = counts(files)
    assert len(acknowledged) == len(set(acknowledged)) == PROCESSES * THREADS * VISITS
    # What a kill met just as it was stored was never acknowledged: one visit for each connection at most.
    unknown = stored_count(server) - len(acknowledged)
    assert 0 <= unknown <= KILLS * (PROCESSES * CONNECTIONS + 1)


def test_a_server_that_hangs_holds_no_page_up_and_visits_are_counted_when_it_goes_on(server):
    visitors = 10
    with serve(database=server.url) as (address, _):
        Visitor(address).leave()
        assert stored_count(server) == 1
        server.hang()
        for _ in range(visitors):
            Visitor(address).leave()
        server.go_on()
        end = time.monotonic() + 60
        while (counted := stored_count(server)) < 1 + visitors and time.monotonic() < end:
            time.sleep(0.5)
    assert counted == 1 + visitors


def test_a_database_without_an_encoding_is_reported_in_one_line_and_leaves_the_page_whole(tmp_path):
    log = tmp_path / "log"
    with run_postgresql("SQL_ASCII") as server, serve(database=server.url, log=log) as (address, _):
        Visitor(address).leave()
    said = log.read_text()
    assert said.count("Visits are not counted") == 1
    assert "Traceback" not in said


def test_who_comes_back_to_a_server_that_was_started_anew_is_counted(server):
    engine = create_engine(server.url, pool_pre_ping=True)
    assert add_visit(engine) == 1
    server.stop()
    server.start()
    assert add_visit(engine) == 2
    engine.dispose()
