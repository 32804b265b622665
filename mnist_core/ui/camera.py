"""A digit in front of the camera."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from mnist_core.ui.picture import Picture, choose

LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


def choose_photo() -> None:
    """Draw the camera; a photo is read as soon as it is taken."""
    if not _is_secure(st.context.url or ""):
        st.warning(
            "Browsers give a page the camera only where its address begins with https://, as a hosted app's "
            "does. Take the photo with your camera app and upload it.",
            title="The camera cannot be used here",
            icon=":material/no_photography:",
        )
        return
    photo = st.camera_input("Photograph a digit", key="camera", resolution="1080p", on_change=_take)
    if not photo:
        st.caption(
            "Hold the camera straight above, so that the digits fill half the picture. If no picture comes: "
            "allow the camera in the browser's address bar, then reload the page."
        )


def _is_secure(url: str) -> bool:
    """Whether browsers call a page at `url` a secure context (W3C, Secure Contexts)."""
    parts = urlsplit(url)
    return parts.scheme != "http" or parts.hostname in LOCAL_HOSTS


def _take() -> None:
    photo = st.session_state.camera
    if photo:
        count = st.session_state["photos"] = st.session_state.get("photos", 0) + 1
        choose(Picture(f"Photo {count}", photo.getvalue(), f"photo-{count}"))
