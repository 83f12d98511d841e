"""What a rule finds: where in the document, and which sentence of ``messages/checks.yml`` says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator.problems import Finding

Keys = tuple[str | int, ...]
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule at ``keys`` of a document; a value named ``correction`` is what should stand there instead."""

    keys: Keys
    code: str
    values: Mapping[str, object]

    def at(self, path: PurePosixPath) -> Finding:
        """Return the finding in the file at ``path``."""
        return Finding(path=path, keys=self.keys, code=self.code, values=self.values)


def fault(keys: Keys, code: str, **values: object) -> Fault:
    """Return the fault that ``messages/checks.yml`` words under ``code`` with these values."""
    return Fault(keys, code, values)
