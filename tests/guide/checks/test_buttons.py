import pytest

from bot.guide.checks import check_data


def errors(data) -> list[str]:
    return [str(problem) for problem in check_data(data.folder) if problem.severity == "error"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[menu,", "[meun,", "`meun` is no button"),
        ('"{contacts}"', '"{contacts}", "See {contacts}."', "{contacts} stands inside a sentence"),
        ('"{contacts}"', '"{contacts}", "Or {crisis_line}."', "{crisis_line} stands inside a sentence"),
    ],
)
def test_phrases_name_buttons_that_exist_and_contacts_on_their_own(data, old: str, new: str, says: str) -> None:
    data.change("guide/en/phrases/help.yml", old, new)
    [error] = errors(data)
    assert says in error


def test_a_command_is_a_button_or_an_intent(data) -> None:
    place = data.change("lang/en/commands.yml", "back:", "backwards:")
    assert errors(data) == [f"{place}: there is no command `backwards`. Use the name of a button or an intent."]


def test_every_button_has_words(data) -> None:
    data.change("guide/en/phrases/ui.yml", "  menu: Words\n", "")
    place = data.place("guide/en/phrases/ui.yml", "buttons:")
    assert errors(data) == [f"{place}: the button `menu` has no words. Add them to `buttons`."]


def test_without_buttons_each_is_named(data) -> None:
    data.write("guide/en/phrases/ui.yml", "headings: {signs: Signs}\n")
    assert "data/guide/en/phrases/ui.yml:1: the button `stop` has no words. Add them to `buttons`." in errors(data)
