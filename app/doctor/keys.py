# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys at rest: whether they open, what protects them, whether the 24 words are on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.doctor.finding import Findings, Surroundings, good, note, trouble
from app.paths import Home
from app.vault import has_vault, load_node_seed, look_at_keys
from app.words import VaultError


def check_keys(home: Home, place: Surroundings, status: Mapping[str, Any] | None) -> Findings:
    """As the running program says, or by opening them as it would.

    Args:
        status: what the program that runs on the home answered; None when none does.
    """
    if not has_vault(home.keys):
        return
    try:
        load_node_seed(home.keys)
    except (VaultError, OSError):
        yield trouble("node-key-damaged", home=str(home.root))
    if status is not None:
        protection, backup_done = str(status["protection"]), status["backup_done"]
    else:
        try:
            health = look_at_keys(home.keys, keyring_answer_s=place.keyring_answer_s)
        except VaultError as error:
            code = "keyring-silent" if error.code == "keyring" else "keys-damaged"
            yield trouble(code, home=str(home.root))
            return
        protection, backup_done = health.protection, health.backup_done
    yield note("keys-file") if protection == "file" else good(f"keys-{protection}")
    if status is not None and status.get("is_returning"):
        return  # the words were just typed from the person's paper
    if backup_done is None:
        yield note("backup-unknown")
    else:
        yield good("backup") if backup_done else trouble("backup-missing")
