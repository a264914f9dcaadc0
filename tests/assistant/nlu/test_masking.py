"""The masking component, in the shape in which Rasa calls it."""

from rasa.shared.nlu.training_data.message import Message

from bot.assistant.nlu.masking import PersonalDetailsMasker


def process(text: str) -> dict:
    return PersonalDetailsMasker().process([Message.build(text)])[0].as_dict(only_output_properties=True)


def test_the_text_is_replaced_and_the_kinds_are_told():
    seen = process("my name is Anna and my snap is anna_99")
    assert seen["text"] == "my name is ••• and my snap is •••"
    assert seen["entities"] == [{"entity": "personal_details", "value": "handle,name"}]


def test_a_message_without_details_stays_as_it_is():
    assert process("what is grooming") == {"text": "what is grooming"}


def test_an_empty_message_is_no_error():
    assert process("")["text"] == ""
