"""Languages: told by script and statistics, or not at all."""

import pytest

from dragoman.collect.language import given_language, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army shelled the northern quarter of the town on Sunday, residents said.", "en"),
        ("El ejército bombardeó el barrio norte de la ciudad el domingo, según los vecinos.", "es"),
        ("O exército bombardeou o bairro norte da cidade no domingo, disseram os moradores.", "pt"),
        ("L'armée a bombardé le quartier nord de la ville dimanche, selon les habitants.", "fr"),
        ("Tentara menembaki bagian utara kota itu pada hari Minggu, kata warga setempat.", "id"),
        ("Армия обстреляла северный квартал города в воскресенье, сообщили жители.", "ru"),
        ("Армія обстріляла північний квартал міста в неділю, повідомили мешканці.", "uk"),
        ("قصف الجيش الحي الشمالي من المدينة يوم الأحد، بحسب السكان.", "ar"),
        ("ارتش روز یکشنبه محله شمالی شهر را گلوله‌باران کرد، به گفته ساکنان.", "fa"),
        ("הצבא הפגיז את הרובע הצפוני", "he"),
        ("軍は北部地区を砲撃した", "ja"),
        ("军队炮击了北部地区", "zh"),
        ("Homs 2021", None),
        ("", None),
        ("12:30 – 45", None),
        ("Army", None),
    ],
)
def test_language(text, code):
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [("en-GB", "en"), ("English", "en"), ("AR", "ar"), ("und", None), ("", None), (None, None), ("x1", None)],
)
def test_a_stated_language_is_taken_where_it_is_one(value, code):
    assert given_language(value) == code
