"""CODEOWNERS: whom GitHub asks for a review, told by the accounts in data/bodies.yml."""

from collections.abc import Iterable, Iterator

from generator.model.dataset import Dataset
from generator.model.registers import Account
from generator.problems import messages


def codeowners(data: Dataset) -> bytes:
    """Return the file: maintainers own everything, and each commune's accounts its days and reports beside them.

    Of the patterns that fit a path the last one counts. Communes stand in administrative order, accounts in that of the register.
    """
    return "\n".join((*(f"# {line}" for line in messages()["codeowners_head"].text.splitlines()), *_rules(data), "")).encode()


def _rules(data: Dataset) -> Iterator[str]:
    accounts = data.bodies.accounts.values()
    maintainers = _names(account for account in accounts if account.maintainer)
    if maintainers:
        yield f"* {maintainers}"
    for commune in data.places.communes:
        own = _names(account for account in accounts if commune in account.communes and not account.maintainer)
        if own:
            owners = " ".join(filter(None, (own, maintainers)))
            yield f"/data/campaigns/*/??-{commune}.yml {owners}"
            yield f"/data/reports/*/{commune}/ {owners}"


def _names(accounts: Iterable[Account]) -> str:
    return " ".join(f"@{account.login}" for account in accounts)
