"""Words that tell a public office from a private person: who may be named, and who is veiled.

A person is public who acts or speaks in an office (official, officer, commander, spokesperson, signatory); private
is who was there, saw, suffered or lost somebody. The lists are guessed from conflict reporting in six languages.
"""

from __future__ import annotations

PUBLIC = frozenset(
    "president premier minister ministers chancellor king queen prince emir sultan sheikh-ul-islam pope vice-president "
    "ambassador consul envoy diplomat senator congressman congresswoman lawmaker parliamentarian deputy mp governor "
    "mayor official officials spokesman spokeswoman spokesperson spokesmen commander commanders chief general colonel "
    "brigadier major captain lieutenant sergeant admiral marshal gen col brig maj capt lt sgt officer officers leader "
    "leaders warlord emir secretary chairman chairwoman chairperson director head judge prosecutor negotiator mediator "
    "representative commissioner coordinator rapporteur delegate politician candidate superintendent inspector sheriff "
    "adviser advisor aide correspondent analyst expert professor editor ayatollah patriarch archbishop bishop "
    # French, Spanish, Portuguese
    "président présidente ministre porte-parole général colonel gouverneur maire commandant chef ambassadeur député "
    "presidente ministro ministra portavoz vocero vocera general coronel gobernador alcalde comandante jefe líder "
    "porta-voz governador prefeito chefe embaixador embajador diputado deputado "
    # Russian, Arabic
    "президент министр представитель генерал полковник губернатор мэр командир глава посол депутат лидер "
    "الرئيس رئيس وزير الوزير المتحدث متحدث الناطق ناطق قائد القائد اللواء العميد العقيد محافظ السفير النائب".split()
)

# The word, and what the pseudonym is called after it.
_PRIVATE = {
    "resident": "resident inhabitant villager citizen neighbour neighbor householder townsman habitant habitante "
    "residente vecino vecina vecinos morador moradora житель жительница жителя",
    "witness": "witness eyewitness bystander passer-by témoin testigo testemunha очевидец очевидица",
    "victim": "victim survivor casualty detainee prisoner hostage captive victime víctima vítima",
    "relative": "father mother brother sister wife husband son daughter widow widower uncle aunt cousin nephew niece "
    "grandfather grandmother grandson granddaughter relative parent fiancé fiancée orphan père mère frère soeur "
    "padre madre hermano hermana",
    "person": "farmer herder shepherd shopkeeper trader merchant teacher student pupil schoolboy schoolgirl boy girl "
    "child baby infant toddler teenager youth man woman driver worker labourer laborer nurse medic doctor paramedic "
    "rescuer volunteer housewife fisherman refugee migrant evacuee deportee shopper worshipper pilgrim passenger "
    "protester demonstrator activist baker barber carpenter mechanic vendor butcher tailor engineer pensioner "
    "grandmother blogger photographer cameraman journalist imam pastor priest nun",
}
PRIVATE = {word: called for called, words in _PRIVATE.items() for word in words.split()}

# A name that begins so is a part-name: father, mother, son or daughter of somebody.
KUNYAS = {
    "abu": "(?:abu|abou|abo)",
    "abou": "(?:abu|abou|abo)",
    "abo": "(?:abu|abou|abo)",
    "um": "(?:um|umm|oum|om)",
    "umm": "(?:um|umm|oum|om)",
    "oum": "(?:um|umm|oum|om)",
    "om": "(?:um|umm|oum|om)",
}
HONORIFICS = frozenset("mr mrs ms miss dr haji hajja hajj ustaz señor señora monsieur madame".split())
PARTICLES = frozenset("al el as ash at an ar bin ibn bint ben ould de da do dos das del van von der la le".split())

# Words of bodies, not persons.
BODIES = frozenset(
    "army armed force forces party council brigade brigades division front movement state states ministry hospital "
    "committee university school police guard guards agency union league organisation organization group coalition "
    "command corps battalion regiment government parliament court nations observatory network news press television "
    "tv radio times post media foundation association federation company bank airport street road square mosque church "
    "camp city town village province governorate district region river valley bridge market prison islamic republic "
    "kingdom emirate congress alliance authority office bureau centre center commission institute crescent cross "
    "helmets defence defense resistance liberation national international united security intelligence air navy north "
    "northern south southern east eastern west western central old new muslim muslims christian christians sunni "
    "sunnis shia shiite shiites alawite druze kurds arabs turks".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec ramadan eid".split()
)
# Words that open a sentence or a phrase with a capital letter and belong to no name.
OPENERS = frozenset(
    "the a an in on at of to from by for with as and but or if when while after before since until during he she it "
    "they we i you his her its their our my this that these those there here who what where one two three four five "
    "six seven eight nine ten eleven twelve dozens hundreds thousands several many some most all both each another "
    "more only at least around about nearly over no not local according also however meanwhile earlier later now then "
    "yesterday today afterwards reports report sources witnesses residents villagers civilians children women men "
    "people families soldiers troops rebels militants fighters police officials activists medics doctors".split()
)
BEFORE_PLACES = frozenset(
    "in at near from of around outside inside to into toward towards on across over above below between beyond "
    "through via within north south east west".split()
)
# "…, a resident said" names nobody before the comma.
SAYING = frozenset(
    "said says told tells added adds reported reports claimed claims recalled recounted explained described "
    "stated noted wrote was were is are has had who'd".split()
)
# Nouns after a part-name that make it a place or a body: "the Abu al-Zendayn crossing", "Abu Sayyaf gunmen".
AFTER_PLACES = frozenset(
    "crossing town village city district neighbourhood neighborhood camp prison checkpoint area province quarter "
    "island governorate airport base bridge square market border hospital dam road group militants bandits "
    "fighters gunmen members faction brigade rebels insurgents".split()
)
PLACE_NOUNS = frozenset("town towns village villages city district camp prison province island port suburb".split())
PART_NAMED_PLACES = frozenset(
    {
        "abu dhabi", "abu ghraib", "abu kamal", "abu musa", "abu simbel", "abu dis", "abu gosh", "abu hamad",
        "abu zabad", "abu sayyaf", "abu snan", "abu rdeis", "abu jubaihah", "umm qasr", "um qasr", "umm al fahm",
        "um al fahm", "umm durman", "om durman", "umm ruwaba", "um rawaba", "umm salal", "umm al quwain", "umm dukhun",
        "um walad", "umm walad", "um al mayathin", "um al mayadin",
    }
)  # fmt: skip
# First words of place names in Arabic, Kurdish and Persian: hill, inn, monastery, mountain, valley, village, house …
PLACE_STARTS = frozenset(
    "tal tall tell khan deir dayr jabal jebel wadi kafr kfar beit bayt bab ain ayn ras jisr bir qal'at qalat tariq "
    "kherbet khirbet nahr burj camp mount lake fort port san santa saint st".split()
)
DETERMINERS = frozenset("the a an one his her their its another un una el la uno o um uma le une".split())
# An apposition ends where a clause or a place begins.
CLAUSE_WORDS = frozenset("where when which that as after while but because since and or whose".split())
