# SPDX-License-Identifier: AGPL-3.0-or-later
"""Chooses, for a new commune's charter, the best-day table of its latitude out of those the package ships.

It is not asked again afterwards: the ledger reads the charter's own copy. Its law: between two latitudes the
larger figure counts, as between two tilts.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from ledger.clear_sky import ClearSky, check_clear_sky, merge_clear_sky


def load_clear_sky(lat_centideg: int) -> ClearSky:
    """The charter's `clear_sky` for a place.

    Args:
        lat_centideg: latitude in hundredths of a degree, north positive (4575 is 45.75).

    Raises:
        ValueError: no table reaches that latitude (24 south to 60 north are shipped).
    """
    text = files("ledger").joinpath("tables/clear_sky.json").read_text(encoding="utf-8")
    tables: dict[str, Any] = json.loads(text)
    latitudes: list[int] = [100 * degrees for degrees in tables["latitudes"]]
    if not latitudes[0] <= lat_centideg <= latitudes[-1]:
        raise ValueError(f"no clear-sky table for latitude {lat_centideg}")
    above = next(i for i, latitude in enumerate(latitudes) if latitude >= lat_centideg)
    chosen = _table_at(tables, above)
    if latitudes[above] != lat_centideg:
        chosen = merge_clear_sky(_table_at(tables, above - 1), chosen)
    return chosen


def _table_at(tables: dict[str, Any], position: int) -> ClearSky:
    return check_clear_sky(
        {
            "tilts": tables["tilts"],
            "azimuths": tables["azimuths"],
            "minutes": tables["minutes"][position],
        }
    )
