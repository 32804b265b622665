"""`streamlit run streamlit_app.py` serves the API and the pages on one port."""

import pytest
import requests

from mnist_core.paths import BROWSER_FILE, MODELS
from mnist_core.ui.pad.files import SCRIPTS, SCRIPTS_AT, WEIGHTS_AT
from tests.api.conftest import digit
from tests.serving import serve


@pytest.fixture(scope="module")
def address():
    with serve() as (address, _):
        yield address


def test_the_api_answers_before_any_browser_came(address):
    answer = requests.post(f"{address}/predict", files={"image": digit(0)}, timeout=60)
    assert answer.json()["text"] == "7"


def test_its_errors_are_not_taken_for_pages(address):
    answer = requests.get(f"{address}/predict", timeout=60)
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("/docs", "Swagger UI"),
        ("/docs/assets/swagger-ui.css", ".swagger-ui"),
        ("/openapi.json", "/predict"),
        ("/upload", "Read a handwritten digit"),
        ("/ready", "ready"),
        ("/", "Streamlit"),
        ("/about", "Streamlit"),
    ],
)
def test_all_else_is_where_it_belongs(address, path, holds):
    answer = requests.get(address + path, timeout=60)
    assert answer.ok
    assert holds in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "file"),
    [
        *((f"{SCRIPTS_AT}/{name}", path) for name, path in SCRIPTS.items()),
        (WEIGHTS_AT, MODELS / BROWSER_FILE),
    ],
)
def test_what_the_pad_fetches_is_kept_by_the_browser(address, path, file):
    answer = requests.get(f"{address}/{path}", timeout=60)
    assert answer.content == file.read_bytes()
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith(("text/javascript", "application/octet-stream"))
