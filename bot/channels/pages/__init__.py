"""Everything outside the API: the widget's files, and pages that can be read without JavaScript."""

from bot.channels.pages.site import pages

__all__ = ["pages"]
