"""Records what AWS would charge for, for ./scripts/bench --cost.

While a file exists, every call of a service and every invocation of a function adds a line to it. Calls of tables have
their read and write units.
"""

import json
import pathlib

CHARGED = ("dynamodb", "sqs", "sns", "ses", "sms-voice", "secretsmanager", "sts", "lambda")


def record_charges(app, lambda_svc, charges: pathlib.Path) -> None:
    """Writes calls and invocations to the file `charges` while it exists."""
    for service in CHARGED:
        app.SERVICE_HANDLERS[service] = recorded(app.SERVICE_HANDLERS[service], service, charges)
    emit_logs = lambda_svc._emit_lambda_logs

    def emit(func, request_id, log_text, error, duration_ms, **more):
        if charges.exists():
            name = (func.get("config") or func).get("FunctionName", "")
            append(charges, {"invocation": name, "ms": duration_ms, "log_bytes": len(log_text or "")})
        return emit_logs(func, request_id, log_text, error, duration_ms, **more)

    lambda_svc._emit_lambda_logs = emit


def recorded(handler, service: str, charges: pathlib.Path):
    """Returns a handler that also adds a line for each call."""

    async def record(method, path, headers, body, query_params):
        if not charges.exists():
            return await handler(method, path, headers, body, query_params)
        from ministack.core.iam_evaluator import caller_arn

        request = body
        if service == "dynamodb":
            request = json.dumps({**json.loads(body), "ReturnConsumedCapacity": "TOTAL"}).encode()
        answer = await handler(method, path, headers, request, query_params)
        operation = operation_of(headers, body, query_params)
        line = {"service": service, "operation": operation, "caller": caller_arn(), "bytes": len(body or b"")}
        if service == "dynamodb":
            line["units"] = units(json.loads(answer[2] or b"{}"), operation)
        append(charges, line)
        return answer

    return record


def operation_of(headers: dict, body: bytes, query_params: dict) -> str:
    """Returns the operation: of the header, or of the query protocol."""
    target = headers.get("x-amz-target", "").partition(".")[2]
    if target:
        return target
    named = query_params.get("Action") or [
        pair.partition("=")[2] for pair in (body or b"").decode(errors="replace").split("&") if pair.startswith("Action=")
    ]
    return (named if isinstance(named, str) else named[0]) if named else ""


def units(answer: dict, operation: str) -> float:
    """Returns the units of a call of tables: one write unit if a condition failed."""
    consumed = answer.get("ConsumedCapacity")
    if consumed is None:
        return 1 if operation.endswith(("Item", "Items")) and not operation.startswith(("Get", "BatchGet")) else 0
    return sum(table["CapacityUnits"] for table in (consumed if isinstance(consumed, list) else [consumed]))


def append(file: pathlib.Path, line: dict) -> None:
    with file.open("a") as lines:
        lines.write(json.dumps(line) + "\n")
