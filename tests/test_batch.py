"""Batches in the core: every file gets its record, whatever is wrong with its neighbours."""

import gc
import io
import threading
import zipfile

import numpy as np
import pytest
from PIL import Image

from mnist_core import load_recognizer
from mnist_core.batch import Batch, read_batch
from mnist_core.data.dataset import load_test_set
from mnist_core.io.archive import open_archive
from mnist_core.io.images import InvalidImageError
from mnist_core.io.records import Status

FIRST = 5  # pictures read before the batch is cancelled


def encoded(index):
    data = io.BytesIO()
    Image.fromarray(255 - load_test_set()[0][index]).save(data, "png")
    return data.getvalue()


def give(data):
    return lambda: data


@pytest.fixture(scope="module")
def recognizer():
    return load_recognizer()


@pytest.fixture(scope="module")
def files():
    """300 files, every tenth of them bad in one way or another."""
    bad = [b"", b"text", encoded(0)[:60], b"\x89PNG\r\n\x1a\n" + bytes(50), b"PK\x03\x04"]
    return [(f"{i}.png", bad[i // 10 % 5] if i % 10 == 3 else encoded(i)) for i in range(300)]


def test_three_hundred_files_with_bad_ones_among_them(recognizer, files):
    labels = load_test_set()[1]
    records = list(read_batch(recognizer, [(name, give(data)) for name, data in files]))
    assert [record.name for record in records] == [name for name, _ in files]
    for i, record in enumerate(records):
        assert (record.status(0) is Status.FAILED) is (i % 10 == 3)
        assert bool(record.error) is (i % 10 == 3)
    good = [record.text == str(labels[i]) for i, record in enumerate(records) if not record.error]
    assert len(good) == 270
    assert np.mean(good) > 0.9


def test_a_source_that_cannot_be_unpacked_is_one_failed_record(recognizer):
    def locked():
        raise InvalidImageError("This file is locked with a password.")

    first, second = read_batch(recognizer, [("a.png", locked), ("b.png", give(encoded(0)))])
    assert first.error == "This file is locked with a password."
    assert second.text == "7"


def test_a_batch_reads_behind_the_page(recognizer, files):
    sources = [(name, give(data)) for name, data in files[:40]]
    batch = Batch(recognizer, sources)
    batch.wait(120)
    assert not batch.running
    assert batch.total == len(batch.records) == 40
    assert batch.seconds_left == 0
    assert not sources


def test_a_zip_is_a_batch(recognizer):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("7_a.png", encoded(0))
        archive.writestr("notes.txt", "not a picture")
    records = list(read_batch(recognizer, open_archive(data.getvalue())))
    assert [(record.name, record.text) for record in records] == [("7_a.png", "7"), ("notes.txt", "")]
    assert records[1].error


def gated(data, gate):
    def load():
        gate.wait(60)
        return data

    return load


def test_cancelling_keeps_what_was_read(recognizer):
    gate = threading.Event()
    first = [(f"{i}.png", give(encoded(i))) for i in range(FIRST)]
    batch = Batch(recognizer, [*first, *[("late.png", gated(encoded(0), gate))] * 50])
    while len(batch.records) < FIRST:
        batch.wait(0.02)
    assert batch.running
    batch.cancel()
    gate.set()
    batch.wait(60)
    assert not batch.running
    assert [record.name for record in batch.records][:FIRST] == [name for name, _ in first]
    assert len(batch.records) <= FIRST + 1


def test_a_forgotten_batch_ends(recognizer):
    gate = threading.Event()
    loaded = []

    def load():
        gate.wait(60)
        loaded.append(1)
        return encoded(0)

    batch = Batch(recognizer, [("a.png", load)] * 50)
    thread = batch._thread
    del batch
    gc.collect()
    gate.set()
    thread.join(60)
    assert not thread.is_alive()
    assert len(loaded) <= 2
