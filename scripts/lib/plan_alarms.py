"""What alarms and the dashboard must have in the plan of infra/template.yaml."""

import json

from plan import Plan, as_list, references


def check_topics(plan: Plan):
    """Every alarm acts on a topic. CloudWatch may publish to it: a key of AWS's own would not let it."""
    topics, keys = plan.properties("AWS::SNS::Topic"), plan.properties("AWS::KMS::Key")
    for name, alarm in plan.properties("AWS::CloudWatch::Alarm").items():
        actions = [alarm.get(f"{state}Actions", []) for state in ("Alarm", "OK", "InsufficientData")]
        acting = references(actions) & topics.keys()
        if not references(actions[0]) & topics.keys():
            yield f"{name}: it notifies nobody"
        for topic in acting:
            key = topics[topic].get("KmsMasterKeyId")
            if key and not any(lets_cloudwatch_use(keys[own]) for own in references(key) & keys.keys()):
                yield f"{topic}: CloudWatch may not use its key, so that no alarm arrives"


def lets_cloudwatch_use(key: dict) -> bool:
    """Returns whether the policy of a key lets alarms publish to a topic that is encrypted with it."""
    allowed = set()
    for statement in key["KeyPolicy"]["Statement"]:
        principal = statement["Principal"]
        services = as_list(principal.get("Service", [])) if isinstance(principal, dict) else []
        if statement["Effect"] == "Allow" and "cloudwatch.amazonaws.com" in services:
            allowed.update(as_list(statement["Action"]))
    return {"kms:Decrypt", "kms:GenerateDataKey*"} <= allowed


def check_agents(plan: Plan):
    """An alarm is raised if no agent can write, whatever anybody sends to the API."""
    alarms = plan.properties("AWS::CloudWatch::Alarm")
    for name, alarm in alarms.items():
        if alarm.get("MetricName") == "Invocations":
            yield f"{name}: anybody can call a function, so its calls say nothing"
    counted = {
        metric["MetricName"]
        for found in plan.properties("AWS::Logs::MetricFilter").values()
        if "agent_seen" in found["FilterPattern"] and "$.directory_reachable IS TRUE" in found["FilterPattern"]
        for metric in found["MetricTransformations"]
    }
    missed = [found for found in alarms.values() if found.get("MetricName") in counted]
    if not any(found["TreatMissingData"] == "breaching" for found in missed):
        yield "no alarm is raised if no agent reaches a controller"


def check_dashboard(plan: Plan):
    """The dashboard is valid JSON, and shows every alarm, table that a reset writes, and queue that people wait for."""
    shown = [json.loads(found["DashboardBody"]) for found in plan.properties("AWS::CloudWatch::Dashboard").values()]
    alarms = {
        name
        for dashboard in shown
        for widget in dashboard["widgets"] if widget["type"] == "alarm"
        for name in references(widget["properties"]["alarms"])
    }
    for name in plan.by_type("AWS::CloudWatch::Alarm").keys() - alarms:
        yield f"{name}: the dashboard does not show it"
    watched = references(shown)
    for name in plan.by_type("AWS::SQS::Queue").keys() - watched:
        if not name.endswith("DeadLetters"):
            yield f"{name}: the dashboard does not show how long its messages wait"


CHECKS = [check_topics, check_agents, check_dashboard]
