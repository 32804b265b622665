"""What is started: the page when run as a script, the server of pages and API when imported."""

import streamlit as st

if __name__ == "__main__":
    from mnist_core.ui.home import show_home  # here: the drawing pad asks for a server that runs

    show_home()
else:
    from starlette.middleware import Middleware

    from mnist_core.api import ROUTES, SafeHeaders

    app = st.App(__file__, routes=ROUTES, middleware=[Middleware(SafeHeaders)])
