"""Through the front door: where somebody comes from is asked about with one button, and sets nothing by itself."""

from tests.conftest import payloads, texts


def test_an_origin_keeps_the_set_country_and_offers_the_other(stack) -> None:
    answer = stack.say("im from syria", country="DE")
    assert answer["referrals"]["country"] == "DE" and "Germany" in texts(answer) and "Syria" in texts(answer)
    answer = stack.say("i am from kenya", country="DE")
    assert answer["referrals"]["country"] == "DE"
    assert payloads(answer) == ['/set_country{"at":"KE"}']
    answer = stack.say(payloads(answer)[0], answer["session"], country="DE")
    assert answer["referrals"]["country"] == "KE"


def test_a_country_in_its_own_letters_a_flag_and_a_big_city_are_heard(stack) -> None:
    for said, code in (("日本", "JP"), ("🇬🇧", "GB"), ("i live in nairobi", "KE"), ("no wait im in kenya", "KE")):
        asked = stack.say('/change_country')
        assert stack.say(said, asked["session"])["referrals"]["country"] == code, said


def test_a_country_without_services_is_remembered_with_its_finders(stack) -> None:
    answer = stack.say("helpline in greenland")
    found = answer["referrals"]
    assert found["country"] == "GL" and found["emergency"]["number"] == "112"
    assert found["talk"]["country"] is None and found["report"]["country"] is None
