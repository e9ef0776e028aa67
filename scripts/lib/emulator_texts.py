"""Adds AWS End User Messaging to the emulator: text messages from a number of the company, kept beside those of SNS, and
the list of numbers that opted out.

"SendTextMessage", "PutOptedOutNumber", "DescribeAccountAttributes" and "DescribeSpendLimits" of the End User Messaging
SMS and voice v2 API reference.
"""

import json
import uuid

SERVICE = "sms-voice"
# An account out of the sandbox.
DESCRIPTIONS = {
    "DescribeAccountAttributes": {"AccountAttributes": [{"Name": "ACCOUNT_TIER", "Value": "PRODUCTION"}]},
    "DescribeSpendLimits": {
        "SpendLimits": [
            {"Name": "TEXT_MESSAGE_MONTHLY_SPEND_LIMIT", "EnforcedLimit": 100, "MaxLimit": 100, "Overridden": False}
        ]
    },
}


def send_texts(app, router, iam_actions, sns) -> None:
    """Adds the service. Its messages are among the text messages of SNS, with `Provider`."""
    router.SERVICE_PATTERNS[SERVICE] = {"target_prefixes": ["PinpointSMSVoiceV2"], "credential_scope": SERVICE}
    iam_actions.SERVICE_TO_IAM_NAMESPACE[SERVICE] = SERVICE
    resource_of = iam_actions.extract_resource_arn

    def extract_resource_arn(service, method, path, headers, body, *rest, **more):
        if service == SERVICE:
            return json.loads(body or b"{}").get("OriginationIdentity", "*")
        return resource_of(service, method, path, headers, body, *rest, **more)

    iam_actions.extract_resource_arn = extract_resource_arn
    opted_out: set[str] = set()

    async def handle(method, path, headers, body, query_params):
        operation = headers.get("x-amz-target", "").partition(".")[2]
        request = json.loads(body or b"{}")
        if operation == "SendTextMessage":
            return send(request, opted_out, sns)
        if operation == "PutOptedOutNumber":
            opted_out.add(request["OptedOutNumber"])
            return answer(200, {"OptedOutNumber": request["OptedOutNumber"]})
        if operation in DESCRIPTIONS:
            return answer(200, DESCRIPTIONS[operation])
        return refuse("ValidationException", "UNKNOWN_OPERATION", operation)

    app.SERVICE_HANDLERS[SERVICE] = handle


def send(request: dict, opted_out: set[str], sns):
    number = request.get("DestinationPhoneNumber", "")
    text = request.get("MessageBody", "")
    if not number.startswith("+") or not number[1:].isdigit() or not text:
        return refuse("ValidationException", "INVALID_PARAMETER", "number or text")
    if number in opted_out:
        return refuse("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT", number)
    message = {
        "PhoneNumber": number,
        "MessageId": str(uuid.uuid4()),
        "Message": text,
        "Provider": "end-user-messaging",
        "Request": {name: value for name, value in request.items() if name != "MessageBody"},
    }
    sns._sms_log_for(number).append(message)
    return answer(200, {"MessageId": message["MessageId"]})


def refuse(code: str, reason: str, what: str):
    return answer(400, {"__type": code, "Message": f"{reason}: {what}", "Reason": reason})


def answer(status: int, body: dict):
    return status, {"Content-Type": "application/x-amz-json-1.0"}, json.dumps(body).encode()
