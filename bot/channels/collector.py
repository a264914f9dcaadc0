"""Rasa's output channel for one request: gathers what is said."""

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.guide.reply import Reply


class ReplyCollector(OutputChannel):
    """Joins the replies of one turn: messages in order, buttons of all, the last need that was named."""

    def __init__(self) -> None:
        self.reply = Reply()

    @classmethod
    def name(cls) -> str:
        """Name of the channel, as the NLG sees it."""
        return "web"

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **_: Any) -> None:
        """A reply of the NLG or the action server."""
        part = Reply.from_dict(json_message)
        self.reply.messages += part.messages
        self.reply.offer(*part.suggestions)
        self.reply.need = part.need or self.reply.need
        self.reply.all_contacts = self.reply.all_contacts or part.all_contacts

    async def send_text_message(self, recipient_id: str, text: str, **_: Any) -> None:
        """Plain text, as Rasa's own actions would send it."""
        self.reply.say([text])
