"""What a class answers before and after, as counts: nothing of any one person, gone when the lesson is over."""

from bot.classroom.counts import GROUP, ClassCounts, CodeError, Report, Row, Taken

__all__ = ["GROUP", "ClassCounts", "CodeError", "Report", "Row", "Taken"]
