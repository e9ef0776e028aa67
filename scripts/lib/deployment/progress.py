"""Prints what happens, with the seconds since the start."""

import sys
import time

STARTED = time.monotonic()
# The exit code if a deployment waits for something outside, and the same command goes on later.
WAITING = 75


def say(text: str) -> None:
    """Prints a line with the time."""
    print(f"{time.monotonic() - STARTED:5.0f}s  {text}", flush=True)


def show(text: str) -> None:
    """Prints lines below the last one."""
    for line in text.splitlines():
        print(f"        {line}", flush=True)


def fail(text: str) -> None:
    """Ends with a reason."""
    sys.exit(f"\nreadmit: {text}")


def wait_until(probe, seconds: float, pause: float = 15, clock=time.monotonic, sleep=time.sleep):
    """Asks until the answer is true or the time is over, and returns the last answer."""
    deadline = clock() + seconds
    while True:
        answer = probe()
        if answer or clock() >= deadline:
            return answer
        sleep(max(0, min(pause, deadline - clock())))


def go_on_later(what: str, command: str) -> None:
    """Ends because something outside takes longer than this command waits."""
    print(f"\nreadmit: {what}. Go on with: {command}", file=sys.stderr)
    sys.exit(WAITING)
