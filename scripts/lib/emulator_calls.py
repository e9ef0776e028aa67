"""Counts calls of tables for tests.

While a file exists, every call of a table adds a line to it: the caller, the operation, begin and end, and the write
units that it would cost on AWS.
"""

import asyncio
import json
import pathlib
import time

# A counted call takes about as long as on AWS, so that concurrent calls overlap although the emulator answers them one
# after the other.
LATENCY_SECONDS = 0.02


def count_calls(dynamodb, calls: pathlib.Path) -> None:
    """Writes the calls of tables to the file `calls` while it exists."""
    handle = dynamodb.handle_request

    async def counted(method, path, headers, body, query_params):
        if not calls.exists():
            return await handle(method, path, headers, body, query_params)
        from ministack.core.iam_evaluator import caller_arn

        began = time.time()
        await asyncio.sleep(LATENCY_SECONDS)
        request = json.dumps({**json.loads(body), "ReturnConsumedCapacity": "TOTAL"}).encode()
        answer = await handle(method, path, headers, request, query_params)
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
    """Returns the write units of a call: one if a condition failed."""
    if not target.endswith(("PutItem", "UpdateItem", "DeleteItem", "WriteItems", "WriteItem")):
        return 0
    consumed = answer.get("ConsumedCapacity", {"CapacityUnits": 1})
    return int(sum(table["CapacityUnits"] for table in (consumed if isinstance(consumed, list) else [consumed])))
