# SPDX-License-Identifier: AGPL-3.0-or-later
"""What libp2p loads and nobody calls is not there, cannot be called, and spoils nobody else's imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from p2p.compat_imports import NotLoadedError, check_version

import pytest

from p2p import compat_imports

LOADED = """
import sys
from {first} import {name}
found = sorted(name for name in {spared} if name in sys.modules)
assert not found, found
import json, dns.name, requests
assert requests.Session().headers
from libp2p.crypto import keys, serialization
from libp2p.crypto.pb import crypto_pb2
stranger = crypto_pb2.PublicKey(key_type=keys.KeyType.RSA.value, data=bytes(294)).SerializeToString()
try:
    serialization.deserialize_public_key(stranger)
except ImportError as error:
    print(type(error).__name__)
"""


def test_another_version_is_refused():
    check_version("0.8.1")
    with pytest.raises(ImportError, match=r"0\.8\.2"):
        check_version("0.8.2")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "name"), [("p2p.host", "open_host"), ("p2p", "compat"), ("app", "node_thread")]
)
def test_nothing_of_it_is_loaded_whatever_part_asks_for_libp2p_first(first: str, name: str):
    program = LOADED.format(first=first, name=name, spared=compat_imports.SPARED)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(compat_imports.__file__).parents[1],
    )
    assert (done.stdout, done.returncode) == ("NotLoadedError\n", 0), done.stderr


def test_a_stand_in_is_named_caught_and_never_made():
    finder = compat_imports._Finder()
    spec = finder.find_spec("requests.adapters", None)
    assert spec is not None
    module = finder.create_module(spec)
    assert finder.given == ["requests.adapters"]
    adapter = module.HTTPAdapter
    assert issubclass(adapter.Error, Exception)
    with pytest.raises(NotLoadedError, match="requests"):
        adapter()
    with pytest.raises(NotLoadedError):
        type("Ours", (adapter,), {})()
    with pytest.raises(AttributeError):
        module.__nothing__  # noqa: B018
    assert finder.find_spec("requestsomething", None) is None
    assert finder.find_spec("json", None) is None
