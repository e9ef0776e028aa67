"""Runs ministack, the AWS emulator, with some of its habits mended.

The emulator answers a function's request for work in two small writes; with Nagle's algorithm the second waits about
40 ms for an acknowledgement, in every invocation.

How it keeps its state is mended in emulator_state; emulator_calls counts calls of tables for tests.
"""

import os
import pathlib
import socketserver

import emulator_calls
import emulator_state

if __name__ == "__main__":
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    kept = pathlib.Path(os.environ["STATE_DIR"])
    emulator_state.forget_stream_positions(kept / "lambda.json")
    emulator_state.move_to(int(os.environ["GATEWAY_PORT"]), kept)

    from ministack import app  # the switch above must come first
    from ministack.services import dynamodb

    emulator_state.keep_saving(app, kept)
    emulator_calls.count_calls(dynamodb, pathlib.Path.cwd() / "calls")
    app.main()
