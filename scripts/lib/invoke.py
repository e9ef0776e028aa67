"""Invokes one of the stack's functions that only administrators may, with JSON from the command line."""

import argparse
import json
import sys

import boto3


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("function", help="the function's name without the stack's")
    arguments.add_argument("payload", type=json.loads)
    arguments.add_argument("--stack", required=True)
    given = arguments.parse_args()

    answer = boto3.client("lambda").invoke(
        FunctionName=f"{given.stack}-{given.function}", Payload=json.dumps(given.payload).encode()
    )
    told = json.load(answer["Payload"])
    if "FunctionError" in answer:
        sys.exit(f"{given.function}: {told.get('errorMessage', told)}")
    if "refused" in told:
        sys.exit(f"{given.function}: refused: {told['refused']}")
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
