"""The numbers that reach an emergency service somewhere."""

from pathlib import Path

from bot.kept import kept
from bot.referrals.file_format import read_folder, referrals_folder

#: Shorter ones are more often an age, or the number of an answer.
SHORTEST = 3


def emergency_numbers(data_dir: Path) -> frozenset[str]:
    """Every emergency number of three digits or more in data/referrals, of whichever country, as it is dialled."""

    def numbers() -> list[str]:
        services = [service for service in read_folder(data_dir).services if service.kind == "emergency"]
        dialled = {way.dial for service in services for way in (*service.routes, *service.unspoken)}
        return sorted(number for number in dialled if number and len(number) >= SHORTEST)

    sources = [*referrals_folder(data_dir).glob("*.yml"), *Path(__file__).parent.glob("*.py")]
    return frozenset(kept("emergency_numbers", sorted(sources), numbers))
