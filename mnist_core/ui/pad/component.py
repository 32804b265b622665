"""The pad on a page, and what is read on it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import streamlit as st

from mnist_core import Reading
from mnist_core.ui.pad.files import FOLDER, SCRIPTS_AT, WEIGHTS_AT

PNG = "data:image/png;base64,"
# The scripts are fetched once and kept by the browser; what is here is sent whenever a page is run.
START = """
export default async function (component) {
  const { show } = await import(new URL(component.data.script, document.baseURI));
  return show(component);
}
"""
_component = st.components.v2.component(
    "mnist_pad",
    html=(FOLDER / "pad.html").read_text("utf-8"),
    css=(FOLDER / "pad.css").read_text("utf-8"),
    js=START,
)


@dataclass(frozen=True)
class Drawing:
    """What is on a pad: `picture`, a PNG file, black on white; `number` counts the drawings, from 1."""

    number: int
    picture: bytes


def show_pad(key: str, read: Callable[[Drawing], Reading | None], label: str) -> Reading | None:
    """Show a pad to draw digits on, as wide as its column; return what was read on it, None for a blank pad.

    While the pen moves, the browser itself answers, and nothing is sent. When it has rested for 0.3 s, the
    script or the fragment that the pad stands in is run again, and `read` is called once with the drawing;
    the pad then shows what it returns in the place of its own answer. The drawing stays on the pad over
    other pages and a reload; pads with the same `key` on several pages show the same drawing. `label` says
    what the pad is for to those who cannot see it.
    """
    state = st.session_state
    kept = f"{key}-read"
    version, reading = state.get(kept, (0, None))
    sent = _parse(state.get(key, {}).get("drawing"))
    if sent and sent[0] != version:
        version, drawing = sent
        reading = drawing and read(drawing)
        state[kept] = version, reading
    _component(
        key=key,
        data={
            "script": f"{SCRIPTS_AT}/pad.js",
            "weights": WEIGHTS_AT,
            "key": key,
            "label": label,
            "version": version,
            "answers": reading and _answers(reading),  # in a list, Streamlit would look for a table
        },
    )
    return reading


def _parse(sent: Any) -> tuple[int, Drawing | None] | None:
    """Return the version that a pad sent, and the drawing, None if it is blank; None for what is neither."""
    match sent:
        case {"version": int(version), "picture": ""}:
            return version, None
        case {"version": int(version), "number": int(number), "picture": str(picture)}:
            with suppress(ValueError):
                return version, Drawing(number, base64.b64decode(picture.removeprefix(PNG), validate=True))
    return None


def _answers(reading: Reading) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "value": digit.value,
            "accepted": digit.accepted,
            "probabilities": [round(float(share), 4) for share in digit.probabilities],
        }
        for digit in reading.digits
    )
