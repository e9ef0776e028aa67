"""Runs ministack, the AWS emulator, with two of its habits mended.

The emulator answers a function's request for work in two small writes; with Nagle's algorithm the second waits about
40 ms for an acknowledgement, in every invocation.

It keeps how far each stream was read, but not the stream: after a restart as many new events as were read before would
be skipped, and nobody would be told of their resets.
"""

import json
import os
import pathlib
import socketserver


def forget_stream_positions(state: pathlib.Path) -> None:
    """Lets every event source begin with the first event after the restart."""
    if not state.exists():
        return
    saved = json.loads(state.read_text())
    saved.get("payload", saved).pop("dynamodb_stream_positions", None)
    state.write_text(json.dumps(saved))


if __name__ == "__main__":
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    forget_stream_positions(pathlib.Path(os.environ["STATE_DIR"]) / "lambda.json")

    from ministack.app import main  # the switch above must come first

    main()
