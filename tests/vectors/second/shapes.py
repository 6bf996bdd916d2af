# SPDX-License-Identifier: CC0-1.0
"""The schemas of section 6: what a body must look like before its rule runs."""

from __future__ import annotations

from second.events import is_bytes, is_identifier

ROLES = ("mayor", "officer", "technician", "agent", "mediator", "witness", "treasurer")
NO_BLOB = bytes(32)


def number(low, high=2**53):
    return lambda value: type(value) is int and low <= value <= high


def one_of(*values):
    return lambda value: type(value) is str and value in values


def array(item, low, high):
    return lambda value: type(value) is list and low <= len(value) <= high and all(map(item, value))


def row(*items):
    return lambda value: (
        type(value) is list and len(value) == len(items) and all(fit(v) for fit, v in zip(items, value))
    )


def either(*shapes):
    return lambda value: any(shape(value) for shape in shapes)


def a_map(name, value, most):
    return lambda found: (
        type(found) is dict and len(found) <= most and all(name(n) and value(v) for n, v in found.items())
    )


def fits(body, schema):
    return body.keys() == schema.keys() and all(shape(body[name]) for name, shape in schema.items())


def ident(value):
    return is_bytes(value)


def sig(value):
    return is_bytes(value, 64)


def boolean(value):
    return type(value) is bool


def anything(value):
    return True


def is_a_map(value):
    return type(value) is dict


def empty(value):
    return value == b"" and type(value) is bytes


def fund(value):
    return value == b"fund" and type(value) is bytes


def nameless(value):
    return type(value) is str and value == ""


def own_pot(value):
    named = value in ("current", "energy-savings", "time-savings", "pension")
    return is_identifier(value) and (named or (value.startswith("env.") and len(value) > 4))


name = is_identifier
blob = ident
maybe_blob = either(ident, empty)
instant = number(0)
role = one_of(*ROLES)
