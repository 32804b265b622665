"""Errors as problem details (RFC 9457), with the sentences that the pages show."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from mnist_core import InvalidImageError, ModelFileError

PROBLEM_TYPE = "application/problem+json"
# For what FastAPI itself turns away, and has only a title for.
SENTENCES = {
    404: "There is nothing at this address. /docs lists what there is.",
    405: "This address does not answer this method. /docs says which one it answers.",
}


def answer_with_problems(app: FastAPI) -> None:
    """Let `app` answer every error with problem details."""

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        told = error.detail != HTTPStatus(error.status_code).phrase
        return problem(
            error.status_code,
            error.detail if told else SENTENCES.get(error.status_code, error.detail),
            error.headers,
        )

    @app.exception_handler(RequestValidationError)
    async def wrong_parameters(_: Request, error: RequestValidationError) -> JSONResponse:
        said = [f"{each['loc'][-1]}: {each['msg']}." for each in error.errors()]
        return problem(422, " ".join(said))

    @app.exception_handler(InvalidImageError)
    async def no_picture(_: Request, error: InvalidImageError) -> JSONResponse:
        return problem(422, str(error))

    @app.exception_handler(ModelFileError)
    async def no_network(_: Request, error: ModelFileError) -> JSONResponse:
        return problem(503, f"The network cannot be loaded: {error}.", {"Retry-After": "60"})

    @app.exception_handler(ClientDisconnect)
    async def gone(_: Request, error: ClientDisconnect) -> JSONResponse:
        return problem(400, "The picture was cut off on its way.")  # to nobody, but the log stays clean

    @app.exception_handler(Exception)
    async def broken(_: Request, error: Exception) -> JSONResponse:
        return problem(500, "Something is wrong with the program itself; its log says what.")


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the answer that says in `detail`, a sentence a person can act on, what is wrong."""
    content = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(content, status, headers, PROBLEM_TYPE)
