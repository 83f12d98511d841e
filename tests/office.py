"""LibreOffice and Poppler as a test uses them, which `make test-office` installs: no other test needs so much."""

import subprocess

SECONDS = 120
FILTERS = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "ods": "ods:calc8",
    "docx": "docx:MS Word 2007 XML",
    "pdf": "pdf",
    "txt": "txt:Text",
}


class Office:
    """A LibreOffice with a profile of its own in ``folder``; it opens, works out and saves, and reaches for nothing else."""

    def __init__(self, folder):
        self.profile = folder / "profile"

    def saved(self, files, suffix, folder):
        """Return the files as LibreOffice saves them with ``suffix`` into ``folder``, in their order; all in one start."""
        settings = f"-env:UserInstallation={self.profile.as_uri()}"
        command = ["soffice", settings, "--headless", "--norestore", "--convert-to", FILTERS[suffix], "--outdir", folder, *files]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        found = [folder / f"{file.stem}.{suffix}" for file in files]
        assert all(file.is_file() for file in found), found
        return found


def pictures(pdf, folder):
    """Return a PNG of each page of ``pdf``, first page first, written into ``folder``."""
    subprocess.run(["pdftoppm", "-r", "70", "-png", pdf, folder / pdf.stem], check=True, timeout=SECONDS)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def text_of(pdf):
    """Return the words of ``pdf`` as they lie on its pages."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, timeout=SECONDS)
    return done.stdout.decode()


def pages_of(pdf):
    """Return how many pages ``pdf`` has, and the width and height of its first in millimetres, rounded."""
    done = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, timeout=SECONDS)
    told = dict(line.split(":", 1) for line in done.stdout.decode().splitlines() if ":" in line)
    width, height = (round(float(part) * 25.4 / 72) for part in told["Page size"].split()[0:3:2])
    return int(told["Pages"]), width, height
