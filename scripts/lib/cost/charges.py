"""What recorded charges are, by kind and in dollars. Pure: no file is read and no call is made."""

import collections
import dataclasses

WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem")
# The bytes of a platform line of Lambda at the end of an invocation, and of a line of the API's access log.
PLATFORM_LOG_BYTES = 180
ACCESS_LOG_BYTES = 420


@dataclasses.dataclass(frozen=True)
class Stack:
    """What the charges depend on and the template says."""

    api_functions: frozenset[str]
    queue_functions: frozenset[str]
    memory_gigabytes: float


def function_of(name: str) -> str:
    """Returns the step of a function's name: `readmit-start-reset` is `start-reset`."""
    return name.partition("-")[2]


def quantities(charges: list[dict], stack: Stack) -> dict[str, float]:
    """Returns how much of each priced thing the lines of a journey are."""
    found: dict[str, float] = collections.Counter()
    for line in charges:
        if "invocation" in line:
            found.update(of_invocation(line, stack))
        else:
            found.update(of_call(line))
    return dict(found)


def of_invocation(line: dict, stack: Stack) -> dict[str, float]:
    step = function_of(line["invocation"])
    found = {
        "invocation": 1,
        "gigabyte_second": max(line["ms"], 1) / 1000 * stack.memory_gigabytes,
        "log_gigabyte": (line["log_bytes"] + PLATFORM_LOG_BYTES) / 1e9,
    }
    if step in stack.api_functions:
        found |= {"api_request": 1, "cdn_request": 1}
        found["log_gigabyte"] += ACCESS_LOG_BYTES / 1e9
    if step in stack.queue_functions:
        found["queue_request"] = 2  # Lambda receives the message and deletes it.
    return found


def of_call(line: dict) -> dict[str, float]:
    service, operation = line["service"], line["operation"]
    if service == "dynamodb":
        return {"write_unit" if operation in WRITES else "read_unit": line["units"]}
    if service == "sqs":
        # 64 KB are one request.
        return {"queue_request": 1 + line["bytes"] // 65536}
    if service == "secretsmanager":
        return {"secret_call": 1}
    if service == "ses":
        return {"mail": 1}
    return {}  # calls of STS are free, text messages are priced by country, and invocations have lines of their own


def dollars(found: dict[str, float], prices: dict) -> dict[str, float]:
    """Returns the price of each quantity."""
    return {kind: amount * prices[kind][0] for kind, amount in found.items()}


def each(found: dict[str, float], count: int) -> dict[str, float]:
    return {kind: amount / count for kind, amount in found.items()}
