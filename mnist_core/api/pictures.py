"""The pictures in a request, taken into memory and no further, and never more than is allowed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from functools import partial

from fastapi import HTTPException
from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from mnist_core.io.archive import MOST_PICTURES, Source
from mnist_core.io.images import MAX_BYTES

FIELD = "image"
PATIENCE = 60  # seconds for a body to arrive: who sends slower would keep others out
TOO_LARGE = "This is larger than 16 MB. Save the picture smaller, or crop it; or send fewer at once."
# Or Starlette would write large pictures to disk: those sent here, and those uploaded on the pages.
MultiPartParser.spool_max_size = MAX_BYTES
NOT_SENT = f"There is no picture. Send one as a file in the form's field “{FIELD}”."
NO_PICTURE_TYPE = (
    f"Send the picture as a file in the field “{FIELD}” of a form (multipart/form-data), or by itself under "
    "its own content type, such as image/png."
)


async def pictures_in(request: Request) -> list[Source]:
    """Return the pictures in the body: several in a form, or the body as it is.

    Raises HTTPException: 408 if it takes over a minute, 413 over 16 MB, 415 if it is of another kind, 400 and
    422 for forms that are damaged or hold no picture.
    """
    kind, _ = parse_options_header(request.headers.get("content-type"))
    if int(request.headers.get("content-length", 0)) > MAX_BYTES:
        raise HTTPException(413, TOO_LARGE)
    try:
        async with asyncio.timeout(PATIENCE):
            if kind == b"multipart/form-data":
                return await _from_form(request)
            if kind.startswith(b"image/"):
                body = b"".join([chunk async for chunk in _bounded(request)])
                return [(FIELD, partial(bytes, body))]
    except TimeoutError:
        raise HTTPException(408, "The picture took too long to arrive. Send it again, or smaller.") from None
    raise HTTPException(415, NO_PICTURE_TYPE)


async def _from_form(request: Request) -> list[Source]:
    parser = MultiPartParser(request.headers, _bounded(request), max_files=MOST_PICTURES)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise HTTPException(400, f"This form cannot be read: {error.message}") from error
    files = [file for file in form.getlist(FIELD) if isinstance(file, UploadFile)]
    pictures = [(file.filename or FIELD, partial(bytes, await file.read())) for file in files]
    await form.close()
    if not pictures:
        raise HTTPException(422, NOT_SENT)
    return pictures


async def _bounded(request: Request) -> AsyncGenerator[bytes]:
    """Give the body piece by piece; refuse it as soon as it is too large."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BYTES:
            raise HTTPException(413, TOO_LARGE)
        yield chunk
