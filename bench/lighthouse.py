"""``python -m bench.lighthouse SITE``: the scores of Lighthouse for the heaviest page of every kind, served as a host would."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from bench.form import CHROMIUM
from bench.kinds import UNLISTED, heaviest
from bench.served import served

PROGRAM = Path(__file__).parent.parent / "tests" / "web" / "lighthouse.js"


def main() -> None:
    """Print the scores; exit 1 where a page has less than 100 for anything but speed."""
    parser = argparse.ArgumentParser(prog="python -m bench.lighthouse", description=main.__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--strict", action="store_true", help="exit 1 under 98 for speed too, in the median of three runs")
    options = parser.parse_args()
    pages = [f"{kind}={place}" for kind, place in heaviest(options.site).items()]
    environment = {**os.environ, "CHROMIUM": CHROMIUM, "UNLISTED": ",".join(UNLISTED), "STRICT": "1" if options.strict else ""}
    with served(options.site.resolve()) as address:
        done = subprocess.run(["node", PROGRAM, address, *pages], env=environment, check=False)  # noqa: S607
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
