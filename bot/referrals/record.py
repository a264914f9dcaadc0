"""The short types that the directory's files share. Base model and errors are those of all our data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import constr

if TYPE_CHECKING:  # a checker of types reads them as what they are made of
    ServiceId = str
    CountryCode = str
else:
    ServiceId = constr(regex=r"^[a-z]{2}-[a-z0-9][a-z0-9-]*$")
    CountryCode = constr(regex=r"^[A-Z]{2}$")

INTERNATIONAL = "ZZ"  # the code that ISO 3166 leaves to users, and Unicode reads as "unknown region"
