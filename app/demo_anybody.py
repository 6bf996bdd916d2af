# SPDX-License-Identifier: AGPL-3.0-or-later
"""The home of anybody of the example village, made when it is asked for: six are laid out without asking.

Not here: what is played (`demo`), the six homes (`year.homes`).
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from app.clock import EXAMPLE_FILE
from app.config import Config, save_config
from app.demo_resident import LISTEN, Resident
from app.paths import Home
from app.year.cast import RESIDENTS
from app.year.commune import Commune
from app.year.homes import write_keys
from app.year.play import SEED
from app.year.roofs import FRANCOIS
from ledger.private_file import make_private_file
from ledger.store import Store

NAMES: Final = {one.slug: one.name for one in RESIDENTS}


def lay_out_home(root: Path, slug: str, seed: int = SEED) -> Resident:
    """Under `root`, with the keys the year draws for them, from the register of François who is there.

    Raises:
        OSError: the disk refuses.
    """
    home, commune = Home(root / slug), Commune(seed)
    person = commune.add_person(slug, NAMES[slug])
    if home.keys.exists():
        return Resident(person.name, home.root, person.account.hex())
    write_keys(person, (), home)
    make_private_file(home.database)
    other = Home(root / FRANCOIS)
    with (
        closing(sqlite3.connect(other.database)) as source,
        closing(sqlite3.connect(home.database)) as target,
    ):
        source.backup(target)
    store = Store(home.database)
    try:
        store.set_meta("account", person.account)
    finally:
        store.close()
    shutil.copyfile(other.root / EXAMPLE_FILE, home.root / EXAMPLE_FILE)
    save_config(home.config, Config(listen=(LISTEN,)))
    return Resident(person.name, home.root, person.account.hex())
