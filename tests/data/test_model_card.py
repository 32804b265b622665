"""The model card as pages read it."""

from mnist_core.data.model_card import load_model_card


def test_card_is_read(tmp_path):
    path = tmp_path / "card.json"
    path.write_text('{"parameters": 121930}', encoding="utf-8")
    assert load_model_card(path) == {"parameters": 121930}


def test_missing_broken_or_foreign_card_is_empty(tmp_path):
    path = tmp_path / "card.json"
    assert load_model_card(path) == {}
    for content in (b"{", b"[1]", b"\xff\xfe"):
        path.write_bytes(content)
        assert load_model_card(path) == {}
