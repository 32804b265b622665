"""The visit counter: exact under load, durable, and never in a page's way."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from mnist_core.ui import visits
from mnist_core.visitors import add_visit

ROOT = Path(__file__).resolve().parent.parent
COUNT_FOREVER = """
import sys
from sqlalchemy import create_engine
from mnist_core.visitors import add_visit
engine = create_engine(sys.argv[1], connect_args={"timeout": 60})
while True:
    print(add_visit(engine), flush=True)
"""


@pytest.fixture
def database(tmp_path):
    return tmp_path / "visitors.db"


@pytest.fixture
def engine(database):
    # Fifty threads share fifteen connections: on a busy machine, some wait long for one.
    engine = create_engine(f"sqlite:///{database}", connect_args={"timeout": 60}, pool_timeout=300)
    yield engine
    engine.dispose()


def stored_count(database):
    """Return what sqlite3 itself finds in the file, after its own check of it."""
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT count FROM visits").fetchall()
    finally:
        connection.close()


def test_fifty_threads_adding_a_hundred_each_make_exactly_5000(engine):
    with ThreadPoolExecutor(50) as pool:
        counts = [
            count
            for hundred in pool.map(lambda _: [add_visit(engine) for _ in range(100)], range(50))
            for count in hundred
        ]
    assert sorted(counts) == list(range(1, 5001))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count FROM visits").fetchall() == [(5000,)]


def test_killed_processes_lose_no_acknowledged_visit(engine, database):
    rng = random.Random(0)
    acknowledged = 0
    for _ in range(4):
        command = [sys.executable, "-c", COUNT_FOREVER, str(engine.url)]
        counters = [
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, bufsize=1)
            for _ in range(2)
        ]
        # Both are at work, the first time on a database that neither finds made.
        seen = [int(counter.stdout.readline()) for counter in counters]
        time.sleep(rng.uniform(0, 0.3))
        for counter in counters:
            counter.send_signal(signal.SIGKILL)
        for counter in counters:
            # A last line without its end was not acknowledged.
            seen += [int(line) for line in counter.communicate()[0].split("\n")[:-1]]
        assert len(seen) == len(set(seen))
        assert min(seen) > acknowledged
        acknowledged = max(seen)
        # Each process may have stored one more than it lived to say.
        [(stored,)] = stored_count(database)
        assert acknowledged <= stored <= acknowledged + 2
        acknowledged = stored
    assert add_visit(engine) == acknowledged + 1


def test_a_file_that_cannot_be_written_is_reported(tmp_path):
    for path in (tmp_path / "missing" / "visitors.db", tmp_path):
        engine = create_engine(f"sqlite:///{path}")
        with pytest.raises(OperationalError):
            add_visit(engine)
        engine.dispose()


def page():
    import streamlit as st

    from mnist_core.ui.visits import count_visit

    st.text(count_visit())
    st.button("Again")


def new_visit():
    visit = AppTest.from_function(page).run(timeout=30)
    assert not visit.exception
    return visit


@pytest.fixture
def visits_file(database, monkeypatch):
    monkeypatch.setattr(visits, "DATABASE", database)
    return database


def test_a_session_counts_once_whatever_happens_in_it(visits_file):
    first, second = new_visit(), new_visit()
    for _ in range(3):
        first.button[0].click().run()
        second.run()
    assert first.text[0].value == "1"
    assert second.text[0].value == "2"
    assert stored_count(visits_file) == [(2,)]


def test_changing_pages_adds_no_visit(visits_file):
    visit = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=60)
    for path in ("pages/about.py", "pages/model_info.py", "pages/about.py"):
        visit.switch_page(path).run()
        assert not visit.exception
        assert "Visits so far: 1" in [caption.value for caption in visit.sidebar.caption]
    assert stored_count(visits_file) == [(1,)]


def test_a_database_that_cannot_be_made_leaves_the_page_whole(monkeypatch, tmp_path):
    monkeypatch.setattr(visits, "DATABASE", tmp_path / "missing" / "visitors.db")
    visit = new_visit()
    assert visit.text[0].value == "None"
    assert visit.button[0].label == "Again"


def test_a_file_that_is_no_database_leaves_the_page_whole(visits_file):
    visits_file.write_bytes(b"no database" * 1000)
    assert new_visit().text[0].value == "None"


def test_a_slow_database_is_left_to_answer_behind_the_page(visits_file):
    assert new_visit().text[0].value == "1"
    writer = sqlite3.connect(visits_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    visit = new_visit()
    assert visit.text[0].value == "None"
    writer.execute("COMMIT")
    writer.close()
    visit.session_state.visit.result(timeout=30)
    assert visit.run().text[0].value == "2"
    assert stored_count(visits_file) == [(2,)]


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        ('url = "sqlite:///elsewhere.db"', "1"),
        ('url = "sqlite:////proc/elsewhere.db"', "None"),
        ('url = "nonsense"', "None"),
        ('url = "nosuchdatabase://localhost/visitors"', "None"),
        ('username = "me"', "None"),
    ],
)
def test_the_secrets_name_another_database(tmp_path, secret, shown):
    # In a process and a folder of its own, where Streamlit reads the secrets as it does for the app.
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(f"[connections.visitors]\n{secret}\n")
    script = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
        "import test_visitors\nprint(test_visitors.new_visit().text[0].value)"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert run.stdout == f"{shown}\n", run.stderr
    assert (tmp_path / "elsewhere.db").exists() == (shown == "1")
