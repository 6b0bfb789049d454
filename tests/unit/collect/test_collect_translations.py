"""Translated copies: texts of our own invention, told in several languages, and other tellings of the same events."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.collect.repeats import Repeats
from dragoman.collect.report import Given, Origin, plain_walk, report_of
from dragoman.collect.specifics import specifics_of
from dragoman.collect.translations import Translations

# language: (day, text). One story each, translated.
DAM = {
    "en": ('2023-05-04', (
        "Gunmen seized the Kalmuz dam in Sarvand province on 2 May and held 17 engineers for nine hours, Reuters "
        "reported, citing Governor Farid Tolmasov. The attackers, whom the army put at 60, left in 14 lorries "
        "towards Ust-Berdan after blowing up a transformer. Some 240,000 people in Ust-Berdan and Novokala had no"
        " power on Wednesday. Tolmasov blamed the Orun Front, which denied it. It was the third attack on the dam"
        " since 2019."
    )),
    "es": ('2023-05-04', (
        "Hombres armados tomaron la presa de Kalmuz, en la provincia de Sarvand, el 2 de mayo y retuvieron a 17 "
        "ingenieros durante nueve horas, informó Reuters, que cita al gobernador Farid Tolmasov. Los asaltantes, "
        "unos 60 según el ejército, se marcharon en 14 camiones hacia Ust-Berdán tras volar un transformador. El "
        "miércoles unas 240.000 personas seguían sin luz en Ust-Berdán y Novokala. Tolmasov acusó al Frente Orun,"
        " que lo negó."
    )),
    "ru": ('2023-05-05', (
        "Вооружённые люди захватили плотину Калмуз в провинции Сарванд 2 мая и девять часов удерживали 17 "
        "инженеров, передает Рейтер со ссылкой на губернатора Фарида Толмасова. Нападавшие, которых, по данным "
        "армии, было около 60, уехали на 14 грузовиках в сторону Усть-Бердана, взорвав трансформатор. В среду без"
        " света оставались около 240 тысяч жителей Усть-Бердана и Новокалы. Толмасов обвинил Фронт Орун, который "
        "это отрицает."
    )),
    "de": ('2023-05-04', (
        "Bewaffnete haben am 2. Mai den Kalmuz-Damm in der Provinz Sarvand besetzt und neun Stunden lang 17 "
        "Ingenieure festgehalten, wie Reuters unter Berufung auf Gouverneur Farid Tolmasow meldete. Die "
        "Angreifer, nach Angaben der Armee 60, fuhren in 14 Lastwagen in Richtung Ust-Berdan davon, nachdem sie "
        "einen Transformator gesprengt hatten. Rund 240.000 Menschen in Ust-Berdan und Nowokala waren am Mittwoch"
        " ohne Strom."
    )),
    "ar": ('2023-05-04', (
        "استولى مسلحون على سد كلموز في ولاية سرفاند في 2 أيار واحتجزوا 17 مهندسا لمدة تسع ساعات، حسب ما نقلت "
        "رويترز عن الحاكم فريد تولماسوف. وغادر المهاجمون، وعددهم 60 وفق الجيش، في 14 شاحنة باتجاه أوست بردان بعد "
        "تفجير محول. وبقي نحو 240 ألف شخص في أوست بردان ونوفوكالا بلا كهرباء يوم الأربعاء. واتهم تولماسوف جبهة "
        "أورون التي نفت ذلك."
    )),
}  # fmt: skip
FERRY = {
    "en": ('2021-11-20', (
        "A ferry carrying 83 displaced families was hit by shelling off Port Sabine on Friday, killing at least "
        "26 people, the harbour master, Amina Okello, told AFP. The Nyala Star had left Lamuru at 5 am with flour"
        " and 40 tonnes of rice. The navy of Marania said it had fired at two speedboats of the Ndovu militia. "
        "Okello said that 11 bodies had been found on Tiko beach."
    )),
    "fr": ('2021-11-19', (
        "Un ferry transportant 83 familles déplacées a été touché par des obus au large de Port Sabine vendredi, "
        "et au moins 26 personnes ont été tuées, a déclaré à l'AFP la responsable du port, Amina Okello. Le Nyala"
        " Star avait quitté Lamuru à 5 heures avec de la farine et 40 tonnes de riz. La marine du Marania affirme"
        " avoir tiré sur deux vedettes de la milice Ndovu. Onze corps ont été retrouvés sur la plage de Tiko, "
        "selon Mme Okello."
    )),
    "id": (None, (
        "Sebuah feri yang membawa 83 keluarga pengungsi terkena tembakan artileri di lepas pantai Port Sabine "
        "pada Jumat, menewaskan sedikitnya 26 orang, kata kepala pelabuhan Amina Okello kepada AFP. Nyala Star "
        "berangkat dari Lamuru pukul 5 pagi membawa tepung dan 40 ton beras. Angkatan laut Marania mengatakan "
        "menembaki dua perahu cepat milik milisi Ndovu. Sebelas jenazah ditemukan di pantai Tiko."
    )),
    "ar": (None, (
        "أصيبت عبارة تقل 83 عائلة نازحة بالقصف قبالة بورت سابين يوم الجمعة ما أدى إلى مقتل 26 شخصا على الأقل، "
        "حسبما قالت مديرة الميناء أمينة أوكيلو لوكالة فرانس برس. وكانت نيالا ستار قد غادرت لامورو في الساعة 5 "
        "صباحا وعلى متنها طحين و40 طنا من الأرز. وقالت بحرية مارانيا إنها أطلقت النار على زورقين لميليشيا ندوفو. "
        "وعثر على 11 جثة على شاطئ تيكو."
    )),
}  # fmt: skip
TALKS = {
    "en": ('2019-08-15', (
        "Delegates of the Council of Herat Valley and General Dostan Mirza's forces signed a 12-point truce in "
        "Geneva on Thursday, the United Nations said. It takes effect at midnight on 18 August and covers "
        "Zarmast, Pul-e Barik and the road to Kunjak. Each side will free 150 prisoners within ten days; 45 "
        "observers from Norway and Kenya will watch the line. UN envoy Ingrid Solheim called it a beginning. A "
        "truce of March 2017 held for 36 days."
    )),
    "pt": ('2019-08-16', (
        "Delegados do Conselho do Vale de Herat e das forças do general Dostan Mirza assinaram na quinta-feira em"
        " Genebra uma trégua de 12 pontos, informou a ONU. Entra em vigor à meia-noite de 18 de agosto e abrange "
        "Zarmast, Pul-e Barik e a estrada para Kunjak. Cada lado libertará 150 prisioneiros no prazo de dez dias;"
        " 45 observadores da Noruega e do Quénia vigiarão a linha. A enviada da ONU Ingrid Solheim falou de um "
        "começo."
    )),
    "it": (None, (
        "I delegati del Consiglio della Valle di Herat e delle forze del generale Dostan Mirza hanno firmato "
        "giovedì a Ginevra una tregua in 12 punti, ha reso noto l'ONU. Entra in vigore alla mezzanotte del 18 "
        "agosto e riguarda Zarmast, Pul-e Barik e la strada per Kunjak. Ciascuna parte libererà 150 prigionieri "
        "entro dieci giorni; 45 osservatori di Norvegia e Kenya sorveglieranno la linea."
    )),
    "tr": (None, (
        "Herat Vadisi Konseyi ile General Dostan Mirza'nın güçlerinin temsilcileri perşembe günü Cenevre'de 12 "
        "maddelik bir ateşkes imzaladı, BM açıkladı. Ateşkes 18 Ağustos gece yarısı yürürlüğe girecek ve Zarmast,"
        " Pul-e Barik ile Kunjak yolunu kapsayacak. Taraflar on gün içinde 150 esiri serbest bırakacak; Norveç ve"
        " Kenya'dan 45 gözlemci hattı izleyecek."
    )),
}  # fmt: skip
MARKET = {
    "en": ('2024-02-10', (
        "Two drones struck the cattle market of Birkat on Saturday, killing 34 people and wounding 71, the "
        "Tamasheq Doctors' Union said. The army of Kordal said it had hit a camp of the Azhar Brigades, 6 "
        "kilometres away. A trader, Ousmane Ag Lamine, counted five craters. Birkat lies 110 kilometres north of "
        "Tessalou, which the brigades have held since 9 January."
    )),
    "de": ('2024-02-11', (
        "Zwei Drohnen haben am Samstag den Viehmarkt von Birkat getroffen, 34 Menschen getötet und 71 verletzt, "
        "teilte die Tamasheq-Ärzteunion mit. Die Armee von Kordal erklärte, sie habe ein Lager der Azhar-Brigaden"
        " in 6 Kilometern Entfernung getroffen. Der Händler Ousmane Ag Lamine zählte fünf Krater. Birkat liegt "
        "110 Kilometer nördlich von Tessalou, das die Brigaden seit dem 9. Januar halten."
    )),
    "ru": ('2024-02-10', (
        "Два беспилотника ударили в субботу по скотному рынку в Биркате, погибли 34 человека, 71 ранен, сообщил "
        "Союз врачей «Тамашек». Армия Кордала заявила, что поразила лагерь «Бригад Азхар» в 6 километрах. "
        "Торговец Усман Аг Ламин насчитал пять воронок. Биркат лежит в 110 километрах к северу от Тессалу, "
        "который бригады удерживают с 9 января."
    )),
}  # fmt: skip
# The same events in other words, with other facts: no copies.
OTHER_DAM = {
    "b-fr": ('2023-05-04', (
        "L'attaque du barrage de Kalmuz a fait trois blessés, selon la directrice de l'hôpital d'Ust-Berdan, Lena"
        " Sorokh. Les 17 ingénieurs retenus par des hommes armés ont été libérés mardi soir. Dans la ville "
        "voisine de Novokala, les écoles resteront fermées jusqu'au 8 mai. Le Front Orun a démenti toute "
        "implication auprès de Reuters, et le gouverneur Farid Tolmasov a promis une enquête dans la province de "
        "Sarvand."
    )),
    "c-pt": ('2023-05-03', (
        "O governador de Sarvand, Farid Tolmasov, disse que cerca de 50 homens participaram na tomada da barragem"
        " de Kalmuz e que 17 engenheiros foram retidos. A Cruz Vermelha enviou 6 geradores para Ust-Berdan, onde "
        "240.000 pessoas estão sem luz. Segundo a Reuters, o exército mandou dois batalhões e helicópteros de "
        "Berdograd, a 130 quilómetros."
    )),
}  # fmt: skip
OTHER_FERRY = {
    "b-it": ('2021-11-20', (
        "È salito a 31 morti il bilancio del traghetto Nyala Star, colpito venerdì davanti a Port Sabine. Lo ha "
        "detto la Croce Rossa, che ha curato 58 feriti a Lamuru. La marina di Marania sostiene di aver sparato "
        "contro la milizia Ndovu; l'Unione africana chiede un'inchiesta. A bordo c'erano 83 famiglie, ha detto "
        "all'AFP Amina Okello."
    )),
    "c-es": ('2021-11-21', (
        "La milicia Ndovu acusó el domingo a la marina de Marania de atacar a sabiendas el Nyala Star. Su "
        "portavoz, Juma Baraka, dijo a la AFP que en el barco viajaban 83 familias y ningún combatiente. En Port "
        "Sabine miles de personas enterraron a 26 víctimas; Amina Okello pidió que se reabra el puerto de Lamuru."
    )),
}  # fmt: skip
OTHER_TALKS = {
    "b-ru": ('2019-08-16', (
        "Генерал Достан Мирза заявил в пятницу, что выполнит перемирие, подписанное в Женеве, если Совет долины "
        "Герат отведёт пушки от Зармаста. По его словам, 150 пленных будут освобождены после 20 августа. "
        "Спецпосланник ООН Ингрид Сольхейм прибудет в Кунджак в понедельник вместе с 8 наблюдателями из Норвегии."
    )),
    "c-fr": ('2019-08-15', (
        "Une trêve a été signée jeudi à Genève entre le général Dostan Mirza et le Conseil de la vallée de Herat."
        " L'envoyée de l'ONU Ingrid Solheim a parlé d'un début. Le texte prévoit l'échange de 150 prisonniers de "
        "chaque côté et le déploiement d'observateurs venus de Norvège et du Kenya, mais rien n'est dit du sort "
        "de Pul-e Barik, où 4 000 combattants sont encerclés, remarque un diplomate."
    )),
}  # fmt: skip
OTHER_MARKET = {
    "b-fr": ('2024-02-11', (
        "Les Brigades Azhar ont accusé dimanche l'armée de Kordal d'avoir bombardé le marché de Birkat, où 34 "
        "personnes sont mortes. Le porte-parole militaire, le colonel Idriss Yaro, assure que la frappe visait un"
        " dépôt de carburant. Des blessés ont été conduits à Tessalou, à 110 kilomètres, faute de médecins à "
        "Birkat, rapporte l'ONG Sahel Secours."
    )),
    "c-es": ('2024-02-12', (
        "Médicos de Birkat elevaron a 39 los muertos del ataque con drones del sábado contra el mercado de "
        "ganado. El comerciante Ousmane Ag Lamine perdió a dos hijos. El ejército de Kordal abrió una "
        "investigación; las Brigadas Azhar, que controlan Tessalou desde el 9 de enero, llamaron a tres días de "
        "luto."
    )),
}  # fmt: skip
STORIES = {"dam": DAM, "ferry": FERRY, "talks": TALKS, "market": MARKET}
OTHERS = {"dam": OTHER_DAM, "ferry": OTHER_FERRY, "talks": OTHER_TALKS, "market": OTHER_MARKET}
# Two languages whose capitals tell nothing are not compared: no name is sure in either.
UNSEEN = {("dam", "de", "ar"), ("dam", "ar", "de")}
PAIRS = [
    (story, left, right)
    for story, told in STORIES.items()
    for left in told
    for right in told
    if left != right and (story, left, right) not in UNSEEN
]


def report(text, language, day=None, outlet=None):
    known = Given(published=day, language=language, outlet=outlet)
    return report_of(plain_walk(text), Origin("a", "utf-8", text.encode()), known)


def told(story, language):
    day, text = (STORIES[story] | OTHERS[story])[language]
    return report(text, language.split("-")[-1], day)


def groups(reports):
    """The ids of the reports that share a group, as sets."""
    repeats, found = Repeats(), {}
    for placed in map(repeats.place, reports):
        found.setdefault(placed.origin_group, set()).add(placed.id)
    return {frozenset(ids) for ids in found.values()}


def keys(text, language="en"):
    return [key for key, sure in specifics_of(report(text, language)).keys.items() if sure]


@pytest.mark.parametrize(("story", "left", "right"), PAIRS)
def test_a_translation_is_a_copy(story, left, right):
    repeats = Repeats()
    first = repeats.place(told(story, left))
    second = repeats.place(told(story, right))
    assert second.origin_group == first.origin_group
    assert second.repeat_of == first.id


@pytest.mark.parametrize("story", STORIES)
def test_another_telling_of_the_same_event_is_not(story):
    for other in OTHERS[story]:
        for language in STORIES[story]:
            assert len(groups([told(story, language), told(story, other)])) == 2, (other, language)


def test_all_stories_together_stay_apart():
    every = [told(story, language) for story in STORIES for language in (*STORIES[story], *OTHERS[story])]
    random.Random(3).shuffle(every)
    apart = [told(story, other).id for story in STORIES for other in OTHERS[story]]
    found = groups(every)
    assert all(frozenset((one,)) in found for one in apart)
    assert len(found) <= len(STORIES) + len(apart) + 1  # the German dam may stand apart from the Arabic one


# Reports that are all copies of each other, and strangers: a report that bridges two settled groups joins one only.
MUTUAL = [told("ferry", x) for x in FERRY] + [told("talks", x) for x in TALKS] + [told("market", x) for x in MARKET]
STRANGERS = [told(story, other) for story in OTHERS for other in OTHERS[story]]


@settings(max_examples=15, deadline=None)
@given(st.permutations([*MUTUAL, *STRANGERS]))
def test_the_order_of_taking_in_does_not_change_who_shares_a_group(order):
    assert groups(order) == groups([*MUTUAL, *STRANGERS])


def test_what_the_store_remembers_is_enough_to_go_on():
    first = Repeats().place(told("dam", "en"))
    again = Repeats()
    again.remember(replace(first, origin_group="org_of_old"))
    placed = again.place(told("dam", "ru"))
    assert (placed.origin_group, placed.repeat_of) == ("org_of_old", first.id)


def test_a_copy_of_a_translation_belongs_to_the_first_origin():
    cut = FERRY["fr"][1].rsplit(" Onze", 1)[0]
    assert len(groups([told("ferry", "en"), told("ferry", "fr"), report(cut, "fr", "2021-11-19")])) == 1


@pytest.mark.parametrize(
    ("day", "language"),
    [("2023-05-08", "es"), ("2022-05-04", "es"), ("2023-05-04", None)],
)
def test_days_apart_or_of_unknown_language_it_is_no_copy(day, language):
    second = replace(report(DAM["es"][1], "es", day), language=language)
    assert len(groups([told("dam", "en"), second])) == 2


def test_short_bulletins_on_one_event_are_no_copies():
    left = report("A bomb killed 34 people in Birkat on Saturday, doctors said.", "en", "2024-02-10")
    right = report("Una bomba mató el sábado a 34 personas en Birkat.", "es", "2024-02-10")
    assert len(groups([left, right])) == 2


def test_short_scraps_that_share_an_agency_are_no_copies():
    left = report("Rebels left the town of Kalmuz on Monday, AFP reported.", "en")
    right = report("Los rebeldes dejaron Kalmuz el lunes, informó la AFP.", "es")
    assert len(groups([left, right])) == 2


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They held 2,600 men and 50 000 women for twenty-five days.", ["2600", "50000", "25"]),
        ("en", "It cost three hundred thousand, or two million, in 2019.", ["300000", "2000000", "2019"]),
        ("es", "unas 312 mil toneladas y treinta y dos camiones, 2.600 sacos", ["312000", "32", "2600"]),
        ("pt", "cerca de 300 mil pessoas e dezessete feridos", ["300000", "17"]),
        ("fr", "plus de 50 000 personnes, dix-sept blessés et deux cents tentes", ["50000", "17", "200"]),
        ("it", "duecento morti e 20 mila sfollati", ["200", "20000"]),
        ("de", "zwölf Soldaten und 4.000 Kämpfer", ["12", "4000"]),
        ("id", "lima belas warga dan dua puluh lima tentara", ["15", "25"]),
        ("ru", "около 2 тысяч бойцов и двадцать пять раненых", ["2000", "25"]),
        ("ar", "قتل ١٥٩ مدنيا ونزح 240 ألف شخص", ["159", "240000"]),
    ],
)
def test_numbers_are_read_in_figures_and_words(language, text, expected):
    assert [k for k in keys(text, language) if k.startswith("number:")] == [f"number:{n}" for n in expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It began on 6 July."), ("en", "It began on July 6th."), ("es", "Empezó el 6 de julio."),
        ("fr", "Cela a commencé le 6 juillet."), ("pt", "Começou em 6 de julho."), ("it", "Iniziò il 6 luglio."),
        ("de", "Es begann am 6. Juli."), ("id", "Dimulai pada 6 Juli."), ("ru", "Началось 6 июля."),
        ("ar", "بدأ في 6 تموز."), ("ar", "بدأ في ٦ يوليو."), ("tr", "Olay 6 Temmuz günü başladı."),
    ],
)  # fmt: skip
def test_days_are_read_in_several_languages(language, text):
    assert [k for k in keys(text, language) if k.startswith(("day", "number"))] == ["day:07-06"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("in Daraa", "в Деръа"), ("in Daraa", "في درعا"), ("to Damascus", "a Damasco"), ("to Damascus", "из Дамаска"),
        ("from Moscow", "из Москвы"), ("the OSDH", "the SOHR"), ("said Reuters", "по данным Рейтер"),
        ("by Asad", "от Асадом"), ("in Germany", "na Alemanha"), ("the United Nations", "la ONU"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_meet(left, right):
    both = [set(specifics_of(report(f"x {text} y.", "en")).keys) for text in (left, right)]
    assert both[0] & both[1]


def test_an_agency_in_the_outlets_name_counts():
    assert "agency:afp" in specifics_of(report("Shells fell on the town again.", "en", outlet="Ceylon Post (AFP)")).keys


def test_time_grows_with_the_text_and_no_faster():
    def seconds(count):
        known, start = Translations(), time.perf_counter()
        for n in range(count):
            text = DAM["en"][1].replace("17", str(n + 20)).replace("Tolmasov", f"Tolmasov and Bek{n}rad")
            one = replace(report(text, "en"), id=f"rep_{n}", language=("en", "es")[n % 2])
            specifics = specifics_of(one)
            known.original(one, specifics)
            known.note(one, specifics)
        return time.perf_counter() - start

    seconds(20)
    assert seconds(320) < 16 * seconds(80) + 0.5
