"""What is sent and answered, as OpenAPI describes it: the JSON export's schema, and what is added to it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from mnist_core.api.pictures import FIELD
from mnist_core.api.problems import PROBLEM_TYPE
from mnist_core.io.export import to_dict
from mnist_core.io.records import Record
from mnist_core.reading import row_texts

_EXPORT = files("mnist_core.data").joinpath("export.schema.json").read_text("utf-8")
_DEFINITIONS = json.loads(_EXPORT.replace("#/$defs/", "#/components/schemas/"))["$defs"]
_ADDED = {
    "predicted_digit": {
        "type": ["integer", "null"], "minimum": 0, "maximum": 9,
        "description": "The digit, if it is one digit that was found, and accepted; else null: see text.",
    },
    "confidence": {
        "type": ["number", "null"], "minimum": 0, "maximum": 100,
        "description": "Of the least sure digit, in per cent; null if none was found.",
    },
    "image_path": {"type": "string", "description": "The name that was sent. Nothing is stored."},
    "rows": {
        "type": "array", "items": {"type": "string", "pattern": "^[0-9?]+$"},
        "description": "The text of each row of a page, from the top.",
    },
}  # fmt: skip
_READING = _DEFINITIONS["reading"]
EXAMPLE = {
    "predicted_digit": 7, "confidence": 99.8, "image_path": "photo.jpg", "rows": ["7"],
    "time": "2026-01-31T09:30:00.000Z", "name": "photo.jpg", "text": "7", "status": "read", "label": None,
    "error": None, "size": [640, 480],
    "digits": [
        {
            "row": 1, "value": 7, "confidence": 0.998, "accepted": True, "refusal": None,
            "probabilities": [0, 0.001, 0, 0, 0, 0, 0, 0.998, 0, 0.001],
            "box": [330, 90, 470, 280], "correction": None,
        }
    ],
}  # fmt: skip


def _maps(side: int, count: int) -> dict[str, Any]:
    rows: dict[str, Any] = {"type": "number", "minimum": 0}
    for length in (count, side, side):
        rows = {"type": "array", "items": rows, "minItems": length, "maxItems": length}
    return rows | {"description": f"{side} rows of {side} columns of {count} maps, to six decimals."}


SCHEMAS: dict[str, Any] = _DEFINITIONS | {
    "prediction": _READING
    | {
        "description": "What was read in a picture; text, status and digits are as in the JSON export.",
        "required": [*_ADDED, *_READING["required"]],
        "properties": _ADDED | _READING["properties"],
        "examples": [EXAMPLE],
    },
    "feature_maps": {
        "type": "object",
        "required": ["conv1", "conv2"],
        "additionalProperties": False,
        "properties": {"conv1": _maps(26, 32), "conv2": _maps(11, 64)},
    },
    "problem": {
        "type": "object",
        "description": "What is wrong (RFC 9457).",
        "required": ["title", "status", "detail"],
        "additionalProperties": False,
        "properties": {
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "A sentence a person can act on."},
        },
    },
}

# OpenAPI 3.1 has contentMediaType for this; format is what Swagger UI shows a file chooser for.
_PICTURE = {"type": "string", "format": "binary"}


def _body(image: dict[str, Any]) -> dict[str, Any]:
    form = {"type": "object", "required": [FIELD], "properties": {FIELD: image}}
    content = {"multipart/form-data": {"schema": form}, "image/*": {"schema": _PICTURE}}
    return {"requestBody": {"required": True, "content": content}}


ONE_PICTURE = _body(_PICTURE)
PICTURES = _body({"type": "array", "items": _PICTURE, "minItems": 1})


def refer(name: str) -> dict[str, str]:
    """Return the reference to one of SCHEMAS."""
    return {"$ref": f"#/components/schemas/{name}"}


def problems(*statuses: int) -> dict[int, dict[str, Any]]:
    """Return OpenAPI's description of the errors that a route may answer."""
    about = {
        400: "The form is damaged.",
        408: "The picture took over a minute to arrive.",
        413: "Over 16 MB.",
        415: "Neither a form nor a picture.",
        422: "No picture, or one that cannot be read.",
        503: "Too many pictures are waiting; Retry-After says how many seconds to wait.",
    }
    content = {PROBLEM_TYPE: {"schema": refer("problem")}}
    return {status: {"description": about[status], "content": content} for status in statuses}


def prediction(record: Record, threshold: float) -> dict[str, Any]:
    """Return what `/predict` answers for one picture."""
    confidence = record.confidence
    one = record.digits[0] if len(record.digits) == 1 else None
    return {
        "predicted_digit": one.value if one and one.accepted else None,
        "confidence": None if confidence is None else round(100 * confidence, 2),
        "image_path": record.name,
        "rows": list(row_texts(record.digits)),
        **to_dict(record, threshold),
    }
