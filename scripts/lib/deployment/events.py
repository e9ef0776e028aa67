"""Shows what happens to the resources of a stack while it changes."""

import datetime

from .aws import Aws
from .progress import say

# Resources in these states need nothing more.
DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE", "DELETE_SKIPPED")


class Follower:
    """Prints each event of a stack once, from the moment of its making."""

    def __init__(self, aws: Aws, stack: str):
        self.cloudformation, self.stack = aws.client("cloudformation"), stack
        self.seen = {found["EventId"] for found in self.events()}
        self.done = 0

    def events(self) -> list[dict]:
        """Returns the events of the last minutes, the oldest first."""
        recent = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=2)
        found = []
        for page in self.cloudformation.get_paginator("describe_stack_events").paginate(StackName=self.stack):
            found += page["StackEvents"]
            if page["StackEvents"] and page["StackEvents"][-1]["Timestamp"] < recent:
                break
        return found[::-1]

    def look(self) -> None:
        """Prints the events since the last look."""
        for event in self.events():
            if event["EventId"] in self.seen:
                continue
            self.seen.add(event["EventId"])
            self.done += event["ResourceStatus"] in DONE
            if line := line_of(event, self.done):
                say(line)


def line_of(event: dict, done: int) -> str:
    """Returns the line of an event: nothing if it only began."""
    if event["ResourceStatus"] in DONE:
        return f"{done:4}  {event['ResourceStatus']:<16} {event['LogicalResourceId']}"
    if event["ResourceStatus"].endswith("FAILED"):
        return (
            f"      {event['ResourceStatus']:<16} {event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
        )
    return ""
