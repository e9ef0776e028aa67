"""Runs ./scripts/deploy against the emulator as an operator does: refused, interrupted twice, repeated, upgraded, shown
without changes, and removed. The environment names the emulator."""

import argparse
import datetime
import json
import pathlib
import signal
import subprocess
import urllib.parse

import documentation_story
import keys_story
import restore_story
import upgrade_story
from deployment import page, smoke
from deployment.certificate import requested_by
from deployment.options import ROOT
from deployment.policy import CURRENT
from deployment.upload import REPLACED
from story import DOMAIN, SETTINGS, STACK, Story, expect, play


def is_refused_before_anything_is_made(story: Story) -> None:
    printed = story.deploy(code=1)
    expect("needs --mail-from" in printed, "a stack without a sender is not refused", printed)
    printed = story.deploy("--domain", "reset.example.org", "--mail-from", "a@example.org", code=1)
    expect("failed   hosted-zone" in printed and "fix: aws route53" in printed, "another zone is not refused", printed)
    expect(
        "warning  text-messages    not known here" in printed, "what the emulator does not know is no warning", printed
    )
    expect(
        not story.client("acm").list_certificates()["CertificateSummaryList"], "a certificate was requested", printed
    )


def shows_a_new_stack_without_making_it(story: Story) -> None:
    printed = story.deploy("--dry-run", *SETTINGS, "--functions", str(story.folder / "none.zip"))
    expect("build first: ./scripts/package" in printed, "it does not say that nothing is built", printed)
    printed = story.deploy("--dry-run", *SETTINGS)
    expect("Add      Distribution" in printed, "the changes are not shown", printed)
    found = story.client("cloudformation").list_stacks()["StackSummaries"]
    expect(not [stack for stack in found if stack["StackStatus"] != "DELETE_COMPLETE"], "a stack is left", printed)
    expect(not requested_by(story.aws, STACK), "a certificate was requested", printed)


def goes_on_after_interruptions(story: Story) -> None:
    printed = story.interrupt("CREATE_COMPLETE", signal.SIGINT, *SETTINGS)
    expect("stopped. Go on with: ./scripts/deploy --stack story" in printed, "it does not say how to go on", printed)
    story.interrupt("making the record", signal.SIGKILL, *SETTINGS)
    printed = story.deploy(*SETTINGS, "--alarm-mail", "operator@example.com")
    expect("5 ok, 0 warnings, 0 failed" in printed, "not everything is as browsers need it", printed)
    expect("./scripts/agents enroll agent-1 --stack story" in printed, "the next command is not named", printed)


def left_everything_in_place(story: Story) -> None:
    state = story.state()
    expect(state["records"] == [(f"{DOMAIN}.", "A"), (f"{DOMAIN}.", "AAAA")], f"these records: {state['records']}")
    expect(state["tests of alarms"] == 2, "no alarm was raised")
    expect(
        story.client("dynamodb").describe_table(TableName=story.output("AuditTable"))["Table"][
            "DeletionProtectionEnabled"
        ],
        "the tables are not protected",
    )
    there = story.objects()
    for wanted in page.page_objects(story.page):
        found = there[wanted.key]
        headers = {name: found[name] for name in ("CacheControl", "ContentType", "ContentEncoding") if name in found}
        expect(headers == wanted.headers(), f"{wanted.key} has the headers {headers}")
    newest_asset = max(found["LastModified"] for key, found in there.items() if page.is_asset(key))
    oldest_document = min(found["LastModified"] for key, found in there.items() if page.is_document(key))
    expect(newest_asset <= oldest_document, "a document came before its assets")


def applied_the_policy_of_the_first_day(story: Story) -> None:
    site = urllib.parse.urlparse(story.output("SiteUrl")).netloc
    methods = json.loads(smoke.Outside(story.aws.endpoint, site).get("/api/config").body)["methods"]
    expect(methods == ["passkey", "authenticator-app", "recovery-code"], f"the page offers {methods}")


def names_commands_that_work(story: Story) -> None:
    checkout = story.folder / "checkout"
    checkout.mkdir()
    for entry in ROOT.iterdir():
        if entry.name != "policy.toml":
            (checkout / entry.name).symlink_to(entry)
    commands = [
        line.strip() for line in story.deploy().splitlines() if line.startswith("    cp ") or line.startswith("    ./")
    ]
    expect(len(commands) == 3, f"these commands are named: {commands}")
    for command in commands:
        done = subprocess.run(command, shell=True, cwd=checkout, capture_output=True, text=True, check=False)
        expect(done.returncode == 0, f"{command} fails", done.stdout + done.stderr)
        if command.startswith("cp "):
            file = checkout / command.split()[-1]
            file.write_text(file.read_text().replace("enabled_groups = []", 'enabled_groups = ["Staff"]'))
    expect('"code"' in done.stdout, "there is no code for the agent", done.stdout)
    expect("Nobody may reset yet" not in story.deploy(), "it does not see the policy that was applied")


def changes_nothing_when_repeated(story: Story) -> None:
    before = story.state()
    printed = story.deploy()
    after = story.state()
    different = [name for name in before if before[name] != after[name]]
    expect(not different, f"a repetition changed {', '.join(different)}", printed)
    expect("a policy is in force, and stays" in printed, "the policy was applied again", printed)


def keeps_a_policy_that_was_applied(story: Story) -> None:
    table = story.output("SettingsTable")
    before = story.client("dynamodb").get_item(TableName=table, Key=CURRENT)["Item"]
    story.deploy("--policy", str(ROOT / "infra/policies/default.toml"))
    expect(story.client("dynamodb").get_item(TableName=table, Key=CURRENT)["Item"] == before, "the policy was replaced")


def keeps_old_assets_for_a_day(story: Story) -> None:
    old = next(key for key in sorted(story.objects()) if key.startswith("assets/") and key.endswith(".svg"))
    new = old.replace(".svg", "-new.svg")
    (story.page / old).rename(story.page / new)
    document = story.page / "index.html"
    document.write_text(document.read_text().replace(old, new))
    before = story.state()
    s3, bucket = story.client("s3"), story.output("SiteBucket")
    s3.put_object(Bucket=story.aws.uploads, Key=f"{STACK}/functions-old.zip", Body=b"")
    story.deploy()
    after = story.state()
    expect(after["uploads"] == before["uploads"], f"code of an earlier deployment is left: {after['uploads']}")
    expect({old, new} <= after["objects"].keys(), "the old asset is gone at once")
    expect(before["objects"]["index.html"] != after["objects"]["index.html"], "the document is the old one")
    expect(after["invalidations"] == before["invalidations"] + 1, "CloudFront keeps the old document")
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=25)
    s3.put_object_tagging(
        Bucket=bucket, Key=old, Tagging={"TagSet": [{"Key": REPLACED, "Value": yesterday.isoformat()}]}
    )
    story.deploy()
    expect(old not in story.objects() and new in story.objects(), "the old asset is there after a day")


def copies_files_of_an_earlier_version_first(story: Story) -> None:
    s3, bucket = story.client("s3"), story.output("SiteBucket")
    for key in story.objects():
        if key.startswith(page.COMPRESSED):
            s3.delete_object(Bucket=bucket, Key=key)
    story.interrupt("has nothing to change", signal.SIGKILL)
    there = story.objects().keys()
    copies = {key for key in there if key.startswith(page.COMPRESSED)}
    missing = {key for key in there - copies if page.is_negotiated(key) and page.COMPRESSED + key not in copies}
    expect(not missing, f"browsers do not get {', '.join(sorted(missing))}")
    story.deploy()


def shows_changes_without_making_them(story: Story) -> None:
    before = story.state()
    printed = story.deploy("--dry-run", "--parameter", "SmsSenderId=Another")
    expect("Modify   DeliverCode" in printed, "the change is not shown", printed)
    expect(story.state() == before, "a dry run changed something", printed)
    left = story.client("cloudformation").list_change_sets(StackName=STACK)["Summaries"]
    expect(not [found for found in left if found["ExecutionStatus"] == "AVAILABLE"], "a change set is left")


def replaces_nobody_elses_record(story: Story) -> None:
    other = {
        "Name": "taken.example.com.",
        "Type": "CNAME",
        "TTL": 60,
        "ResourceRecords": [{"Value": "elsewhere.example.net."}],
    }
    batch = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": other}]}
    story.client("route53").change_resource_record_sets(HostedZoneId=story.zone, ChangeBatch=batch)
    printed = story.deploy("--domain", "taken.example.com", code=1)
    expect("leads to elsewhere.example.net already" in printed, "a record in use is not reported", printed)
    expect(("taken.example.com.", "A") not in story.records(), "a record in use was replaced", printed)
    batch["Changes"][0]["Action"] = "DELETE"
    story.client("route53").change_resource_record_sets(HostedZoneId=story.zone, ChangeBatch=batch)
    story.deploy("--domain", DOMAIN)


def removes_what_it_made(story: Story) -> None:
    bucket, table, uploads = story.output("SiteBucket"), story.output("AuditTable"), story.aws.uploads
    printed = story.deploy("--remove", typed="other\n", code=1)
    expect("nothing was deleted" in printed and story.records(), "another name confirms the removal", printed)
    story.interrupt("deleting story", signal.SIGKILL, "--remove", "--yes")
    printed = story.deploy("--remove", typed=f"{STACK}\n")
    for what in (
        f"delete-table --table-name {table}",
        "delete-secret --secret-id story-TokenSecret",
        "schedule-key-deletion",
    ):
        expect(what in printed, f"it does not say how to delete what stays: {what}", printed)
    buckets = {found["Name"] for found in story.client("s3").list_buckets()["Buckets"]}
    expect(not buckets & {bucket, uploads}, f"these buckets are left: {buckets & {bucket, uploads}}", printed)
    expect(not story.records(), f"these records are left: {story.records()}", printed)
    expect(not requested_by(story.aws, STACK), "a certificate is left", printed)
    expect(table in story.client("dynamodb").list_tables()["TableNames"], "a table with data is gone", printed)


CHAPTERS = [
    is_refused_before_anything_is_made,
    shows_a_new_stack_without_making_it,
    goes_on_after_interruptions,
    left_everything_in_place,
    applied_the_policy_of_the_first_day,
    names_commands_that_work,
    changes_nothing_when_repeated,
    keeps_a_policy_that_was_applied,
    keeps_old_assets_for_a_day,
    copies_files_of_an_earlier_version_first,
    shows_changes_without_making_them,
    *upgrade_story.CHAPTERS,
    *restore_story.CHAPTERS,
    *keys_story.CHAPTERS,
    replaces_nobody_elses_record,
    removes_what_it_made,
    *documentation_story.CHAPTERS,
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--functions", "--page", "--folder"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    given = parser.parse_args()
    # A shell that runs this in the background lets it ignore Ctrl-C, and its children too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    play(CHAPTERS, Story(given.functions, given.page, given.folder))


if __name__ == "__main__":
    main()
