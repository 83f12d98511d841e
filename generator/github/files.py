"""The files below .github/ that are written from data/ and the schema, so that nobody keeps them by hand."""

from collections.abc import Callable, Mapping

from generator.github.codeowners import codeowners
from generator.github.issue_forms import issue_forms
from generator.model.dataset import Dataset

# Each writer returns files by their paths below .github/.
WRITERS: tuple[Callable[[Dataset], Mapping[str, bytes]], ...] = (
    lambda data: {"CODEOWNERS": codeowners(data)},
    issue_forms,
)


def files(data: Dataset) -> Mapping[str, bytes]:
    """Return every written file by its path below .github/, sorted."""
    return dict(sorted((path, content) for writer in WRITERS for path, content in writer(data).items()))
