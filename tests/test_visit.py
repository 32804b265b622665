"""A visit to Home: its history, corrections and threshold, and a batch, driven as a visitor would."""

import gc
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from mnist_core.data.dataset import load_test_set
from mnist_core.io.records import Record
from mnist_core.ui import visit
from mnist_core.ui.picture import Picture

HOME = Path(__file__).parent.parent / "streamlit_app.py"


def encoded(index):
    data = io.BytesIO()
    Image.fromarray(255 - load_test_set()[0][index]).resize((112, 112)).save(data, "png")
    return data.getvalue()


@pytest.fixture
def home():
    return opened_history(AppTest.from_file(HOME, default_timeout=120))


def opened_history(app):
    app.session_state["history_open"] = True
    return checked(app.run())


def checked(app):
    assert not app.exception
    return app


def upload(app, *files):
    for name, data in files:
        app.file_uploader[0].upload(name, data)
    return checked(app.run())


def finish_batch(app):
    app.session_state["batch"].wait(120)
    return checked(app.run())


def labelled(app, label):
    return next(button for button in app.button if button.label == label)


def test_the_first_picture_is_not_part_of_the_history(home):
    assert len(home.dataframe) == 0


def test_each_picture_is_in_the_history_once_newest_first(home):
    for name, index in (("seven.png", 0), ("two.png", 1), ("seven again.png", 0)):
        upload(home, (name, encoded(index)))
    table = home.dataframe[0].value
    assert table["name"].tolist() == ["seven again.png", "two.png"]
    assert table["text"].tolist() == ["7", "2"]
    assert table["picture"].str.startswith("data:image/").all()


def test_a_reading_opens_again_and_the_history_is_cleared(home):
    upload(home, ("two.png", encoded(1)))
    upload(home, ("seven.png", encoded(0)))
    two = next(iter(home.session_state["history"]))
    record = home.session_state["history"][two]
    home.session_state["picture"] = Picture(record.name, record, two)
    checked(home.run())
    assert home.metric[0].value == "2"
    labelled(home, "Clear the history").click()
    checked(home.run())
    assert len(home.dataframe) == 0


def test_what_is_no_longer_in_the_history_is_forgotten(home, monkeypatch):
    monkeypatch.setattr(visit, "MOST_KEPT", 2)
    gc.collect()
    before = {id(each) for each in gc.get_objects() if isinstance(each, Record)}
    for index in range(5):
        upload(home, (f"{index}.png", encoded(index)))
    gc.collect()
    kept = [each for each in gc.get_objects() if isinstance(each, Record) and id(each) not in before]
    assert len(kept) == 2


def test_the_history_is_of_one_session_only(home):
    upload(home, ("two.png", encoded(1)))
    other = opened_history(AppTest.from_file(HOME, default_timeout=120))
    assert len(other.dataframe) == 0


def test_a_correction_is_kept_and_counted(home):
    upload(home, ("two.png", encoded(1)))
    truth = home.get("pills")[0]
    truth.set_value(3)
    checked(home.run())
    [record] = home.session_state["history"].values()
    assert record.truths() == [3]
    assert any("You said 3" in text.value for text in home.markdown)
    assert any("**0 of 1**" in text.value for text in home.markdown)
    home.get("pills")[0].set_value(2)
    checked(home.run())
    assert any("**1 of 1**" in text.value for text in home.markdown)


def test_the_least_certain_digit_is_asked_about_first(home):
    row = np.pad(np.hstack(load_test_set()[0][:4]), 20).repeat(4, 0).repeat(4, 1)
    data = io.BytesIO()
    Image.fromarray(255 - row).save(data, "png")
    upload(home, ("number.png", data.getvalue()))
    [record] = home.session_state["history"].values()
    assert len(record.digits) == 4
    sure = [digit.confidence for digit in record.digits]
    assert home.selectbox[0].value == sure.index(min(sure)) != 0


def test_a_sample_is_counted_by_its_label():
    app = AppTest.from_file(HOME, default_timeout=120)
    app.query_params["sample"] = "1"
    opened_history(app)
    assert any("**1 of 1**" in text.value for text in app.markdown)


def test_the_threshold_marks_a_reading_not_sure(home):
    upload(home, ("two.png", encoded(1)))
    assert home.dataframe[0].value["status"].tolist() == ["read"]
    home.slider(key="threshold").set_value(100)
    checked(home.run())
    assert home.dataframe[0].value["status"].tolist() == ["not sure"]


def test_the_history_is_made_for_who_opens_it():
    app = checked(AppTest.from_file(HOME, default_timeout=120).run())
    upload(app, ("two.png", encoded(1)))
    assert len(app.dataframe) == 0
    assert len(opened_history(app).dataframe) == 1


def test_no_digit_is_an_answer_too(home):
    upload(home, ("two.png", encoded(1)))
    home.get("pills")[0].set_value("?")
    checked(home.run())
    [record] = home.session_state["history"].values()
    assert record.truths() == ["?"]
    assert any("You said ?" in text.value for text in home.markdown)


def test_a_wrong_label_takes_the_green_from_the_status(home):
    green = ":green-badge[:material/check_circle: Read]"
    upload(home, ("two.png", encoded(1)))
    assert any(green in text.value for text in home.markdown)
    home.get("pills")[0].set_value(3)
    checked(home.run())
    assert not any(green in text.value for text in home.markdown)


@pytest.mark.parametrize("value", ["-1", "101", "low", "nan"])
def test_a_threshold_in_the_address_that_is_none_breaks_nothing(value):
    app = AppTest.from_file(HOME, default_timeout=120)
    app.query_params["threshold"] = value
    assert 0 <= checked(app.run()).slider(key="threshold").value <= 100


def test_several_files_make_a_batch(home):
    upload(home, ("7_a.png", encoded(0)), ("bad.png", b"nothing"), ("4_b.png", encoded(1)))
    table = finish_batch(home).dataframe[0].value
    assert table["name"].tolist() == ["7_a.png", "bad.png", "4_b.png"]
    assert table["text"].tolist() == ["7", "", "2"]
    assert table["status"].tolist()[1] == "could not be opened"
    assert table["note"].tolist()[1]


def test_a_batch_takes_the_place_of_the_picture_before_until_another_is_chosen(home):
    assert home.metric[0].value == "7"
    upload(home, ("a.png", encoded(1)), ("b.png", encoded(2)))
    finish_batch(home)
    assert not home.metric
    assert not home.get("plotly_chart")
    upload(home, ("c.png", encoded(3)))
    assert home.metric[0].value == "0"
    assert len(home.dataframe) == 2  # the batch and the history


def test_a_batch_is_filtered_by_status(home):
    upload(home, ("a.png", encoded(0)), ("bad.png", b"nothing"))
    finish_batch(home)
    home.get("pills")[0].set_value(["could not be opened"])
    assert checked(home.run()).dataframe[0].value["name"].tolist() == ["bad.png"]


def test_a_batch_is_compared_with_its_file_names(home):
    upload(home, ("7_a.png", encoded(0)), ("4_b.png", encoded(1)), ("holiday.png", encoded(2)))
    finish_batch(home)
    home.toggle(key="compare-1").set_value(True)
    checked(home.run())
    assert [record.label for record in home.session_state["batch"].records] == ["7", "4", ""]
    [said] = [text.value for text in home.markdown if "read as their names say" in text.value]
    assert said.startswith("**1 of 2** read as their names say: 50.0%. 1 not compared")
    confusion = home.dataframe[0].value
    assert confusion.loc[7, "7"] == 1
    assert confusion.loc[4, "2"] == 1
    assert confusion.drop(columns="named").to_numpy().sum() == 2


def test_what_the_name_says_is_shown_whatever_was_read(home):
    upload(home, ("7_a.png", encoded(0)), ("4_b.png", encoded(1)), ("210_c.png", encoded(2)))
    finish_batch(home)
    home.toggle(key="compare-1").set_value(True)
    table = checked(home.run()).dataframe[1].value
    assert table["truth"].tolist() == ["7", "4", "210"]


def test_a_zip_makes_a_batch_and_a_bad_one_says_why(home):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("class/7.png", encoded(0))
        archive.writestr("__MACOSX/._7.png", b"junk")
    upload(home, ("class.zip", data.getvalue()))
    assert finish_batch(home).dataframe[0].value["name"].tolist() == ["class/7.png"]
    upload(home, ("broken.zip", b"PK\x03\x04 broken"))
    assert "broken.zip" in home.error[0].value


def test_a_batch_can_be_closed(home):
    upload(home, ("a.png", encoded(0)), ("b.png", encoded(1)))
    finish_batch(home)
    labelled(home, "Close the batch").click()
    checked(home.run())
    assert "batch" not in home.session_state
    assert not any("Batch of" in heading.value for heading in home.subheader)
    assert home.metric[0].value == "7"  # what was shown before
