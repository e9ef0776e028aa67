"""What ministack keeps from one run to the next, beyond what it does by itself.

It saves when it is stopped, which a killed emulator is not: it is saved every few seconds here. It keeps URLs with the
port that it had, and how far each stream was read, but not the stream.
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
    """All of it or nothing, whenever the process is killed."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.replace(new, path)


def forget_stream_positions(functions: pathlib.Path) -> None:
    """Lets every event source begin with the first event after the restart: as many as were read before would be
    skipped, and nobody would be told of their resets."""
    if not functions.exists():
        return
    saved = json.loads(functions.read_text())
    saved.get("payload", saved).pop("dynamodb_stream_positions", None)
    write(functions, json.dumps(saved))


def move_to(port: int, kept: pathlib.Path) -> None:
    """Lets the URLs of queues and of the API lead to this port. The queues tell the former one and come last."""
    queues = kept / "sqs.json"
    former = OWN_QUEUE.search(queues.read_text()) if queues.exists() else None
    if not former or int(former[1]) == port:
        return
    own = re.compile(rf"\b(localhost|127\.0\.0\.1):{former[1]}\b")
    for path in sorted(kept.glob("*.json"), key=lambda path: path == queues):
        write(path, own.sub(rf"\g<1>:{port}", path.read_text()))


def keep_saving(app, kept: pathlib.Path) -> None:
    """Saves what changed, from when the emulator has read what it kept until it ends."""
    from ministack.services import lambda_svc

    lambda_svc._write_code_blob = once_for_each(lambda_svc._write_code_blob, pathlib.Path(lambda_svc.CODE_BLOB_DIR))
    saved = {}
    app.save_all = lambda services: save(services, kept, saved)  # what it does when it is stopped
    threading.Thread(target=save_again_and_again, args=(app,), daemon=True).start()


def once_for_each(write_blob, blobs: pathlib.Path):
    """Functions' code is large and the same object for as long as the function is: it is digested once."""
    known = {}

    def write_unless_known(code: bytes) -> str:
        if id(code) not in known or not (blobs / f"{known[id(code)][1]}.zip").exists():
            known[id(code)] = (code, write_blob(code))
        return known[id(code)][1]

    return write_unless_known


def save_again_and_again(app) -> None:
    """Never ends."""

    async def save_all() -> float:
        began = time.monotonic()
        app.save_all(app._build_persistence_save_dict())
        return time.monotonic() - began

    while app._ready_scripts_state["status"] != "completed":  # the last thing that a start does
        time.sleep(0.1)
    took = before = 0
    while True:
        # On the loop that handles requests, so that none changes anything meanwhile.
        took, before = asyncio.run_coroutine_threadsafe(save_all(), app._MAIN_LOOP).result(), took
        # Once, after a deployment, there is much to write.
        time.sleep(max(PAUSE_SECONDS, PAUSE_FACTOR * min(took, before)))


def save(services: dict, kept: pathlib.Path, saved: dict) -> None:
    """Saves each service whose state is another than the last time; nothing while a stack is under way, because nobody
    could go on from half a one."""
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
    os.utime(kept / "saved", (began, began))  # what was changed before is kept
