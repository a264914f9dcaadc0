"""Practise it: pick a reply, and the pressure answers back."""

from actions.stories import Stories

ACTIVITY = Stories("practise").activity()
