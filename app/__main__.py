# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program's entry: reads the command line, finds who answers, says what came of it.

    a node or window runs here ──> its door answers (nothing heavy is loaded)
    nobody does ──> this process takes the home's lock and does it itself

The only module that knows every part. Its law: it imports at the last moment, so that a command a running
node answers takes no longer than the node does.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, cast

from app.cli import DESK_COMMANDS, Invocation, parse
from app.cli_account import read_typed
from app.cli_format import Tongue, choose_language
from app.config import ConfigError, load_config
from app.control import ask, make_error
from app.errors import AppError
from app.paths import Home, choose_home

ANSWER_S: Final = 120
"""How long a running node may take over a command: a year of meter files is some seconds."""
LOCK_WAIT_S: Final = 10
"""How long to wait for another command of ours to end, or for the door of a window that opens."""
_RETRY_S: Final = 0.05
_STOP_S: Final = 15
_INTERRUPTED: Final = 130

Document = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code.

    0; 1 for a refusal, or when `doctor` finds something to do; 2 for a wrong usage (by SystemExit).
    """
    _bear_any_letter()
    first = Tongue(choose_language("", os.environ))
    invocation = parse(sys.argv[1:] if argv is None else argv, first.say)
    home = Home(choose_home(invocation.home, os.environ))
    tongue = Tongue(_choose_language(home))
    if invocation.command in DESK_COMMANDS:  # « 1,500 » is one and a half or fifteen hundred by who writes it
        invocation.arguments["language"] = tongue.language
    try:
        answer = run(home, invocation, tongue)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except AppError as error:
        answer = make_error(error.code, **error.params)
    except ConfigError as error:
        answer = make_error(error.code)
    except Exception as error:
        answer = _name_trouble(home, error)
    try:
        return _show(invocation, tongue, answer)
    except BrokenPipeError:
        sys.stdout = None
        return 0


def _bear_any_letter() -> None:
    """A letter that this terminal cannot write is shown as a question mark: no answer breaks on one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _name_trouble(home: Home, error: Exception) -> Document:
    """The answer for what a folder or file of this computer refused; a fault of ours goes on its way."""
    from app.home_trouble import TROUBLES, name_trouble

    if not isinstance(error, TROUBLES):
        raise error
    trouble = name_trouble(home, error)
    return make_error(trouble.code, **trouble.params)


def _choose_language(home: Home) -> str:
    try:
        return choose_language(load_config(home.config).language, os.environ)
    except (ConfigError, OSError):
        return choose_language("", os.environ)


def _show(invocation: Invocation, tongue: Tongue, answer: Document) -> int:
    """Print an answer; an empty result was shown already."""
    if "error" in answer:
        return _show_error(invocation, tongue, answer["error"])
    document = answer["result"]
    if invocation.is_json:
        if document:
            _print_json(document)
    elif document:
        from app.cli_words import describe

        print(describe(tongue, invocation.command, _fold(document)))
    return int(invocation.command == "doctor" and not document["ok"])


def _fold(value: Any) -> Any:
    """The same document with each text on one line: nobody's words may look like a line of ours."""
    if isinstance(value, str):
        return " ".join(value.split("\n"))
    if isinstance(value, dict):
        return {name: _fold(item) for name, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_fold(item) for item in cast("list[Any]", value)]
    return value


def _show_error(invocation: Invocation, tongue: Tongue, error: Document) -> int:
    from app.cli_errors import explain

    code, params = str(error.get("code", "internal")), dict(error.get("params") or {})
    message = explain(tongue, code, params)
    if invocation.is_json:
        shown: Document = {"code": code, "message": message}
        if params:
            shown["details"] = params
        if "candidates" in error:
            shown["candidates"] = error["candidates"]
        _print_json({"error": shown})
    else:
        print(message, file=sys.stderr)
    return 1


def _print_json(document: Mapping[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False), flush=True)


# --- running -----------------------------------------------------------------------------------------------


def run(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    """Do what was asked: {"result": …} or {"error": …}.

    Raises:
        AppError, HomeError, ConfigError: it was refused.
    """
    command = invocation.command
    if command in DESK_COMMANDS:
        return _run_desk_command(home, invocation, tongue)
    own: dict[str, Callable[[Home, Invocation, Tongue], Document]] = {
        "found": _found,
        "join": _join,
        "node": _node,
        "open": _open,
        "restore": _restore,
        "verify": _verify,
        "check-proof": _check_proof,
        "export.register": _export_register,
        "demo": _demo,
        "doctor": _doctor,
        "support-bundle": _support_bundle,
        "completion": _completion,
        "self-check": _self_check,
    }
    return {"result": own[command](home, invocation, tongue)}


def _run_desk_command(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    """Through the door of whoever runs the home, else with the home's lock in this process."""
    arguments = invocation.arguments
    if arguments.get("show") and (invocation.is_json or not sys.stdout.isatty()):
        raise AppError("no-terminal")
    if arguments.get("trial") and (file := arguments.get("file")):
        from pathlib import Path

        from app.backup import check_file

        check_file(Path(file))
    if arguments.pop("read_words", None) or arguments.get("trial") or arguments.get("done"):
        arguments["words"] = read_typed(tongue, sys.stdin, sys.stderr)
    request: Document = {"command": invocation.command, "arguments": arguments}
    limit_s = ANSWER_S
    if invocation.wait:
        request |= {"wait": True, "timeout_s": invocation.timeout_s}
        limit_s += invocation.timeout_s
    deadline = time.monotonic() + LOCK_WAIT_S
    while True:
        answer = ask(home, request, timeout_s=limit_s)
        if answer is not None:
            return answer
        try:
            return _run_offline(home, invocation)
        except AppError as error:
            # Another command has the home, or a node that is only starting or stopping.
            if error.code != "in-use" or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)


def _run_offline(home: Home, invocation: Invocation) -> Document:
    if invocation.arguments.get("show"):
        from app.words_alone import show_words

        return {"result": show_words(home)}
    _log_to_file(home)
    # Modules and the state are loaded to stay: looking for garbage among them is a tenth of such a command.
    gc.disable()
    from app.dispatch import answer_command
    from app.service import Service

    service = Service.open(home)
    gc.freeze()
    gc.enable()
    if invocation.wait:
        from app.headless import run_until_sealed

        return {
            "result": run_until_sealed(
                service, invocation.command, invocation.arguments, invocation.timeout_s
            )
        }
    try:
        return answer_command(service, invocation.command, invocation.arguments)
    finally:
        service.close()


def _log_to_file(home: Home) -> None:
    """Send what the program notes to the home's log, never to a screen; nowhere while there is none."""
    import logging

    from app.logging import set_up

    if home.keys.is_dir():
        set_up(file=home.log)
    else:
        set_up(level=logging.CRITICAL)


def _found(home: Home, invocation: Invocation, _tongue: Tongue) -> Document:
    _log_to_file(home)
    from app.founding import found_home
    from app.resolve import Arguments

    values = dict(invocation.arguments)
    place = {name: values.get(name, "") for name in ("latitude", "longitude")}
    return {**found_home(home, Arguments(values), dict(values.pop("settings", ()))), **place}


def _join(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    text = invocation.arguments["code"]
    if text == "-":
        text = read_typed(tongue, sys.stdin, sys.stderr, is_code=True)
    _log_to_file(home)
    from app.entering import open_to_join

    return _enter(home, open_to_join(home, text, invocation.arguments["me"]), invocation.timeout_s)


def _enter(home: Home, entering: Any, timeout_s: int) -> Document:
    _log_to_file(home)
    from app.headless import run_entering

    return run_entering(entering, timeout_s)


def _node(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    if ask(home, {"command": "program"}, timeout_s=5) is not None:
        raise AppError("already-running")
    from app.headless import run_node
    from app.listening import Reach, read_announced, read_peers

    service = open_when_free(home)
    _log_to_file(home)

    def show(document: Document) -> None:
        _show(invocation, tongue, {"result": document})
        sys.stdout.flush()

    typed = invocation.arguments
    try:
        reach = Reach(
            listen=tuple(typed.get("listen", ())),
            announced=read_announced(service.desk, typed.get("announce", ())),
            peers=read_peers(typed.get("peer", ())),
        )
    except AppError:
        service.close()
        raise
    run_node(service, reach, show)
    return {}


def open_when_free(home: Home) -> Any:
    """The home's service, once no other command of ours holds it. Raises AppError as `Service.open`."""
    from app.service import Service

    deadline = time.monotonic() + LOCK_WAIT_S
    while True:
        try:
            return Service.open(home)
        except AppError as error:
            if error.code != "in-use" or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)


def _verify(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    _log_to_file(home)
    from app.cli_register import run_verify

    document = run_verify(home, tongue, is_json=invocation.is_json)
    if not document["ok"]:
        raise AppError("verify-failed", problems="; ".join(document["problems"]))
    return document


def _check_proof(home: Home, invocation: Invocation, _tongue: Tongue) -> Document:
    _log_to_file(home)
    from app.cli_receipts import check

    return dict(check(home, invocation.arguments))


def _export_register(home: Home, invocation: Invocation, _tongue: Tongue) -> Document:
    _log_to_file(home)
    from app.cli_register import run_export

    return run_export(home, invocation.arguments)


def _doctor(home: Home, _invocation: Invocation, tongue: Tongue) -> Document:
    import logging

    from app.cli_care import run_doctor
    from app.logging import set_up

    set_up(level=logging.CRITICAL)  # what is looked at is left as it is, its log included
    return run_doctor(home, tongue)


def _completion(_home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    from app.cli_care import run_completion

    return {"script": run_completion(tongue, invocation.arguments["shell"]).splitlines()}


def _support_bundle(home: Home, invocation: Invocation, _tongue: Tongue) -> Document:
    import logging

    from app.cli_care import run_support_bundle
    from app.logging import set_up

    set_up(level=logging.CRITICAL)
    return run_support_bundle(home, str(invocation.arguments.get("file", "")))


def _self_check(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    import logging

    from app.cli_care import make_teller
    from app.logging import set_up
    from app.self_check import Drawn, run_self_check

    def draw(asked: Drawn) -> Document:
        from app import facade
        from ui.self_check import draw_windows

        return draw_windows(asked.empty, asked.home, asked.pictures, facade)

    set_up(level=logging.CRITICAL)
    return run_self_check(home.root if invocation.home else None, draw, make_teller(tongue, sys.stderr.write))


def _restore(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    from app.entering import check_way_back, open_to_restore
    from app.words import BadWords, check_words

    typed = invocation.arguments
    code, file = str(typed.get("code", "")), str(typed.get("file", ""))
    check_way_back(code, file)
    try:
        words = check_words(read_typed(tongue, sys.stdin, sys.stderr))
    except BadWords as error:
        raise AppError("bad-words", position=error.position, why=error.reason) from error
    _log_to_file(home)
    return _enter(home, open_to_restore(home, words, code, file), invocation.timeout_s)


def _demo(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    from app.demo import run_demo

    return run_demo(
        headless=bool(invocation.arguments.get("headless")),
        root=home.root if invocation.home else None,
        open_window=_run_window,
        while_shown=_show_progress,
        say=tongue.say,
    )


def _show_progress(work: Any) -> None:
    """Do the demonstration's work under a small window's bar. Raises AppError: no-screen, no-window."""
    _check_screen()
    try:
        from ui.progress import run_shown
    except ImportError as error:
        raise AppError("no-window", detail=str(error)) from error
    run_shown(work)


# --- the window --------------------------------------------------------------------------------------------


def _open(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    deadline = time.monotonic() + LOCK_WAIT_S
    while True:
        try:
            return _open_or_raise(home, invocation, tongue)
        except AppError as error:
            # A window that has just opened, and whose door is not there yet.
            if error.code != "in-use" or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)


def _open_or_raise(home: Home, invocation: Invocation, tongue: Tongue) -> Document:
    running = ask(home, {"command": "program"}, timeout_s=5)
    if running is not None:
        program = running.get("result", {})
        if program.get("role") == "window":
            ask(home, {"command": "program", "arguments": {}, "do": "raise"}, timeout_s=5)
            return {"raised": True}
        _check_screen()
        if not invocation.arguments.get("take_over") and not _agrees_to_take_over(invocation, tongue):
            raise AppError("node-runs", pid=int(program.get("pid", 0)))
        _stop_program(home)
    return _open_window(home)


def _agrees_to_take_over(invocation: Invocation, tongue: Tongue) -> bool:
    if invocation.is_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    question = tongue.say(
        "Voisinage tourne ici sans fenêtre. L'arrêter et ouvrir la fenêtre ? [o/N] ",
        "Voisinage runs here without a window. Stop it and open the window? [y/N] ",
    )
    return input(question).strip().casefold() in ("o", "oui", "y", "yes")


def _stop_program(home: Home) -> None:
    with suppress(AppError):  # it may be gone before it has answered
        ask(home, {"command": "program", "do": "stop"}, timeout_s=_STOP_S)
    deadline = time.monotonic() + _STOP_S
    while ask(home, {"command": "program"}, timeout_s=_STOP_S) is not None:
        if time.monotonic() > deadline:
            raise AppError("no-answer")
        time.sleep(_RETRY_S)


def _open_window(home: Home) -> Document:
    _log_to_file(home)
    _run_window(home)
    return {}


def _run_window(home: Home) -> None:
    """Open the window on a home and stay until the person closes it.

    Raises:
        AppError: no-screen, no-window, or what keeps the home shut.
    """
    _check_screen()
    from app import facade

    try:
        from ui.run import run as run_window
    except ImportError as error:
        raise AppError("no-window", detail=str(error)) from error
    run_window(home.root, facade)


def _check_screen() -> None:
    """Raises AppError: no-screen. Qt would end this process in its own words."""
    from app.doctor.system import has_screen

    if not has_screen():
        raise AppError("no-screen")


if __name__ == "__main__":
    sys.exit(main())
