"""What is started: the page when run as a script, the server when imported."""

import streamlit as st

if __name__ == "__main__":
    from mnist_core.ui.home import show_home

    show_home()
else:
    from starlette.middleware import Middleware

    from mnist_core.api import ROUTES, SafeHeaders
    from mnist_core.memory import little_memory
    from mnist_core.ui.pad import files

    app = st.App(
        __file__,
        lifespan=little_memory,
        routes=[*ROUTES, *files.ROUTES],
        middleware=[Middleware(SafeHeaders)],
    )
