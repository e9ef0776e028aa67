"""An operator of the emulator, for the stories that tests tell of ./scripts/deploy and of the runbooks."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from deployment.alarm import REASON
from deployment.aws import Aws
from deployment.options import ROOT

STACK = "story"
DOMAIN = "reset.example.com"
SETTINGS = ["--domain", DOMAIN, "--mail-from", "no-reply@example.com"]


class Story:
    """An operator with one emulator, one archive of the functions and one built page."""

    def __init__(self, functions: pathlib.Path, built: pathlib.Path, folder: pathlib.Path):
        self.aws = Aws()
        self.functions, self.folder = functions, folder
        self.log = folder / "running.log"
        self.page = folder / "page"
        shutil.copytree(built, self.page, dirs_exist_ok=True)
        made = self.client("route53").create_hosted_zone(Name="example.com", CallerReference="story")
        self.zone = made["HostedZone"]["Id"].rpartition("/")[2]

    def client(self, service: str):
        return self.aws.client(service)

    def command(self, *words: str) -> list[str]:
        own = {
            "--stack": STACK,
            "--functions": self.functions,
            "--page": self.page,
            "--hosted-zone": self.zone,
            "--canary": 0,
        }
        return [str(ROOT / "scripts/deploy"), *(str(word) for option in own.items() for word in option), *words]

    def deploy(self, *words: str, code: int = 0, typed: str = "") -> str:
        """Runs the command to its end and returns what it printed."""
        done = subprocess.run(
            self.command(*words), input=typed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        expect(done.returncode == code, f"exit code {done.returncode} instead of {code}", done.stdout)
        return done.stdout

    def interrupt(self, at: str, how: signal.Signals, *words: str) -> str:
        """Sends a signal to the command and all that it started, once it printed a text. Returns what it printed."""
        running = self.begin(*words)
        self.wait_for(at, running)
        os.killpg(running.pid, how)
        running.wait(30)
        return self.log.read_text()

    def begin(self, *words: str) -> subprocess.Popen:
        """Starts the command, which prints to the log."""
        with self.log.open("w") as output:
            return subprocess.Popen(
                self.command(*words), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def wait_for(self, text: str, running: subprocess.Popen) -> None:
        """Waits until the command printed a text."""
        while text not in self.log.read_text() and running.poll() is None:
            time.sleep(0.005)
        expect(running.poll() is None, f'it ended before "{text}"', self.log.read_text())

    def end(self, running: subprocess.Popen, code: int) -> str:
        """Waits until the command ends, and returns what it printed."""
        ended = running.wait(60)
        expect(ended == code, f"exit code {ended} instead of {code}", self.log.read_text())
        return self.log.read_text()

    def stack(self) -> dict:
        return self.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]

    def output(self, name: str) -> str:
        return next(found["OutputValue"] for found in self.stack()["Outputs"] if found["OutputKey"] == name)

    def objects(self) -> dict[str, dict]:
        """Returns the objects of the page as S3 describes them."""
        s3, bucket = self.client("s3"), self.output("SiteBucket")
        listed = s3.list_objects_v2(Bucket=bucket)["Contents"]
        return {found["Key"]: s3.head_object(Bucket=bucket, Key=found["Key"]) for found in listed}

    def state(self) -> dict:
        """Returns everything that a repetition must leave alone."""
        alarms = self.client("cloudwatch").describe_alarm_history(HistoryItemType="StateUpdate")["AlarmHistoryItems"]
        distribution = self.aws.resources(STACK)["Distribution"]["PhysicalResourceId"]
        invalidations = self.client("cloudfront").list_invalidations(DistributionId=distribution)["InvalidationList"]
        policies = self.client("dynamodb").scan(TableName=self.output("SettingsTable"))["Items"]
        return {
            "stack": (self.stack()["StackStatus"], str(self.stack().get("LastUpdatedTime"))),
            "objects": {key: (found["VersionId"], str(found["LastModified"])) for key, found in self.objects().items()},
            "tests of alarms": sum(REASON in found["HistoryData"] for found in alarms),
            "invalidations": len(invalidations.get("Items", [])),
            "settings": sorted(json.dumps(found, sort_keys=True) for found in policies),
            "records": self.records(),
            "uploads": sorted(
                found["Key"] for found in self.client("s3").list_objects_v2(Bucket=self.aws.uploads)["Contents"]
            ),
        }

    def records(self) -> list[tuple[str, str]]:
        """Returns the names and kinds of the records of the page."""
        found = self.client("route53").list_resource_record_sets(HostedZoneId=self.zone)["ResourceRecordSets"]
        return sorted((record["Name"], record["Type"]) for record in found if record["Type"] not in ("NS", "SOA"))


def play(chapters: list, story) -> None:
    """Runs the chapters of a story, and prints how long each took."""
    for chapter in chapters:
        started = time.monotonic()
        chapter(story)
        print(f"  {chapter.__name__.replace('_', ' ')}: {time.monotonic() - started:.1f} s", flush=True)


def expect(holds: bool, what: str, output: str = "") -> None:
    """Ends the story if something is not as it should be."""
    if not holds:
        sys.exit(f"{output}\nthe story ends: {what}")
