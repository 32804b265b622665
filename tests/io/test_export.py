"""Exports, read back by pandas, by Python's csv module and through the published JSON Schema."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import numpy as np
import pandas as pd
import pytest

import mnist_core
from mnist_core.io.export import to_csv, to_json
from mnist_core.io.records import Record
from tests.io.test_records import digit, reading

SCHEMA = json.loads((Path(mnist_core.__file__).parent / "data" / "export.schema.json").read_text("utf-8"))
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "  =1+1", '=HYPERLINK("x";"y")']


@pytest.fixture
def records():
    return [
        Record.of("zwölf, 12.png", reading(digit(1), digit(2, 0.6)), label="12").corrected(1, 7),
        Record.of("cat.jpg", reading(digit(8, 0.3, accepted=False))),
        Record.of("blank.png", reading()),
        Record.failed("notes.txt", "This file is not a picture."),
    ]


def test_csv_has_a_row_for_each_digit_and_each_picture_without(records):
    table = pd.read_csv(io.BytesIO(to_csv(records, 0.8)), dtype={"text": str, "label": str})
    assert table.name.tolist() == ["zwölf, 12.png"] * 2 + ["cat.jpg", "blank.png", "notes.txt"]
    assert table.text.fillna("").tolist() == ["12", "12", "?", "", ""]
    assert table.status.tolist() == ["not sure"] * 2 + ["not a digit", "nothing found"] + [
        "could not be opened"
    ]
    assert table.label.fillna("").tolist() == ["12", "12", "", "", ""]
    assert table.place[:3].tolist() == [1, 2, 1]
    assert table.row[:3].tolist() == [1, 1, 1]
    assert table.value[:3].tolist() == [1, 2, 8]
    assert table.accepted[:3].tolist() == [True, True, False]
    assert table.correction.fillna(-1).tolist() == [-1, 7, -1, -1, -1]
    assert table.error.fillna("").tolist() == [""] * 4 + ["This file is not a picture."]
    assert table.loc[0, ["left", "top", "right", "bottom"]].tolist() == [1, 2, 30, 40]
    assert table.loc[3:, "value":].isna().all(axis=None)


def test_exports_tell_the_rows_of_a_page():
    boxes = (10, 10, 30, 40), (40, 12, 60, 42), (12, 60, 32, 90)
    page = reading(*[replace(digit(value), box=box) for value, box in zip((3, 4, 5), boxes, strict=True)])
    record = Record.of("page.png", page)
    assert pd.read_csv(io.BytesIO(to_csv([record], 0.8))).row.tolist() == [1, 1, 2]
    content = json.loads(to_json([record], 0.8))
    assert [each["row"] for each in content["readings"][0]["digits"]] == [1, 1, 2]


def test_csv_keeps_times_and_every_probability(records):
    table = pd.read_csv(io.BytesIO(to_csv(records, 0.8)), parse_dates=["time"])
    assert abs(table.time[0].to_pydatetime() - records[0].time).total_seconds() < 0.001
    assert str(table.time.dt.tz) == "UTC"
    np.testing.assert_array_equal(
        table.loc[:1, "p0":"p9"].to_numpy(np.float32), [each.probabilities for each in records[0].digits]
    )
    np.testing.assert_array_equal(
        table.confidence[:2].to_numpy(np.float32), np.float32([each.confidence for each in records[0].digits])
    )


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula(name):
    record = Record.failed(name, name)
    rows = list(csv.reader(io.StringIO(to_csv([record], 0.8).decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    for cell in rows[1]:
        assert not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert rows[1][rows[0].index("name")] == f"'{name}"


def test_csv_survives_quotes_and_lines_in_names():
    name = 'a "b", c;\n d.png'
    table = pd.read_csv(io.BytesIO(to_csv([Record.failed(name, "No.")], 0.8)))
    assert table.name.tolist() == [name]


def test_csv_of_nothing_is_its_header():
    table = pd.read_csv(io.BytesIO(to_csv([], 0.8)))
    assert table.empty
    assert "p9" in table.columns


def test_json_follows_its_schema(records):
    content = json.loads(to_json(records, 0.8))
    jsonschema.validate(content, SCHEMA, jsonschema.Draft202012Validator)
    jsonschema.validate(json.loads(to_json([], 0.8)), SCHEMA, jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_is_not_an_export(records):
    content = json.loads(to_json(records, 0.8))
    content["readings"][0]["digits"][0]["value"] = 10
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, SCHEMA, jsonschema.Draft202012Validator)


def test_json_holds_what_was_read(records):
    content = json.loads(to_json(records, 0.8))
    assert content["version"] == 1
    assert content["threshold"] == 0.8
    first, cat, blank, failed = content["readings"]
    assert (first["name"], first["text"], first["label"], first["size"]) == (
        "zwölf, 12.png",
        "12",
        "12",
        [300, 600],
    )
    assert datetime.fromisoformat(first["time"]).tzinfo == UTC
    assert [each["correction"] for each in first["digits"]] == [None, 7]
    assert [each["box"] for each in first["digits"]] == [[1, 2, 30, 40]] * 2
    np.testing.assert_array_equal(
        np.float32([each["probabilities"] for each in first["digits"]]),
        [each.probabilities for each in records[0].digits],
    )
    assert cat["digits"][0]["refusal"] == "Odd."
    assert blank["digits"] == []
    assert failed["error"] == "This file is not a picture."
    assert failed["size"] is None
    assert [each["status"] for each in content["readings"]] == [
        "not sure",
        "not a digit",
        "nothing found",
        "could not be opened",
    ]
