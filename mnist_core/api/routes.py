"""What the API answers at which address."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from mnist_core import InvalidImageError, __version__, load_recognizer
from mnist_core.api.pictures import pictures_in
from mnist_core.api.queue import Queue
from mnist_core.api.schemas import ONE_PICTURE, PICTURES, prediction, problems, refer
from mnist_core.batch import read_batch
from mnist_core.charts.reading import feature_map_grid
from mnist_core.data.model_card import load_model_card
from mnist_core.data.threshold import default_threshold
from mnist_core.io.archive import Source
from mnist_core.io.records import Record

UPLOAD_PAGE = (Path(__file__).parent / "upload.html").read_text("utf-8")
router = APIRouter()
queue = Queue()


@router.post(
    "/predict",
    tags=["read"],
    openapi_extra=PICTURES,
    responses={
        200: {
            "description": "What was read: of one picture an object, of several a list.",
            "content": {
                "application/json": {
                    "schema": {
                        "oneOf": [refer("prediction"), {"type": "array", "items": refer("prediction")}]
                    }
                }
            },
        },
        **problems(400, 408, 413, 415, 422, 503),
    },
)
async def predict(request: Request) -> Response:
    """Read a picture, or several.

        curl -F image=@photo.jpg http://localhost:8501/predict

    Several fields `image` are read as one batch and answered by a list, in which a file that cannot be opened
    has the status “could not be opened”. Nothing is stored.
    """
    with queue.place():
        records = await queue.run(_read, await pictures_in(request))
    if len(records) > 1:
        return JSONResponse([prediction(record, _threshold()) for record in records])
    if records[0].error:
        raise InvalidImageError(records[0].error)
    return JSONResponse(prediction(records[0], _threshold()))


@router.post(
    "/feature_maps",
    tags=["read"],
    openapi_extra=ONE_PICTURE,
    responses={
        200: {
            "description": "The maps of one layer as one picture, or those of both layers as numbers.",
            "content": {"image/png": {}, "application/json": {"schema": refer("feature_maps")}},
        },
        **problems(400, 408, 413, 415, 422, 503),
    },
)
async def feature_maps(
    request: Request,
    layer: Annotated[Literal["conv1", "conv2"], Query(description="Of the picture.")] = "conv1",
    digit: Annotated[int, Query(ge=1, description="Which digit of a number, counted from 1.")] = 1,
) -> Response:
    """Show what both convolutional layers see in a digit.

        curl -F image=@photo.jpg "http://localhost:8501/feature_maps?layer=conv1" -o conv1.png

    As numbers, both layers at once: `-H "Accept: application/json"`.
    """
    with queue.place():
        maps = await queue.run(_feature_maps, await pictures_in(request), digit)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({name: values.tolist() for name, values in maps.items()})
        return Response(await queue.run(feature_map_grid, maps[layer]), media_type="image/png")


@router.get("/feature_maps", include_in_schema=False)
async def feature_maps_of_nothing() -> Response:
    """Say why there is nothing to show."""
    raise HTTPException(
        405,
        "Send the picture here with POST: none is kept from one request to the next.",
        {"Allow": "POST"},
    )


@router.get("/reset", tags=["state"])
async def reset() -> dict[str, str]:
    """Do nothing: nothing is kept."""
    return {"message": "There is nothing to clear: no picture is kept from one request to the next."}


@router.head("/health", include_in_schema=False)
@router.get("/health", tags=["state"])
async def health() -> dict[str, str]:
    """Say that the server is alive."""
    return {"status": "alive"}


@router.head("/ready", include_in_schema=False)
@router.get("/ready", tags=["state"], responses=problems(503))
def ready() -> dict[str, str]:
    """Say that the networks are loaded; load them if they are not."""
    load_recognizer()
    return {"status": "ready"}


@router.head("/version", include_in_schema=False)
@router.get("/version", tags=["state"])
async def version() -> dict[str, str]:
    """Say which program answers."""
    return {"program": "MNIST digit reader", "version": __version__}


@router.get("/upload", response_class=HTMLResponse, tags=["page"])
async def upload() -> str:
    """A small page to try it with."""
    return UPLOAD_PAGE


@cache
def _threshold() -> float:
    return default_threshold(load_model_card())


def _read(sources: list[Source]) -> list[Record]:
    return list(read_batch(load_recognizer(), sources, Record.without_pictures))


def _no_digit(record: Record) -> str:
    count = len(record.digits)
    return f"The digits of this picture have the numbers 1 to {count}." if count else record.summary


def _feature_maps(sources: list[Source], place: int) -> dict[str, np.ndarray]:
    """Return both layers' maps of the digit at `place`, counted from 1, in the only picture."""
    if len(sources) > 1:
        raise HTTPException(422, "Send one picture at a time.")
    [record] = _read(sources)
    if record.error:
        raise InvalidImageError(record.error)
    if place > len(record.digits):
        raise HTTPException(422, _no_digit(record))
    maps = load_recognizer().feature_maps(record.digits[place - 1].pixels)
    return {name: values.astype(float).round(6) for name, values in maps.items()}
