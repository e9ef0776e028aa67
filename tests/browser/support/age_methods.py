"""Makes every registered method of every user, and each answer about one, older by a number of days."""

import os
import sys
from datetime import datetime, timedelta

import boto3

days = timedelta(days=float(sys.argv[1]))
table = boto3.resource(
    "dynamodb",
    endpoint_url=os.environ["READMIT_AWS_ENDPOINT"],
    region_name=os.environ["READMIT_AWS_REGION"],
    aws_access_key_id=os.environ["READMIT_AWS_ACCESS_KEY_ID"],
    aws_secret_access_key=os.environ["READMIT_AWS_SECRET_ACCESS_KEY"],
).Table(os.environ["READMIT_ACCOUNTS_TABLE"])


def earlier(moment: str) -> str:
    return (datetime.fromisoformat(moment.replace("Z", "+00:00")) - days).isoformat().replace("+00:00", "Z")


for page in table.meta.client.get_paginator("scan").paginate(TableName=table.name):
    for item in page["Items"]:
        if item["pk"].startswith("REGISTRATION#"):
            for method in item["methods"]:
                method |= {member: earlier(method[member]) for member in ("added_at", "confirmed_at")}
            for answer in item.get("directory_answers", []):
                answer["at"] = earlier(answer["at"])
            if "postponed_at" in item:
                item["postponed_at"] = earlier(item["postponed_at"])
            table.put_item(Item=item)
