"""Who embeds the widget: their settings (data/partners). Knows neither Rasa nor the web."""

from bot.partners.partner import Partner, load_partners, partner_problems, sound_partners

__all__ = ["Partner", "load_partners", "partner_problems", "sound_partners"]
