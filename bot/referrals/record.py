"""The short types that the directory's files share. Base model and errors are those of all our data files."""

from __future__ import annotations

from pydantic import constr

ServiceId = constr(regex=r"^[a-z]{2}-[a-z0-9][a-z0-9-]*$")
CountryCode = constr(regex=r"^[A-Z]{2}$")

INTERNATIONAL = "ZZ"  # the code that ISO 3166 leaves to users, and Unicode reads as "unknown region"
