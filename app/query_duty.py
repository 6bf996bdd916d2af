# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a volunteer gave the commune: hours of the month and the year, what waits, and who certifies.

Hours are of the civil month and year in which they began, as everywhere; nothing is here that the register
does not hold: the rules of this version know no duty schemes, only hours for the commune and their category.
"""

from __future__ import annotations

from app.query_help import get_deadlines, get_month_start, make_service
from app.reader import Reader, shared
from app.views_help import DutyPartView, DutyView, ServiceView
from ledger.calendar import civil_date, civil_day_number, day_number_of, start_of_day_number
from ledger.rulebook.hours import CERTIFIED, PENDING, SERVICES, Service, find_speakers
from ledger.state import get_commune
from ledger.units import FUND


@shared
def get_duty(reader: Reader) -> DutyView:
    """Mine, of this year; empty for who never worked for the commune. O(services)."""
    month_ms, year_ms = get_month_start(reader), _get_year_start(reader)
    deadlines = get_deadlines(reader)
    waiting: list[ServiceView] = []
    month_s: dict[str, int] = {}
    year_s: dict[str, int] = {}
    last: Service | None = None
    for service_id, row in reader.state.items(SERVICES):
        if row.provider != reader.me or row.beneficiary != FUND:
            continue
        last = row
        if row.state == PENDING:
            waiting.append(make_service(reader, service_id, row, deadlines.get(service_id, 0)))
        elif row.state == CERTIFIED and row.from_ms >= year_ms:
            year_s[row.category] = year_s.get(row.category, 0) + row.seconds
            if row.from_ms >= month_ms:
                month_s[row.category] = month_s.get(row.category, 0) + row.seconds
    parts = [
        DutyPartView(category=category, month_s=month_s.get(category, 0), year_s=seconds)
        for category, seconds in year_s.items()
    ]
    certifiers = () if last is None else find_speakers(reader.state, last)
    return DutyView(
        month_ms=month_ms,
        year_ms=year_ms,
        month_s=sum(month_s.values()),
        year_s=sum(year_s.values()),
        parts=tuple(sorted(parts, key=lambda part: (-part.year_s, part.category))),
        waiting=tuple(sorted(waiting, key=lambda view: (view.from_ms, view.service))),
        certifiers=tuple(reader.get_person(account) for account in certifiers),
        is_volunteer=bool(waiting) or bool(year_s),
    )


def _get_year_start(reader: Reader) -> int:
    offsets = get_commune(reader.state).offsets
    year, _, _ = civil_date(civil_day_number(offsets, reader.now_ms))
    return start_of_day_number(offsets, day_number_of(year, 1, 1))
