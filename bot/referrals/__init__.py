"""The referral directory: the right service for a country and a need, with proof of when it was checked."""

from bot.referrals.countries import UNCLEAR, country_name, find_country, origin, shares_its_name, told_country
from bot.referrals.directory import Directory, Referrals
from bot.referrals.gate import country_code
from bot.referrals.live import LiveDirectory
from bot.referrals.places import ORIGIN, SHARED_PLACE, UNKNOWN_PLACE, bare_country, unknown_answer, unknown_place
from bot.referrals.plans import NEEDS

__all__ = [
    "NEEDS",
    "ORIGIN",
    "SHARED_PLACE",
    "UNCLEAR",
    "UNKNOWN_PLACE",
    "Directory",
    "LiveDirectory",
    "Referrals",
    "bare_country",
    "country_code",
    "country_name",
    "find_country",
    "origin",
    "shares_its_name",
    "told_country",
    "unknown_answer",
    "unknown_place",
]
