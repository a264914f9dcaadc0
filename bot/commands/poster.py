"""`staysafe poster KE`: a poster with the contacts of a country, as a PDF to print."""

import argparse
import sys
from pathlib import Path

from bot.guide import GuideError, load_guide
from bot.guide.languages import DEFAULT_LANGUAGE
from bot.paper import SIZES, PaperError, print_pdf
from bot.paper.poster import poster
from bot.referrals import Directory
from bot.settings import load_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("countries", nargs="*", metavar="country", help="country code such as KE; none: for anywhere")
    parser.add_argument("--site", default="http://localhost:8080", help="your address, for the code to scan")
    parser.add_argument("--size", choices=sorted(SIZES), default="a4", help="paper size (default: a4)")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the files (default: this one)")


def run(args: argparse.Namespace) -> int:
    """Write one PDF for each country; returns the exit code."""
    settings = load_settings()
    try:
        directory, school = Directory.from_files(settings.data), load_guide(settings.data).school
    except GuideError as error:
        print(error, file=sys.stderr)
        return 1
    known = {country["code"] for country in directory.countries()}
    for code in [code.upper() for code in args.countries] or [None]:
        if code and code not in known:
            print(f"staysafe: {code!r} is no country of the directory. Codes are like KE or GB.", file=sys.stderr)
            return 2
        try:
            pdf = print_pdf(poster(directory, school.posters, code, args.site, DEFAULT_LANGUAGE, args.size))
        except PaperError as error:
            print(f"staysafe: {error}", file=sys.stderr)
            return 1
        path = args.out / f"staysafe-poster-{code or 'anywhere'}-{args.size}.pdf"
        args.out.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
        print(f"Written: {path}")
    return 0
