# SPDX-License-Identifier: AGPL-3.0-or-later
"""libp2p 0.8.1 as this program loads it: without what it never calls. The first import of compat.py.

`import libp2p` loads every transport and discovery it has, with their HTTP, DNS, TLS and metrics libraries:
1,350 modules where 770 do, two fifths of a node's start and 33 MB. Here each of them is a stand-in while
libp2p is imported: it can be named, subclassed and caught, and refuses to be called. So nothing of it runs
by accident, and a stranger's RSA identity meets a refusal instead of a parser.

Law: whoever imports libp2p imports this first (a section of its own in ruff's order of imports). Importing
libp2p loads all of its modules that we use: once this module is loaded, every import is the real one again.

Source: docs/adr/0007-libp2p-behind-one-door.md, measured on the pinned version.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import version
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

PINNED_VERSION: Final = "0.8.1"
SPARED: Final = (
    # transports that are not TCP, and certificates of the web
    "libp2p.transport.quic.connection",
    "libp2p.transport.quic.listener",
    "libp2p.transport.quic.security",
    "libp2p.transport.quic.stream",
    "libp2p.transport.quic.transport",
    "libp2p.transport.websocket",
    "libp2p.security.tls.autotls",
    "aioquic",
    "service_identity",
    "trio_websocket",
    # discovery and names: p2p/addresses.py resolves, p2p/discovery finds
    "libp2p.discovery",
    "multiaddr.resolvers",
    "dns",
    "httpx",
    "miniupnpc",
    "requests",
    "zeroconf",
    # a peer store on disk, counters of the library's own
    "libp2p.peer.persistent",
    "prometheus_client",
    # identities of RSA
    "Crypto",
)
"""Modules, with all below them."""


class NotLoadedError(ImportError):
    """Something of libp2p that this program does not use was called after all."""


class _Named(type):
    """Of a stand-in's attributes: classes to be named, subclassed and caught, never made."""

    def __getattr__(cls, name: str) -> _Named:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Named(name, (Exception,), {"__module__": cls.__module__})

    def __call__(cls, *_arguments: Any, **_options: Any) -> Any:
        raise NotLoadedError(f"{cls.__module__}.{cls.__qualname__} is not loaded: see p2p/compat_imports.py")


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> _Named:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Named(name, (Exception,), {"__module__": self.__name__})


class _Finder(MetaPathFinder, Loader):
    """Gives a stand-in for what is spared."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not any(fullname == name or fullname.startswith(f"{name}.") for name in SPARED):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        self.given.append(spec.name)
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def check_version(found: str) -> None:
    """Refuse another libp2p than the one our patches were written for and tested against."""
    if found != PINNED_VERSION:
        raise ImportError(f"Voisinage needs libp2p {PINNED_VERSION}, found {found}: see p2p/compat.py")


@contextmanager
def _sparing() -> Generator[None]:
    """While the body imports; what was loaded before by others stays as it is."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in finder.given:
            sys.modules.pop(name, None)


check_version(version("libp2p"))
with _sparing():
    import libp2p  # noqa: F401  # pyright: ignore[reportUnusedImport]
