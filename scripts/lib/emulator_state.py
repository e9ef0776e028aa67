"""Saves and restores more of the state of ministack than it does itself.

It saves its state when it is stopped, which does not help if it is killed, so it is saved every few seconds here. Its
state has URLs with its former port, and the positions of streams but not the streams.
"""

import asyncio
import json
import os
import pathlib
import re
import threading
import time

PAUSE_SECONDS = 1
# At most a twentieth of the emulator's time is spent on saving; with a small state, much less.
PAUSE_FACTOR = 20
OWN_QUEUE = re.compile(r"http://localhost:(\d+)/\d{12}/")


def write(path: pathlib.Path, text: str) -> None:
    """Writes a file atomically, even if the process is killed."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.replace(new, path)


def delete_stream_positions(functions: pathlib.Path) -> None:
    """Lets every event source begin with the first event after the restart. Otherwise it skips as many events as it read
    before, and their notices are not sent."""
    if not functions.exists():
        return
    saved = json.loads(functions.read_text())
    saved.get("payload", saved).pop("dynamodb_stream_positions", None)
    write(functions, json.dumps(saved))


def move_to(port: int, kept: pathlib.Path) -> None:
    """Changes the URLs of queues and of the API to this port. The queues have the former port, so they come last."""
    queues = kept / "sqs.json"
    former = OWN_QUEUE.search(queues.read_text()) if queues.exists() else None
    if not former or int(former[1]) == port:
        return
    own = re.compile(rf"\b(localhost|127\.0\.0\.1):{former[1]}\b")
    for path in sorted(kept.glob("*.json"), key=lambda path: path == queues):
        write(path, own.sub(rf"\g<1>:{port}", path.read_text()))


def start_saving(app, kept: pathlib.Path) -> None:
    """Saves changes from the end of the emulator's start until it ends."""
    from ministack.services import lambda_svc

    lambda_svc._write_code_blob = write_once(lambda_svc._write_code_blob, pathlib.Path(lambda_svc.CODE_BLOB_DIR))
    saved = {}
    app.save_all = lambda services: save(services, kept, saved)  # called when it is stopped
    threading.Thread(target=save_repeatedly, args=(app,), daemon=True).start()


def write_once(write_blob, blobs: pathlib.Path):
    """Digests and writes the code of a function once. It is large, and the same object while the function exists."""
    known = {}

    def write_unless_known(code: bytes) -> str:
        if id(code) not in known or not (blobs / f"{known[id(code)][1]}.zip").exists():
            known[id(code)] = (code, write_blob(code))
        return known[id(code)][1]

    return write_unless_known


def save_repeatedly(app) -> None:
    """Saves the state again and again, and never returns."""

    async def save_all() -> float:
        began = time.monotonic()
        app.save_all(app._build_persistence_save_dict())
        return time.monotonic() - began

    while app._ready_scripts_state["status"] != "completed":  # the end of the start
        time.sleep(0.1)
    took = before = 0
    while True:
        try:
            # On the event loop of requests, so that none changes the state meanwhile.
            took, before = asyncio.run_coroutine_threadsafe(save_all(), app._MAIN_LOOP).result(), took
        except OSError as error:  # a full disk; a later save may succeed
            print(f"the state is not saved: {error}", flush=True)
        # The first save after a deployment writes much.
        time.sleep(max(PAUSE_SECONDS, PAUSE_FACTOR * min(took, before)))


def save(services: dict, kept: pathlib.Path, saved: dict) -> None:
    """Saves each service whose state has changed. Saves nothing while a stack is in progress, because a start cannot
    continue half a deployment."""
    from ministack.core import persistence
    from ministack.services import cloudformation

    stacks = [str([stack.get("StackStatus"), stack.get("Tags")]) for _, stack in cloudformation._stacks.all_items()]
    if any("IN_PROGRESS" in stack for stack in stacks):
        return
    kept.mkdir(parents=True, exist_ok=True)
    began = time.time()
    for name, get_state in services.items():
        if name == "cloudformation" and saved.get("stacks") == stacks:
            continue  # the largest by far
        state = {"__ministack_format__": persistence._state_format_version(name), "payload": get_state()}
        text = json.dumps(state, default=persistence._json_default)
        if saved.get(name) != text:
            write(kept / f"{name}.json", text)
            saved[name] = text
    saved["stacks"] = stacks
    (kept / "saved").touch()
    os.utime(kept / "saved", (began, began))  # changes before this time are saved
