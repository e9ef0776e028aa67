"""Lets the five minutes pass in which notices wait: queues for each account the message that the queue delays."""

import json
import os

import boto3

session = {
    "endpoint_url": os.environ["READMIT_AWS_ENDPOINT"],
    "region_name": os.environ["READMIT_AWS_REGION"],
    "aws_access_key_id": os.environ["READMIT_AWS_ACCESS_KEY_ID"],
    "aws_secret_access_key": os.environ["READMIT_AWS_SECRET_ACCESS_KEY"],
}
configuration = boto3.client("lambda", **session).get_function_configuration(FunctionName="readmit-notify")
queue = configuration["Environment"]["Variables"]["NOTICES_QUEUE_URL"]
table = boto3.resource("dynamodb", **session).Table(os.environ["READMIT_RESETS_TABLE"])
for page in table.meta.client.get_paginator("scan").paginate(TableName=table.name):
    for item in page["Items"]:
        if item["pk"].startswith("NOTICES#") and "waiting" in item:
            message = {"kind": "tellWaiting", "account": item["pk"].removeprefix("NOTICES#")}
            boto3.client("sqs", **session).send_message(QueueUrl=queue, MessageBody=json.dumps(message))
