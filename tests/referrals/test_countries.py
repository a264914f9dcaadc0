"""Countries in words: what young people type when they are asked where they are, and what is no answer."""

from __future__ import annotations

import pytest

from bot.assistant.examples import everyday_words
from bot.referrals import country_name, find_country, shares_its_name, slips
from bot.referrals.cities import big_cities
from bot.referrals.country_names import demonyms, fold, gazetteer, names
from tests.conftest import DATA

# One line: code, then ways of saying it. The four languages in turn; misspellings and no capitals as they come.
ENGLISH = """
KE: helpline in kenia | i live in kenya | Kenya | kenyan | im kenyan | from kenya pls | kenyaa | number for kenya
NL: im from holland | the netherlands | Netherlands | i am dutch | neatherlands | dutch helpline
NL: living in the nederlands
GB: uk | UK | england | im in the uk | I'm from Scotland | wales | great britain | northern ireland | U.K.
GB: british helpline number | united kindom | live in engalnd
US: usa | the states | America | US | i live in the US | united states | im american | U.S. | im in the usa
US: untied states
TR: i moved to turkey | we just moved to turkey
PT: no i meant portugal | actually portugal | portugal actually | no not spain i meant portugal
PT: i moved from spain to portugal
DE: change country to germany | no germany i mean germany
JO: i meant jordan | i moved to jordan
CA: set my country to canada | wait im in canada
DE: germany | i'm in Germany now | germny | im german
FR: france | i live in france | im french
CZ: czech republic | czechia
PH: phillipines | the philippines | im filipina | pinoy
NG: nigeria | naija | nigera | nigerian
ZA: south africa | mzansi | im south african
AE: dubai | uae | united arab emirates
KR: south korea | korea
IN: i am from india | India | helpline for india | im indian
JO: jordan | i live in jordan | im from jordan
GE: the country Georgia | i'm from Georgia, tbilisi | in georgia the country
TD: chad | i live in chad
TR: turkey | turkiye | i live in turkey
CN: china | i am from china
IE: ireland | i live in ireland | irish helpline
NZ: new zealand | aotearoa | NZ | newzealand
TT: trinidad and tobago | trinidad
BR: brasil | brazil | brazill
CH: switzerland | swizerland | im swiss
VN: vietnam | viet nam
SG: singapore | im singaporean
FJ: fiji | i live in fiji
SO: somalia | im from somalia
HK: hong kong
VA: vatican city
CI: ivory coast
CD: dr congo
MX: mexico | mexico city
ES: spain | spian
UA: ukraine | the ukraine
PK: pakistan | pakistn
EG: egypt | eygpt
LK: sri lanka | srilanka
AU: australia | im an aussie | austrailia
SE: sweden | what is the number in sweden
GH: i am in ghana rn | helpline numbers for ghana please
IT: itally | currently in italy | i stay in italy
PT: portgal | im portuguese
JP: tokyo japan | i live in japan with my mum
ZW: zim | zimbabwae | harare zimbabwe
BD: bangladsh | i am from bangladesh
JM: jamacia | im jamaican
UG: from uganda | kampala uganda
NL: ned | amsterdam in the netherlands
CA: im in canda | canadian | toronto canada
US: u.s.a | us | new york
HR: croatia helpline
CR: costa rika
TZ: tanzanya
US: im in georgia atlanta | georgia usa | savannah, georgia
DE: i from syria now germany | im from syria, moved to germany | born in syria, now in germany
DE: im syrian living in germany | i was in syria now i live in germany
KE: niko kenya | naishi kenya
"""
FRENCH = """
FR: je suis en france | france | j'habite en France | je suis français
BE: j'habite en belgique | je suis belge | belgique
CH: je vis en suisse | la suisse
CA: au canada | je suis canadienne
MA: je suis au maroc | maroc
CM: je viens du cameroun | cameroun
DE: en allemagne | allemagne | j'habite en alemagne
GB: au royaume-uni | angleterre | royaume uni
ES: je suis en espagne | espagne
TG: je suis au togo
US: aux états-unis | etats unis
LU: je suis au luxembourg
SN: je suis au sénégal
NL: aux pays-bas
FR: de france | française
BE: en Belgique svp | bruxelles
CI: en cote d'ivoire | je suis en côte d’ivoire
SN: je suis sénégalais
TN: je viens de tunisie
"""
GERMAN = """
AT: ich wohne in österreich | Österreich | ich bin österreicherin | oesterreich | in ostereich
DE: deutschland | ich komme aus deutschland | in Deutschland | ich bin deutsche | deutchland
CH: schweiz | ich lebe in der schweiz | aus der schweiz
TR: ich bin in der türkei
GB: england | vereinigtes königreich | großbritannien
US: ich wohne in den usa | vereinigte staaten
FR: frankreich | ich bin in frankreich
NL: niederlande | ich bin aus holland
PL: ich komme aus polen
GR: griechenland
HU: ungarn
IT: ich lebe in italien
UA: ich komme aus der ukraine
LU: ich wohne in luxemburg
DE: bin aus deutschland | hier in deutschland | dtl
AT: ich bin aus wien österreich | östereich
IR: ich bin im iran
CZ: ich wohne in tschechien
"""
SPANISH = """
ES: españa | vivo en españa | soy española | espania
MX: soy de méxico | estoy en mexico | mexico | soy mexicana
AR: argentina | vivo en argentina | soy argentino
CO: colombia | soy de colombia | soy colombiana
PE: soy de perú | vivo en peru
DO: república dominicana
GB: reino unido | vivo en inglaterra
US: estados unidos | vivo en estados unidos | eeuu
DE: vivo en alemania
CL: soy de chile | chile
BO: bolivia
EC: estoy en ecuador
BR: brasil
HN: soy de honduras
GT: soy guatemalteca | guatmala
VE: soy de venezuela
PY: estoy en paraguay
US: en los estados unidos
"""
NO_COUNTRY = """
en: my friend Georgia said | jordan keeps texting me | chad is mean | turkey sandwich | Georgia told me to send it
en: hi im jordan | my name is chad | i love china plates | do you speak german | in english please
en: can we talk in french
en: he is from nigeria | my friend is from france | she lives in spain | some guy from russia is blackmailing me
en: but my mama is ofw in dubai, i only have lola | my dad works in germany
en: they are in the uk | my cousin in kenya | im not in the uk | i dont live in germany
en: no | NO | it | IT | tell us | help us | us girls | rather not say | i dont want to say | why | why do you ask
en: chill | being | begin | child | women | tiger | sudden | i ran away | oh man | to go | in peru and in chile
en: i got a message from jordan | kenya from my class is being horrible | israel is my brother | whats a chain letter
en: what is grooming | how do i report | someone has my pictures | i feel so alone | thanks | ok | lol
en: somewhere else
en: prefer not to say | skip | none of your business | in my room | at home | from school | in a group chat
en: from instagram
en: my dad is german | i like spanish food | he wants to meet me in france | a man from egypt keeps messaging
en: brazilian guy on insta | im learning french | she moved to canada | i hate chile con carne | the french teacher
en: switch to german please | change to french | can you switch to italian | switched to turkish lessons
en: she moved to canada | he meant spain | actually jordan said so | i mean china is far | i mean he is from spain
en: is india a nice name | i saw it on tv from america | jordan from my school sent it | chad and jordan are mean
en: georgia is my girlfriend | i was talking to kenya | someone in poland has my pics | my mum is from ghana
fr: parlez-vous allemand | en anglais svp | mon ami est en espagne | non | une réunion | dominique m'a écrit
fr: je ne veux pas le dire
de: mein freund ist aus polen | sprichst du englisch | nein | auf deutsch bitte | er wohnt in italien
de: georgien hat es gesagt
es: mi amigo es de cuba | no | habla inglés | mi novia vive en francia | granada es mi gata | en español por favor
"""


def _table(lines: str) -> list[tuple[str, str]]:
    rows = [line.partition(": ") for line in lines.strip().splitlines()]
    return [(key, said.strip()) for key, _, texts in rows for said in texts.split(" | ")]


POSITIVE = [
    (lang, code, text)
    for lang, lines in (("en", ENGLISH), ("fr", FRENCH), ("de", GERMAN), ("es", SPANISH))
    for code, text in _table(lines)
]


def test_at_least_95_of_100_ways_to_name_a_country_are_understood() -> None:
    wrong = [
        (text, code, find_country(text, lang)) for lang, code, text in POSITIVE if find_country(text, lang) != code
    ]
    assert len(POSITIVE) > 200
    assert {lang for lang, _, _ in POSITIVE} == {"en", "fr", "de", "es"}
    assert len(wrong) <= 0.05 * len(POSITIVE), wrong


def test_a_name_that_is_understood_is_never_understood_as_another_country() -> None:
    found = {(text, code): find_country(text, lang) for lang, code, text in POSITIVE}
    assert {key: code for key, code in found.items() if code not in (None, key[1])} == {}


@pytest.mark.parametrize(("lang", "text"), _table(NO_COUNTRY))
def test_what_is_no_answer_gives_no_country(lang: str, text: str) -> None:
    assert find_country(text, lang) is None


@pytest.mark.parametrize(
    "text",
    ["the guys name is Darren", "the guys", "the bus", "im in the bus", "help in the bus", "i need help from the guys"]
    + ["im in the user menu", "it was threw us", "help for texts", "zombie", "im in games", "a grenade", "my granddad"]
    + ["an island", "im in the state", "someone down under the bed", "its romantic", "switch to germn"],
)
def test_everyday_words_are_no_country(text: str) -> None:
    assert find_country(text, "en") is None


def test_no_everyday_word_is_a_misspelt_country() -> None:
    everyday = everyday_words(DATA)
    assert find_country("helpline in surinme", "en", everyday) == "SR"
    assert find_country("helpline in surinme", "en", {"surinme"}) is None
    assert find_country("i moved to turkey", "en", everyday) == "TR"
    known = {*names("en"), *demonyms(), *big_cities(), "us"}
    assert {word for word in everyday if find_country(word, "en", everyday)} <= known


@pytest.mark.parametrize("text", ["", "   ", "🙂", "?!", "a" * 5000, "kenya " * 500, "\u202ekenya\x00"])
def test_strange_texts_do_no_harm(text: str) -> None:
    assert find_country(text) in (None, "KE")


def test_two_countries_are_none_unless_one_is_clearly_theirs() -> None:
    assert find_country("france or germany") is None
    assert find_country("im from kenya but i live in germany") == "DE"
    assert find_country("I'm in Ireland, not the UK") == "IE"


@pytest.mark.parametrize("text", ["france or germany", "from france in germany", "i live in france i live in germany"])
def test_of_two_countries_that_stand_equal_the_known_one_stays(text: str) -> None:
    assert find_country(text, "en", here="DE") == "DE"
    assert find_country(text, "en", here="GB") is None


@pytest.mark.parametrize("text", ["georgia", "im in georgia", "helpline in georgia"])
def test_a_name_of_two_places_is_no_country_until_one_is_known(text: str) -> None:
    assert find_country(text, "en") is None
    assert shares_its_name(text, "en", here="GB")
    assert find_country(text, "en", here="US") == "US"
    assert find_country(text, "en", here="GE") == "GE"


@pytest.mark.parametrize(
    ("text", "here"),
    [("a nurse in Victoria", "AU"), ("im in east london", "GB"), ("im in victoria", "GB"), ("estoy en santiago", "DO")],
)
def test_a_part_of_the_country_called_like_a_city_abroad_changes_nothing(text: str, here: str) -> None:
    assert find_country(text, "en", here=here) == here
    assert find_country(text, "en") is None, "nor is one guessed"


def test_a_part_of_one_country_is_a_city_of_another_for_who_is_there() -> None:
    assert find_country("im in east london", "en", here="ZA") == "ZA"
    assert find_country("im in victoria", "en", here="CA") == "CA"
    assert find_country("im in santiago", "en", here="CL") == "CL"


def test_every_part_is_named_like_a_big_city_of_another_country() -> None:
    strange = [
        name for name, of in gazetteer().parts.items() if not (cities := big_cities().get(name)) or of & set(cities)
    ]
    assert strange == []


def test_a_person_with_a_shared_name_is_no_place() -> None:
    assert find_country("georgia told me to send it", "en", here="US") is None
    assert not shares_its_name("my friend georgia is scared", "en")


def test_every_country_is_found_by_its_name_in_every_language(directory) -> None:
    missed = [
        (lang, country)
        for lang in ("en", "fr", "de", "es")
        for country in directory.countries(lang)
        if find_country(country["name"], lang) != country["code"] and fold(country["name"]) not in gazetteer().shared
    ]
    assert missed == []


def test_names_fall_back_to_english_and_then_to_the_code() -> None:
    assert country_name("DE", "fr") == "Allemagne"
    assert country_name("de", "xx-unknown") == "Germany"
    assert country_name("QQ", "en") == "QQ"


def test_no_cache_keeps_what_was_typed():
    assert find_country("helpline in germny") == "DE"
    assert not hasattr(slips.misspelt, "cache_info")
