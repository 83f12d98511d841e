"""The letter that urges a group's communes (plan, V.6a): the very words that are copied into Zalo, on paper."""

from generator.documents.paper import PARAGRAPH, Block, Paper
from generator.documents.wording import Desk
from generator.letters import Letter


def reminder(desk: Desk, letter: Letter) -> Paper:
    """Return the letter to one group, or to the committee, as a document."""
    _, text = letter.texts[0]
    blocks = tuple(Block(kind=PARAGRAPH, text=line) for line in text.split("\n"))
    return desk.paper("reminder", desk.today.year, blocks)
