"""Who may change what: each account the days, reports and photos of its own communes, a maintainer everything."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from generator import layout
from generator.model.dataset import Dataset
from generator.problems import OwnWords, Problem

REGISTER = "bodies.yml"


def authors(data: Dataset | None, paths: Iterable[PurePosixPath], actor: int) -> Iterator[Problem]:
    """Tell of every path that the account may not change; ``data`` is the base's, so nobody grants rights to himself."""
    first, *_ = paths = sorted(paths)
    register = PurePosixPath(first.parts[0]) / REGISTER
    if data is None:
        yield Problem.of("review_no_accounts", register, register=register)
        return
    account = data.bodies.accounts.get(actor)
    if account is None:
        yield Problem.of("review_unknown_account", first, actor=actor, register=register)
        return
    if account.maintainer:
        return
    for path in paths:
        if layout.commune_of(path.relative_to(path.parts[0])) not in account.communes:
            names = ", ".join(each.name for each in data.places.communes.values() if each.id in account.communes)
            yield Problem.of("review_not_own", path, login=account.login, communes=OwnWords(names))
