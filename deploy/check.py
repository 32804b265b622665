"""`python -m deploy.check http://localhost:8501`: a server that is online reads, and shows its page."""

import io
import sys

import requests
from PIL import Image, ImageDraw


def main(address: str) -> None:
    """Send a seven to be read, and open the page; raise if either fails."""
    picture = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(picture).line([(60, 50), (140, 50), (90, 160)], 0, 14, "curve")
    data = io.BytesIO()
    picture.save(data, "PNG")
    answer = requests.post(f"{address}/predict", files={"image": ("seven.png", data.getvalue())}, timeout=60)
    answer.raise_for_status()
    assert answer.json()["predicted_digit"] == 7, answer.text
    page = requests.get(address, timeout=60)
    page.raise_for_status()
    assert "Streamlit" in page.text
    print(f"{address} reads a seven with {answer.json()['confidence']} %, and shows its page.")


if __name__ == "__main__":
    main(sys.argv[1])
