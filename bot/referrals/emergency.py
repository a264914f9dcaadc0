"""The numbers that reach an emergency service somewhere."""

from pathlib import Path

from bot.referrals.file_format import read_folder

#: Shorter ones are more often an age, or the number of an answer.
SHORTEST = 3


def emergency_numbers(data_dir: Path) -> frozenset[str]:
    """Every emergency number of three digits or more in data/referrals, of whichever country, as it is dialled."""
    services = [service for service in read_folder(data_dir).services if service.kind == "emergency"]
    dialled = {route.dial for service in services for route in service.routes}
    return frozenset(number for number in dialled if number and len(number) >= SHORTEST)
