"""Invokes a function for administrators with JSON from the command line, and prints its answer."""

import argparse
import json
import sys

import boto3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("function", help="the function's name without the stack's")
    parser.add_argument("payload", type=json.loads)
    parser.add_argument("--stack", required=True)
    arguments = parser.parse_args()

    answer = boto3.client("lambda").invoke(
        FunctionName=f"{arguments.stack}-{arguments.function}", Payload=json.dumps(arguments.payload).encode()
    )
    response = json.load(answer["Payload"])
    if "FunctionError" in answer:
        sys.exit(f"{arguments.function}: {response.get('errorMessage', response)}")
    if "refused" in response:
        sys.exit(f"{arguments.function}: refused: {response['refused']}")
    print(json.dumps(response, indent=2))


if __name__ == "__main__":
    main()
