"""Small valid datasets, made by the models' own ``of`` from documents as their files would hold them."""

import datetime as dt
from pathlib import PurePosixPath

from generator.language.months import Month
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.places import Places
from generator.model.plan import Plan
from generator.model.registers import Activities, Bodies, Calendar, Programme
from generator.model.report import Publication, Report
from generator.schema import part

MEASURES = part("clause")["measure"].rules["allowed"]
PROGRAMME = {
    "name": "Ngày Thứ 7 cùng Nhân dân",
    "short_name": "Ngày Thứ 7",
    "area": "Huyện Mẫu",
    "province": "Tỉnh Mẫu",
    "level": "district",
    "committee": "ban-chi-dao",
    "coordinator": "ban-chi-dao",
    "time_zone": "Asia/Ho_Chi_Minh",
    "started_on": "2024-01-01",
    "licence": "CC-BY-4.0",
    "unofficial": "Trang thử",
}
ACTIVITIES = {
    "areas": [{"id": "II.3", "name": "Vệ sinh", "text": "Tổng vệ sinh"}],
    "indicators": [
        {"id": "duong", "area": "II.3", "name": "Đường dọn", "task": "dọn đường", "unit": "m", "whole": False, "adds": "sum"},
        {
            "id": "mo-hinh",
            "area": "II.3",
            "name": "Mô hình",
            "task": "giữ mô hình",
            "unit": "mô hình",
            "whole": True,
            "adds": "latest",
        },
    ],
}


def hamlet(id, **fields):
    """Return a hamlet's entry, its 100 households counted on the first day of 2024."""
    counts = [{"date": "2024-01-01", "count": 100, "source": "Sổ hộ khẩu"}]
    return {"id": id, "name": f"Thôn {id}", "households": counts, **fields}


def commune(id, hamlets, **fields):
    """Return a commune's entry whose list of hamlets is complete; a number stands for that many hamlets."""
    entries = [hamlet(f"thon-{number}") for number in range(1, hamlets + 1)] if isinstance(hamlets, int) else hamlets
    return {"id": id, "name": f"Xã {id}", "hamlets_complete": True, "hamlets": entries, **fields}


def saturday(commune, month, **fields):
    """Return a commune's Saturday, on the twentieth of the month."""
    document = {"commune": commune, "month": month, "date": f"{month}-20", "status": "announced", **fields}
    return Campaign.of(PurePosixPath(f"data/campaigns/{month[:4]}/{month[5:]}-{commune}.yml"), document)


def campaign(quarter, **fields):
    """Return the committee's campaign of a quarter of 2024, on the sixth of its first month."""
    document = {"quarter": quarter, "date": f"2024-{3 * quarter - 2:02}-06", "status": "announced", **fields}
    return Campaign.of(PurePosixPath(f"data/campaigns/2024/q{quarter}.yml"), document)


def report(commune, month, days, **fields):
    """Return a report with the results of each campaign's id."""
    entries = [{"campaign": campaign, "results": results} for campaign, results in days.items()]
    stated = {"reported_by": "Khối Dân vận xã", "reported_on": f"{month}-26"}
    path = PurePosixPath(f"data/reports/{month[:4]}/{commune}/{month}.yml")
    return Report.of(path, {"commune": commune, "month": month, **stated, "days": entries, **fields})


def plan(year, communes, **fields):
    """Return a plan with one clause for each measure."""
    clauses = [{"id": f"V.{number}", "text": "Điều", "measure": name} for number, name in enumerate(MEASURES, start=1)]
    asked = {
        "year": year,
        "title": "Kế hoạch",
        "issued_by": "ban-chi-dao",
        "quarterly_campaigns": True,
        "monthly_saturdays": True,
    }
    document = {**asked, "communes": list(communes), "settings": {}, "clauses": clauses, **fields}
    return Plan.of(PurePosixPath(f"data/plans/{year}.yml"), document)


def dataset(communes, *, plans=(), campaigns=(), reports=(), bodies=(), published_on=None, activities=None):
    """Return the dataset of these entries and models; every report is published on ``published_on``."""
    organiser = {"id": "ban-chi-dao", "name": "Ban Chỉ đạo", "level": "district", "kind": "committee"}
    return Dataset(
        programme=Programme.of(PROGRAMME),
        places=Places.of({"communes": communes}),
        bodies=Bodies.of({"bodies": [organiser, *bodies]}),
        activities=Activities.of(activities or ACTIVITIES),
        calendar=Calendar.of({"reviewed_on": "2024-01-01", "holidays": [], "working_saturdays": []}),
        plans={each.year: each for each in plans},
        campaigns={each.id: each for each in campaigns},
        reports={each.key: each for each in reports},
        publications={each.key: Publication(published_on=published_on, corrections=each.corrections) for each in reports},
    )


def body(id, **fields):
    """Return a body's entry."""
    return {"id": id, "name": f"Cơ quan {id}", "level": "district", "kind": "state", **fields}


def day(text):
    """Return the date that ``2024-04-06`` names."""
    return dt.date.fromisoformat(text)


def month(text):
    """Return the month that ``2024-04`` names."""
    return Month.of(text)
