"""Runs ministack, the AWS emulator, with some of its habits mended, and counts calls of tables for tests that ask for it.

The emulator answers a function's request for work in two small writes; with Nagle's algorithm the second waits about
40 ms for an acknowledgement, in every invocation.

How it keeps its state is mended in emulator_state.

While the file `calls` lies in its folder, every call of a table adds a line to it: who called what, from when to when,
and what it would cost on AWS.
"""

import asyncio
import json
import os
import pathlib
import socketserver
import time

import emulator_state

# A counted call takes this long, about what one takes on AWS: calls that are made at once overlap, though the emulator
# answers them one after the other.
LATENCY_SECONDS = 0.02


def count_calls(dynamodb, calls: pathlib.Path) -> None:
    """Notes the calls of tables in `calls`, while that file exists."""
    handle = dynamodb.handle_request

    async def counted(method, path, headers, body, query_params):
        if not calls.exists():
            return await handle(method, path, headers, body, query_params)
        from ministack.core.iam_evaluator import caller_arn

        began = time.time()
        await asyncio.sleep(LATENCY_SECONDS)
        asked = json.dumps({**json.loads(body), "ReturnConsumedCapacity": "TOTAL"}).encode()
        answer = await handle(method, path, headers, asked, query_params)
        call = {
            "caller": caller_arn(),
            "operation": headers["x-amz-target"].split(".")[-1],
            "write_units": write_units(headers["x-amz-target"], json.loads(answer[2])),
            "began": began,
            "ended": time.time(),
        }
        with calls.open("a") as lines:
            lines.write(json.dumps(call) + "\n")
        return answer

    dynamodb.handle_request = counted


def write_units(target: str, answer: dict) -> int:
    """What a call's writes cost; one unit where a condition did not hold."""
    if not target.endswith(("PutItem", "UpdateItem", "DeleteItem", "WriteItems", "WriteItem")):
        return 0
    consumed = answer.get("ConsumedCapacity", {"CapacityUnits": 1})
    return int(sum(table["CapacityUnits"] for table in (consumed if isinstance(consumed, list) else [consumed])))


if __name__ == "__main__":
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    kept = pathlib.Path(os.environ["STATE_DIR"])
    emulator_state.forget_stream_positions(kept / "lambda.json")
    emulator_state.move_to(int(os.environ["GATEWAY_PORT"]), kept)

    from ministack import app  # the switch above must come first
    from ministack.services import dynamodb

    emulator_state.keep_saving(app, kept)
    count_calls(dynamodb, pathlib.Path.cwd() / "calls")
    app.main()
