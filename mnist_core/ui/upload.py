"""Pictures from files: one is shown in full; several, or a ZIP of them, make a batch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.typing import UploadedFile

from mnist_core.io.archive import MOST_PICTURES, InvalidArchiveError, Source, open_archive
from mnist_core.ui.picture import Picture, choose

KINDS = ["png", "jpg", "jpeg", "jfif", "heic", "zip", "webp", "gif", "bmp", "tif", "tiff", "avif", "heif"]


def choose_file() -> None:
    """Draw the upload; what was taken leaves it, so that the next file stands alone."""
    state = st.session_state
    state.setdefault("uploads", 0)
    st.file_uploader(
        "Upload a picture of a digit or a number, many pictures, or a ZIP of them",
        type=KINDS,
        accept_multiple_files=True,
        key=f"upload-{state.uploads}",
        on_change=_take,
        help=f"Photos, scans or drawings, up to {MOST_PICTURES:,} at once. They stay in memory and are gone "
        "when you leave.",
    )
    for problem in state.pop("upload_problems", []):
        st.error(problem, icon=":material/folder_off:")


def has_uploaded() -> bool:
    """Whether the visitor has brought files of their own."""
    return st.session_state.uploads > 0


def _take() -> None:
    """Choose the one picture that was uploaded, or have several wait to be read as a batch."""
    state = st.session_state
    files: list[UploadedFile] = state[f"upload-{state.uploads}"]
    state.uploads += 1
    _let_go(files)
    if len(files) == 1 and not _is_zip(files[0]):
        data = files[0].getvalue()
        choose(Picture(files[0].name, data, hashlib.sha256(data).hexdigest()))
        return
    problems: list[str] = []
    sources: list[Source] = []
    for file in files:
        sources += _sources(file, problems)
    if len(sources) > MOST_PICTURES:
        problems.append(f"Only the first {MOST_PICTURES:,} of {len(sources):,} pictures are read.")
    state.upload_problems = problems
    if sources:
        state.waiting_sources = sources[:MOST_PICTURES]


def _let_go(files: list[UploadedFile]) -> None:
    """Take files out of Streamlit's store, which keeps them for the visit; they can still be read."""
    context = get_script_run_ctx()
    for file in files:
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def _sources(file: UploadedFile, problems: list[str]) -> list[Source]:
    if not _is_zip(file):
        load: Callable[[], bytes] = file.getvalue
        return [(file.name, load)]
    try:
        return open_archive(file.getvalue())
    except InvalidArchiveError as error:
        problems.append(f"{file.name}: {error}")
        return []


def _is_zip(file: UploadedFile) -> bool:
    return file.name.lower().endswith(".zip")
