# SPDX-License-Identifier: CC0-1.0
"""A second implementation of docs/protocol.md, written from that text alone. See ../standalone.py."""
