# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every bound of the protocol in one table: name, value, why. What a vote may change is a parameter instead.

Source: docs/protocol.md.
"""

from __future__ import annotations

from typing import Final

INTEGER_MAX: Final = 2**53
"""Exact in every language, JavaScript's numbers included."""

EVENT_BYTES_MAX: Final = 4 * 1024
"""One event, signature included; a proposal or the charter may be longer."""
LONG_EVENT_BYTES_MAX: Final = 16 * 1024
LONG_KINDS: Final = frozenset({"charter", "proposal"})
EVENT_DEPS_MAX: Final = 8
EVENT_ITEMS_MAX: Final = 64
"""Entries of one array or map inside an event."""
DEPTH_MAX: Final = 8
"""Nesting of one encoded value, bounded before, or within 16 KiB while, anything is unpacked."""
TEXT_BYTES_MAX: Final = 4 * 1024

FRAME_BYTES_MAX: Final = 1024 * 1024
"""One frame between two nodes."""
FRAME_ITEMS_MAX: Final = 8_192

SEAL_EVENTS_MAX: Final = 4_096
SEAL_BYTES_MAX: Final = 1024 * 1024
SEAL_HEADS_MAX: Final = 256
SEAL_FRAME_BYTES_MAX: Final = 16 * 1024
"""A seal: 256 heads of 34 bytes and its roots."""
CERTIFICATE_BYTES_MAX: Final = 8 * 1024
"""31 signatures."""
WITNESSES_MAX: Final = 31

LIGHT_LINKS_MAX: Final = 1_024
"""Links of one light chain: one a change of the list of witnesses."""
LIGHT_CHAIN_BYTES_MAX: Final = 1024 * 1024
RECEIPT_ACTS_MAX: Final = 8
"""The act, and those that say who its two parties are."""
RECEIPT_WORDS_MAX: Final = 8
RECEIPT_PATH_MAX: Final = 16
"""Results of one height: at most 4,096 events and 1,024 tasks."""

CHECKPOINT_INTERVAL: Final = 64
"""Heights between two state digests: computing one reads the whole state."""

ORPHANS_PER_PEER_MAX: Final = 64
ORPHAN_BYTES_PER_PEER_MAX: Final = 256 * 1024
ORPHAN_BYTES_MAX: Final = 4 * 1024 * 1024

SIBLINGS_MAX: Final = 2
"""Events kept for one (key, seq): two are a proof of the fork, more would be an attack on the disk."""

BLOB_BYTES_MAX: Final = 64 * 1024
BLOB_SALT_BYTES: Final = 16
BLOBS_PER_MEMBER_BYTES_MAX: Final = 8 * 1024 * 1024

TASKS_PER_SEAL_MAX: Final = 1_024
OUTAGE_MS: Final = 60 * 60 * 1000
"""A human deadline that fell while nobody sealed for longer than this gets one more day."""
REARM_MS: Final = 24 * 60 * 60 * 1000

ANCHOR_CHUNK: Final = 256
"""Seals whose id prefixes share one row of the state."""
ANCHOR_PREFIX_BYTES: Final = 8

FAREWELL_DAYS: Final = 30
"""For so long after it left, a member's computer is told of what was sealed until then."""
RECOVERY_ACTIVE_DAYS: Final = 90
"""Who acted in so many UTC days before the last seal counts when witnesses are replaced."""
RECOVERY_AGAIN_DAYS: Final = 7
"""Who signed one recovery of an epoch signs no other within this time."""
RECOVERY_STATEMENT_BYTES_MAX: Final = 4 * 1024
RECOVERY_SIGNATURES_MAX: Final = 2_048
RECOVERY_BYTES_MAX: Final = 256 * 1024
"""2,048 signatures with their keys."""
RECOVERIES_OPEN_MAX: Final = 8
"""Recoveries not signed by enough people yet that a node keeps and passes on."""

BY_ID_MAX: Final = 256
STATE_CHUNK_BYTES: Final = 256 * 1024
SNAPSHOT_CHUNKS_MAX: Final = 1_024
"""Chunks of one state: 256 MiB."""
SNAPSHOTS_KEPT: Final = 2
"""Checkpoints of which a node keeps the chunks: who fetches one has the time between two more."""
SNAPSHOT_SEALS_MAX: Final = 512
"""Seals between a snapshot and the pin above it that a peer may show."""
ENVELOPES_MAX: Final = 16
"""Project envelopes of a member: each is a row of the state."""
SERVICES_DAY_MAX: Final = 24
"""Hours of help of one person that touch one civil day, pending ones included: one row lists them."""
PARTNERS_KEPT_MAX: Final = 32
GUARANTEED_MAX: Final = 64
