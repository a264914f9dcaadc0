"""Stories about somebody else, with choices."""

from actions.stories import Stories

ACTIVITY = Stories("scenario").activity()
