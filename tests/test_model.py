"""The model and the schema name the same fields; what the model derives is right."""

import dataclasses
import datetime as dt

import pytest

from generator import schema
from generator.language.months import Month, Quarter, months_between
from generator.model.campaign import Attendance, Campaign, Notice, Proposal, Site, Translation, Work
from generator.model.places import Commune, Hamlet, HouseholdCount, Validity
from generator.model.plan import Clause, DocumentForm, Plan, Settings, Waiver
from generator.model.registers import Area, Body, Group, Indicator, Programme
from generator.model.report import BodyPresence, Change, Correction, Day, Photo, Report, Result, Stated

DATES = {"valid_from", "valid_to"}
MADE = {"path", "validity"}
PAIRS = [
    (Programme, schema.fields("programme"), set()),
    (Commune, schema.fields("places")["communes"].item.fields, set()),
    (Hamlet, schema.fields("places")["communes"].item.fields["hamlets"].item.fields, {"commune"}),
    (HouseholdCount, schema.part("household_count"), set()),
    (Body, schema.fields("bodies")["bodies"].item.fields, set()),
    (Group, schema.fields("bodies")["groups"].item.fields, set()),
    (Area, schema.fields("activities")["areas"].item.fields, set()),
    (Indicator, schema.fields("activities")["indicators"].item.fields, set()),
    (Plan, schema.fields("plan"), set()),
    (Settings, schema.fields("plan")["settings"].fields, set()),
    (Clause, schema.part("clause"), set()),
    (Waiver, schema.part("waiver"), set()),
    (DocumentForm, schema.part("document"), set()),
    (Notice, schema.part("notice"), set()),
    (Attendance, schema.part("attendance"), set()),
    (Proposal, schema.part("proposal"), set()),
    (Translation, schema.part("translation"), set()),
    (Work, schema.part("work"), set()),
    (Report, schema.fields("report"), set()),
    (Day, schema.part("day"), set()),
    (Result, schema.part("result"), {"commune"}),
    (Stated, schema.part("stated"), set()),
    (BodyPresence, schema.part("body_presence"), set()),
    (Change, schema.part("change"), set()),
    (Correction, schema.part("correction"), set()),
]


@pytest.mark.parametrize(("model", "fields", "made"), PAIRS, ids=lambda each: getattr(each, "__name__", ""))
def test_model_and_schema_name_the_same_fields(model, fields, made):
    names = {field.name for field in dataclasses.fields(model)}

    assert names - MADE - made == set(fields) - DATES


def test_a_campaign_and_its_sites_hold_what_either_schema_says():
    campaign = {field.name for field in dataclasses.fields(Campaign)} - {"id", "path"}
    site = {field.name for field in dataclasses.fields(Site)}

    assert campaign == (set(schema.fields("campaign")) | set(schema.fields("saturday"))) - {"quarter"}
    assert site == set(schema.part("site")) | set(schema.part("hamlet_site"))


def test_a_photo_keeps_no_consent_for_only_agreed_ones_are_accepted():
    names = {field.name for field in dataclasses.fields(Photo)}

    assert set(schema.part("photo")) - names == {"consent"}


def test_validity_includes_both_ends_and_is_open_where_nothing_is_said():
    validity = Validity(first=dt.date(2024, 1, 1), last=dt.date(2025, 6, 30))

    assert [validity.holds(dt.date.fromisoformat(day)) for day in ("2023-12-31", "2024-01-01", "2025-06-30", "2025-07-01")] == [
        False,
        True,
        True,
        False,
    ]
    assert Validity(first=None, last=None).holds(dt.date(1, 1, 1))


def test_months_and_quarters_follow_each_other_over_the_year():
    assert Month(2024, 12).following == Month(2025, 1)
    assert Month(2024, 1).previous == Month(2023, 12)
    assert Month.of("2024-02").last_day == dt.date(2024, 2, 29)
    assert Quarter.at(dt.date(2024, 6, 30)).months == (Month(2024, 4), Month(2024, 5), Month(2024, 6))
    assert [str(month) for month in months_between(Month(2024, 11), Month(2025, 1))] == ["2024-11", "2024-12", "2025-01"]


def test_every_field_has_its_words():
    missing = [(kind, way) for kind in schema.KINDS for way, field in schema.walk(kind) if not field.label and way[-1] != "[]"]

    assert missing == []


def test_the_way_to_a_field_is_told_in_its_labels():
    assert schema.labels("report", ("days", 0, "results", 2, "households")) == (
        "Các đợt trong tháng 1 › Kết quả từng thôn 3 › Số hộ có người tham gia"
    )
    assert schema.labels("report", ("days", 0, "x")) == "Các đợt trong tháng 1 › x"
