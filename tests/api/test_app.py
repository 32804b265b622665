"""The application as a whole: its pages work without internet, and other sites may call it only if named."""

import re

import pytest
import requests

from mnist_core.api.app import create_app
from tests.api.conftest import digit, serve

SITE = "https://example.org"


def test_the_documentation_needs_no_internet(address):
    page = requests.get(f"{address}/docs", timeout=60).text
    links = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)""", page)
    assert len(links) == 4
    for link in links:
        assert link.startswith("/")
        assert requests.get(address + link, timeout=60).ok


def test_other_sites_may_not_call_it(address):
    answer = requests.post(
        f"{address}/predict", files={"image": digit(0)}, headers={"Origin": SITE}, timeout=60
    )
    assert answer.ok
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_named_sites_may_call_it():
    with serve(create_app([SITE])) as address:
        answers = [
            requests.post(
                f"{address}/predict", files={"image": digit(0)}, headers={"Origin": site}, timeout=60
            )
            for site in (SITE, "https://example.com")
        ]
    allowed = [answer.headers.get("access-control-allow-origin") for answer in answers]
    assert allowed == [SITE, None]


@pytest.mark.parametrize("path", ["/predict", "/nowhere", "/docs", "/upload", "/openapi.json", "/health"])
def test_every_answer_tells_browsers_what_to_leave_alone(address, path):
    headers = requests.get(address + path, timeout=60).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'self'" in headers["content-security-policy"]
