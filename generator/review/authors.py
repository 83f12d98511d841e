"""Who may change what: each account the days, reports and photos of its own communes, a maintainer everything."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.loading import layout
from generator.model.dataset import Dataset
from generator.problems import OwnWords, Problem

REGISTER = "bodies.yml"


def authors(
    data: Dataset | None, paths: Iterable[PurePosixPath], actor: int, proposers: Mapping[PurePosixPath, frozenset[str]]
) -> Iterator[Problem]:
    """Tell of every path that the account may not change; ``data`` is the base's, so nobody grants rights to himself.

    ``proposers`` are the communes whose undecided proposals are all that changes at a path.
    """
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
        commune = layout.commune_of(path.relative_to(path.parts[0]))
        if not proposers.get(path, frozenset({commune})) <= {*account.communes}:
            names = ", ".join(each.name for each in data.places.communes.values() if each.id in account.communes)
            yield Problem.of("review_not_own", path, login=account.login, communes=OwnWords(names))
