"""The words of a reminder, ready to copy into Zalo: one text for a group, one for a commune, one for the committee."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.figures.reminders import Reminders, Unannounced, Wanted
from generator.figures.reporting import deadline
from generator.language.months import Month
from generator.language.vietnamese import long_date, month_name, short_date
from generator.model.dataset import Dataset
from generator.model.registers import Group
from generator.problems import messages

COMMITTEE = "committee"
NO_GROUP = "no-group"
SUBMIT = "nop/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is written to one group or to the committee: ``key`` names it for good, ``texts`` are (whose it is, what to copy)."""

    key: str
    title: str
    texts: tuple[tuple[str, str], ...]


def letters(data: Dataset, found: Reminders, today: dt.date, site: str | None) -> tuple[Letter, ...]:
    """Return the letters of ``today``, the committee's first, then the groups'; ``site`` is the address people send to."""
    writer = _Writer(data, today, site)
    own = (writer.committee(found.committee),) if found.committee else ()
    return (*own, *(writer.group(group, wanted) for group, wanted in found.groups))


@dataclass(frozen=True, slots=True)
class _Writer:
    data: Dataset
    today: dt.date
    site: str | None

    def committee(self, days: Iterable[Unannounced]) -> Letter:
        coordinator = self.data.bodies.bodies[self.data.programme.coordinator].name
        lines = [_words("remind_line", wanted=self._day(day)) for day in days]
        text = self._text(self._hello("remind_hello_committee", coordinator=coordinator), lines)
        return Letter(
            key=COMMITTEE,
            title=_words("remind_committee"),
            texts=((_words("remind_copy_committee", coordinator=coordinator), text),),
        )

    def group(self, group: Group | None, wanted: Iterable[Wanted]) -> Letter:
        wanted = tuple(wanted)
        hello = self._hello("remind_hello_group", group=group.name) if group else self._hello("remind_hello_no_group")
        together = self._text(hello, [self._line(each) for each in wanted])
        return Letter(
            key=group.id if group else NO_GROUP,
            title=_words("remind_group", group=group.name, head=group.head) if group else _words("remind_no_group"),
            texts=((_words("remind_copy"), together), *(self._commune(each) for each in wanted)),
        )

    def _commune(self, wanted: Wanted) -> tuple[str, str]:
        name = self.data.commune(wanted.commune).name
        lines = [_words("remind_line", wanted=each) for each in self._wanted(wanted)]
        return _words("remind_copy_commune", commune=name), self._text(self._hello("remind_hello_commune", commune=name), lines)

    def _line(self, wanted: Wanted) -> str:
        name = self.data.commune(wanted.commune).name
        return _words("remind_commune_line", commune=name, wanted="; ".join(self._wanted(wanted)))

    def _wanted(self, wanted: Wanted) -> Iterator[str]:
        yield from (self._report(month) for month in wanted.reports)
        yield from (self._day(day) for day in wanted.days)

    def _report(self, month: Month) -> str:
        due = deadline(self.data.plans.get(month.year), month)
        if due is None:
            return _words("remind_report_no_deadline", month=month_name(month))
        return _words("remind_report", month=month_name(month), due=short_date(due))

    def _day(self, day: Unannounced) -> str:
        if day.campaign is None:
            return _words("remind_no_day", month=month_name(day.month), date=short_date(day.day))
        left = (day.day - self.today).days
        date = long_date(day.day)
        return _words("remind_day", date=date, days=left) if left else _words("remind_day_today", date=date)

    def _hello(self, code: str, **values: str) -> str:
        return _words(code, today=short_date(self.today), programme=self.data.programme.short_name, **values)

    def _text(self, hello: str, lines: Iterable[str]) -> str:
        sample = (_words("remind_sample"),) if self.data.sample else ()
        address = (_words("remind_send", address=f"{self.site.rstrip('/')}/{SUBMIT}"),) if self.site else ()
        return "\n".join((*sample, hello, *lines, *address, _words("remind_thanks")))


def _words(code: str, **values: object) -> str:
    return messages()[code].text.format(**values)
