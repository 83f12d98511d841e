"""Recordings of notices and the days that they announce."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.checks.fault import Keys, fault
from generator.checks.survey import Survey
from generator.loading import layout
from generator.model.campaign import Campaign
from generator.problems import Finding


def every_recording_lies_beside_its_day(survey: Survey) -> Iterator[Finding]:
    """Refuse a recording that is not there, or that lies in the folder of another day."""
    for campaign, keys, path in _named(survey):
        folder = f"audio/{campaign.path.stem}"
        if path.parent != campaign.path.parent / folder:
            yield fault(keys, "audio_elsewhere", folder=folder).at(campaign.path)
        elif path not in survey.files:
            yield fault(keys, "audio_missing", file=str(path)).at(campaign.path)


def every_recording_is_used(survey: Survey) -> Iterator[Finding]:
    """Warn of a recording that no notice names: it would be kept for good and never heard."""
    named = {path for _, _, path in _named(survey)}
    read = {campaign.path for campaign in survey.data.campaigns.values()}
    for path in sorted(survey.files - named):
        if layout.kind_of(path.relative_to(survey.folder)) == "audio" and _day_of(path) in read:
            yield fault((), "audio_orphan").at(path)


def _named(survey: Survey) -> Iterator[tuple[Campaign, Keys, PurePosixPath]]:
    for campaign in survey.data.campaigns.values():
        for number, translation in enumerate(campaign.translations):
            if translation.audio:
                yield campaign, ("translations", number, "audio"), campaign.path.parent / translation.audio


def _day_of(path: PurePosixPath) -> PurePosixPath:
    """Return the file of the day in whose folder the recording lies."""
    return path.parents[2] / f"{path.parent.name}.yml"
