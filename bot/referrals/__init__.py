"""The referral directory: the right service for a country and a need, with proof of when it was checked."""

from bot.referrals.countries import country_name, find_country
from bot.referrals.directory import Directory, Referrals
from bot.referrals.live import LiveDirectory
from bot.referrals.plans import NEEDS

__all__ = ["NEEDS", "Directory", "LiveDirectory", "Referrals", "country_name", "find_country"]
