"""Calm: breathing with a card that moves, then five things to see down to one to taste."""

from actions.stories import Stories

ACTIVITY = Stories("calm").activity()
