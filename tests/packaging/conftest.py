# SPDX-License-Identifier: AGPL-3.0-or-later
"""The scripts of packaging/ import each other by their bare names; a library of that folder's name exists."""

from __future__ import annotations

import sys

from tests.helpers.tree import ROOT

sys.path.append(str(ROOT / "packaging"))
