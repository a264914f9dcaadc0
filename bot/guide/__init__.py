"""What the guide is: typed models, loader, checks. Knows neither Rasa nor the web."""

from bot.guide.graph import paths
from bot.guide.guide import Guide
from bot.guide.loader import languages, load_guide, load_intents
from bot.guide.problems import GuideError, Problem

__all__ = [
    "Guide",
    "GuideError",
    "Problem",
    "languages",
    "load_guide",
    "load_intents",
    "paths",
]
