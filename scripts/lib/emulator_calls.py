"""Counts calls of tables, for tests that ask for it.

While the file exists that it is given, every call of a table adds a line to it: who called what, from when to when, and
what it would cost on AWS.
"""

import asyncio
import json
import pathlib
import time

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
