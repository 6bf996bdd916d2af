# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why this computer refused a file, in French: the system says it in a language of its own."""

from __future__ import annotations

import errno
import os
import re
from typing import Final

from app.cli_format import Tongue

_LISTENING: Final = re.compile(r"(?P<address>[^ ]+): (?:\[Errno \d+\] )?(?P<why>.*)", re.DOTALL)
_FRENCH: Final = {
    errno.EACCES: "vous n'en avez pas le droit",
    errno.EPERM: "vous n'en avez pas le droit",
    errno.ENOENT: "il n'y a rien à cet endroit",
    errno.ENOSPC: "il n'y a plus de place",
    errno.EDQUOT: "il n'y a plus de place",
    errno.EROFS: "ce disque ne se laisse pas écrire",
    errno.EIO: "ce disque va mal",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "il y a un fichier à la place d'un dossier",
    errno.ENAMETOOLONG: "ce nom est trop long",
    errno.EADDRINUSE: "un autre programme s'en sert",
    errno.EADDRNOTAVAIL: "cette adresse n'est pas de cet ordinateur",
    errno.ELOOP: "des liens y tournent en rond",
}


def say_why(tongue: Tongue, why: str) -> str:
    """The system's own words in French, where they are known; whatever else stays."""
    known = {os.strerror(number): french for number, french in _FRENCH.items()}
    return tongue.say(known.get(why, why), why)


def say_listening(tongue: Tongue, detail: str) -> str:
    """Where one cannot listen, and why: in the system's words, never in those of a library."""
    detail = detail.removeprefix("listen-failed: ")
    match = _LISTENING.fullmatch(detail)
    if match is None:
        return detail
    why = match["why"]
    is_known = why in {os.strerror(number) for number in errno.errorcode}
    said = say_why(tongue, why) if is_known else tongue.say("ce n'est pas une adresse", "this is no address")
    return tongue.say(f"{match['address']} : {said}", f"{match['address']}: {said}")
