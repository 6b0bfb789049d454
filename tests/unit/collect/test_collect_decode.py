"""Encodings: found, never assumed; what is no text is refused with a reason."""

import pytest

from dragoman.collect.decode import decoded
from dragoman.errors import InputError

ENGLISH = "The army shelled the town – residents of Dara’a fled."
FRENCH = (
    "L’armée a pilonné la ville, où des négociations étaient menées à l’aube. Les habitants, très inquiets, ont été évacués "
    "après l’échec des pourparlers : « c’est terminé », a déclaré un responsable."
)
RUSSIAN = (
    "Армия обстреляла северный квартал города в воскресенье, сообщил представитель военных. Жители квартала "
    "говорят, что обстрел продолжался до рассвета."
)
ARABIC = "قصف الجيش الحي الشمالي من المدينة يوم الأحد، وقال السكان إن القصف استمر حتى الفجر وإن عائلات كثيرة غادرت."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ARABIC, "utf-8"),
        (ARABIC, "utf-16"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (ARABIC, "cp1256"),
    ],
)
def test_text_comes_back_whatever_it_was_saved_in(text, codec):
    raw = text.encode(codec)
    found = decoded(raw, "a.txt")
    assert found.text == text
    assert raw.decode(found.encoding) == text


def test_a_page_may_declare_its_encoding():
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"></head>' + ARABIC[:30]
    found = decoded(page.encode("cp1256"), "a.html", html=True)
    assert (found.text, found.encoding) == (page, "cp1256")


def test_a_page_that_declares_wrongly_is_read_all_the_same():
    page = '<meta charset="utf-8"><p>' + FRENCH
    assert decoded(page.encode("cp1252"), "a.html", html=True).text == page
    page = '<meta charset="no-such-thing"><p>' + FRENCH
    assert decoded(page.encode("cp1252"), "a.html", html=True).text == page


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"%PDF-1.7 stuff", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n123", "picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"A text with a\0 zero in it, and many more words after it.", "NUL"),
        ("Dara’a – Sanʿaʾ – Ḥoms – ".encode() * 9 + b"\xff\xfe", "broken at byte"),
        (b"a report with a \xed\xa0\x80 half character", "broken at byte"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "broken at byte"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason_and_what_to_do(raw, told):
    with pytest.raises(InputError, match=told) as caught:
        decoded(raw, "a.txt")
    assert caught.value.where == "a.txt"
    assert caught.value.do
