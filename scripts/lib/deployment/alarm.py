"""Rings one alarm, once, so that whoever gets alarms knows that they arrive."""

from .aws import Aws
from .findings import OK, WARNING, Finding
from .progress import say

# It goes back to OK by itself, because nothing fails.
ALARM = "FunctionErrorsAlarm"
TOPIC = "AlarmTopic"
# The tag of the topic that says that it was rung.
RUNG = "readmit:alarm-rung"
REASON = "A test by ./scripts/deploy. Nothing is wrong."


def ring_once(aws: Aws, resources: dict[str, dict], command: str) -> Finding:
    """Rings an alarm if somebody gets it and it has not been rung before."""
    sns = aws.client("sns")
    topic = resources[TOPIC]["PhysicalResourceId"]
    subscribed = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    confirmed = [found for found in subscribed if found["SubscriptionArn"].startswith("arn:")]
    if not subscribed:
        return Finding(WARNING, "alarm", "nobody gets alarms", f"{command} --alarm-mail operator@example.com")
    if not confirmed:
        return Finding(
            WARNING, "alarm", f"{subscribed[0]['Endpoint']} has not confirmed the subscription; see its mail", command
        )
    tags = {tag["Key"] for tag in sns.list_tags_for_resource(ResourceArn=topic)["Tags"]}
    if RUNG not in tags:
        ring(aws, resources[ALARM]["PhysicalResourceId"])
        sns.tag_resource(ResourceArn=topic, Tags=[{"Key": RUNG, "Value": "true"}])
    return Finding(
        OK, "alarm", f"{resources[ALARM]['PhysicalResourceId']} was rung once; a mail about it must have come"
    )


def ring(aws: Aws, name: str) -> None:
    """Raises an alarm by hand."""
    say(f"ringing {name}, as a test")
    cloudwatch = aws.client("cloudwatch")
    # Only a change of state is reported.
    for state in ("OK", "ALARM"):
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason=REASON)
