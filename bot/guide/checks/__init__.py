"""What `staysafe check` looks at, beyond what the loader insists on."""

from bot.guide.checks.check import Checked, check, check_data

__all__ = ["Checked", "check", "check_data"]
