"""Posters, worksheets and handouts as PDF: tagged, A4 or Letter, readable in black and white."""

from bot.paper.press import SIZES, Paper, PaperError, print_pdf

__all__ = ["SIZES", "Paper", "PaperError", "print_pdf"]
