"""A visitor of a served dashboard who needs no browser: it speaks Streamlit's own protocol."""

import base64
import json
from contextlib import ExitStack

import requests
from requests.adapters import HTTPAdapter
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

PATIENCE = 300  # seconds


class Visitor:
    """One session: opens the page, uploads pictures or draws, sees the answers, and leaves."""

    def __init__(self, address, query="", session=""):
        """Open the page at `address` with a `query`, or come back to a `session` whose connection broke."""
        self.address = address
        self.query = query
        self._open = ExitStack()
        self.http = self._open.enter_context(requests.Session())
        # A connection that was not used for a while may be closed just as it is used again.
        self.http.mount("http://", HTTPAdapter(max_retries=3))
        self.http.get(f"{address}/_stcore/health", timeout=PATIENCE)  # brings the cookie for uploads
        stream = address.replace("http", "ws", 1) + "/_stcore/stream"
        told = ["streamlit", "none", session] if session else ["streamlit"]
        # Without pings of its own: a server that is busy has not gone.
        options = {"max_size": None, "open_timeout": PATIENCE, "ping_interval": None}
        self.socket = self._open.enter_context(connect(stream, subprotocols=told, **options))
        self.answer = self.uploader = self.session = self.pad = self.fragment = None
        self.version = 0
        self._rerun()

    def read(self, *files):
        """Upload the files, pairs of name and content, and return the answer once the page shows it."""
        names = [name for name, _ in files]
        self._send(file_urls_request={"file_names": names, "session_id": self.session})
        urls = self._receive("file_urls_response").file_urls
        state = FileUploaderState()
        for (name, content), place in zip(files, urls, strict=True):
            token = {"X-Xsrftoken": self.http.cookies.get("_streamlit_xsrf", "")}
            upload = {"files": {"file": (name, content)}, "headers": token, "timeout": PATIENCE}
            self.http.put(self.address + place.upload_url, **upload).raise_for_status()
            info = UploadedFileInfo(file_id=place.file_id, name=name, size=len(content), file_urls=place)
            state.uploaded_file_info.append(info)
        self._rerun(WidgetState(id=self.uploader, file_uploader_state_value=state))
        return self.answer

    def draw(self, picture):
        """Have a drawing, a PNG file, confirmed as the pad does when the pen rests, and return the answer."""
        self.version += 1
        url = "data:image/png;base64," + base64.b64encode(picture).decode()
        drawing = {"number": 1, "version": self.version, "picture": url}
        state = WidgetState(id=self.pad, json_value=json.dumps({"drawing": drawing}))
        self._rerun(state, fragment=self.fragment)
        return self.answer

    def look(self):
        """Run the page again without doing anything, and return the answer."""
        self._rerun()
        return self.answer

    def leave(self):
        """Close the page."""
        self._open.close()

    def _rerun(self, *states, fragment=""):
        """Run the page, or a fragment of it, to its end and fetch the pictures that it shows."""
        states = {"widgets": states}
        self._send(
            rerun_script={"widget_states": states, "query_string": self.query, "fragment_id": fragment}
        )
        self._receive("script_finished")

    def _send(self, **message):
        self.socket.send(BackMsg(**message).SerializeToString())

    def _receive(self, kind):
        """Take in what the server sends up to a message of this kind, and return that."""
        while True:
            message = ForwardMsg.FromString(self.socket.recv(timeout=PATIENCE))
            self.take(message)
            if message.HasField(kind):
                return getattr(message, kind)

    def take(self, message):
        """Remember what matters of a message; raise RuntimeError for an error on the page."""
        if message.HasField("new_session"):
            self.session = message.new_session.initialize.session_id
        element = message.delta.new_element
        if element.HasField("exception"):
            raise RuntimeError(element.exception.message)
        if element.HasField("file_uploader"):
            self.uploader = element.file_uploader.id
        if element.HasField("bidi_component") and element.bidi_component.component_name == "mnist_pad":
            self.pad, self.fragment = element.bidi_component.id, message.delta.fragment_id
        if element.HasField("metric"):
            self.answer = element.metric.body
        for image in element.imgs.imgs:
            if image.url.startswith("/media"):
                self.http.get(self.address + image.url, timeout=PATIENCE).raise_for_status()
