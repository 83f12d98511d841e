"""What a browser prints: its pages, their words, and the codes on them as a phone reads them."""

import pypdfium2
import zxingcpp


class Paper:
    """One printed document, from the bytes of its PDF."""

    def __init__(self, raw):
        self.document = pypdfium2.PdfDocument(raw)

    @property
    def sizes(self):
        """The width and height of each page in whole millimetres."""
        return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in self.document]

    @property
    def words(self):
        """All words of all pages, one space between two."""
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in self.document).split())

    @property
    def codes(self):
        """What the codes on the first page say."""
        drawn = self.document[0].render(scale=3).to_pil()
        return [found.text for found in zxingcpp.read_barcodes(drawn)]
