# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet of 24 words, one page: its lines, and a PDF of them, to keep as one keeps one's papers.

Written by hand (PDF 1.4, the standard Helvetica), so that a computer without a window has it too. The file is
readable by its owner alone, and says itself that it is to be deleted once printed.

Source: ISO 32000-1, annex H.3 (a simple text string).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from app.desk import Desk
from app.errors import AppError
from app.facade_elision import fill
from app.paths import write_private_file
from app.reader import Reader
from app.views_account import SheetLineView
from ledger.state import get_commune

WIDTH: Final = 595
HEIGHT: Final = SheetLineView.PAGE_HEIGHT
LEFT: Final = 64
_COLUMN: Final = 240
_LINE: Final = 26

Texts = tuple[str, str, tuple[str, ...], tuple[str, ...]]

FRENCH: Final[Texts] = (
    "Mes 24 mots",
    "Compte de {name}, commune de {commune}",
    (
        "Ces mots, dans cet ordre, rouvrent votre compte sur n'importe quel ordinateur.",
        "Qui les lit peut en faire autant : rangez cette feuille avec vos papiers importants.",
    ),
    (
        "Ni photographie, ni courriel. Une seconde copie chez quelqu'un de confiance est une bonne idée.",
        "Pour revenir : ouvrez Voisinage, « J'ai déjà un compte », recopiez les mots, avec ou sans accents ;",
        "puis donnez n'importe quel code de votre commune, ou votre fichier de sauvegarde.",
        "Une fois cette page imprimée, effacez le fichier.",
    ),
)
ENGLISH: Final[Texts] = (
    "My 24 words",
    "Account of {name}, commune of {commune}",
    (
        "These words, in this order, open your account again on any computer.",
        "Whoever reads them can do the same: keep this sheet with your important papers.",
    ),
    (
        "No photograph, no e-mail. A second copy with somebody you trust is a good idea.",
        "To come back: open Voisinage, “I already have an account”, copy the words, with or without accents;",
        "then give any code of your commune, or your backup file.",
        "Once this page is printed, delete the file.",
    ),
)


def save_sheet(desk: Desk, reader: Reader, path: Path, language: str) -> None:
    """Write the sheet of this home.

    Raises:
        AppError: words-gone (they are on paper already), sheet-unwritable.
    """
    words = desk.vault.words()
    if words is None:
        raise AppError("words-gone")
    name, commune = reader.get_name(desk.account), get_commune(reader.state).name
    write_page(path, make_sheet(words, name, commune, language))


def write_page(path: Path, page: bytes) -> None:
    """Write a page to print, whole or not at all.

    Raises:
        AppError: sheet-unwritable.
    """
    try:
        write_private_file(path, page)
    except OSError as error:
        raise AppError("sheet-unwritable", path=str(path), why=error.strerror or "") from error


def lay_out(
    words: Sequence[str], name: str, commune: str, language: str, *, is_file: bool
) -> tuple[SheetLineView, ...]:
    """The lines of the page, wherever they are drawn; a file says that it is to be deleted."""
    title, whose, first, last = FRENCH if language == "fr" else ENGLISH
    lines = [
        SheetLineView(LEFT, HEIGHT - 90, 24, True, title),
        SheetLineView(LEFT, HEIGHT - 118, 12, False, fill(whose, name=name, commune=commune)),
    ]
    lines += [SheetLineView(LEFT, HEIGHT - 152 - 16 * row, 11, False, text) for row, text in enumerate(first)]
    top, half = HEIGHT - 224, (len(words) + 1) // 2
    for index, word in enumerate(words):
        x, y = LEFT + _COLUMN * (index // half), top - _LINE * (index % half)
        lines += [
            SheetLineView(x, y, 11, False, f"{index + 1:2d}"),
            SheetLineView(x + 28, y, 15, True, word),
        ]
    bottom = top - _LINE * half - 16
    said = last if is_file else last[:-1]
    lines += [SheetLineView(LEFT, bottom - 16 * row, 10, False, text) for row, text in enumerate(said)]
    return tuple(lines)


def make_sheet(words: Sequence[str], name: str, commune: str, language: str) -> bytes:
    """The bytes of the page."""
    lines = lay_out(words, name, commune, language, is_file=True)
    drawn = "\n".join(
        f"BT /F{1 + line.is_bold} {line.size} Tf {line.x} {line.y} Td ({_escape(line.text)}) Tj ET"
        for line in lines
    )
    return _wrap(drawn.encode("cp1252", "replace"))


def _escape(text: str) -> str:
    for sign in ("\\", "(", ")"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\u202f", "\u00a0")


def _wrap(drawn: bytes) -> bytes:
    """A document of one page: its objects, then where each begins."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page.encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    )
    return b"".join(_parts(objects))


def _parts(objects: Sequence[bytes]) -> Iterator[bytes]:
    head = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    yield head
    at, places = len(head), list[int]()
    for number, inside in enumerate(objects, start=1):
        made = b"%d 0 obj\n%s\nendobj\n" % (number, inside)
        places.append(at)
        at += len(made)
        yield made
    count = len(objects) + 1
    yield b"xref\n0 %d\n0000000000 65535 f \n" % count
    yield b"".join(b"%010d 00000 n \n" % place for place in places)
    yield b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, at)
