"""Raises one alarm, once, so that whoever gets alarms knows that they arrive."""

from .aws import Aws
from .findings import OK, WARNING, Finding
from .progress import say

# It goes back to OK by itself, because nothing fails.
ALARM = "FunctionErrorsAlarm"
TOPIC = "AlarmTopic"
# The tag of the topic that says that it was raised.
RAISED = "readmit:alarm-rung"
REASON = "A test by ./scripts/deploy. Nothing is wrong."


def raise_once(aws: Aws, resources: dict[str, dict], command: str) -> Finding:
    """Raises an alarm if somebody gets it and it has not been raised before."""
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
    if RAISED not in tags:
        raise_alarm(aws, resources[ALARM]["PhysicalResourceId"])
        sns.tag_resource(ResourceArn=topic, Tags=[{"Key": RAISED, "Value": "true"}])
    return Finding(
        OK, "alarm", f"{resources[ALARM]['PhysicalResourceId']} was raised once; a mail about it must have come"
    )


def raise_alarm(aws: Aws, name: str) -> None:
    """Raises an alarm by hand."""
    say(f"raising {name}, as a test")
    cloudwatch = aws.client("cloudwatch")
    # Only a change of state is reported.
    for state in ("OK", "ALARM"):
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason=REASON)
