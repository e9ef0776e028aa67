"""What of the costs infra/template.yaml decides."""

from plan import TEMPLATE, Plan

from cost.charges import Stack

PARAMETERS = {
    "MailFrom": "no-reply@example.com",
    "MailDomain": "example.com",
    "AlarmMail": "operator@example.com",
    "SiteDomain": "reset.example.com",
    "SiteCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
}
KINDS = {
    "secrets": "AWS::SecretsManager::Secret",
    "alarms": "AWS::CloudWatch::Alarm",
    "metrics": "AWS::Logs::MetricFilter",
    "dashboards": "AWS::CloudWatch::Dashboard",
}


def read_template() -> tuple[Stack, dict[str, int]]:
    """Returns what charges depend on, and how many there are of what costs by the month."""
    plan = Plan(TEMPLATE.read_text(), PARAMETERS)
    functions = plan.properties("AWS::Lambda::Function")
    steps = {name: found["Handler"] for name, found in functions.items()}
    sources = plan.properties("AWS::Lambda::EventSourceMapping")
    queues = {name for name, found in sources.items() if "Queue" in str(found["EventSourceArn"])}
    called = plan.properties("AWS::Lambda::Permission").values()
    by_api = {step for step in steps.values() if any(is_of_api(found, step, steps) for found in called)}
    by_queue = {steps[reference(sources[name]["FunctionName"], steps)] for name in queues}
    memory = max(found["MemorySize"] for found in functions.values()) / 1024
    counted = {thing: len(plan.by_type(kind)) for thing, kind in KINDS.items()}
    return Stack(frozenset(by_api), frozenset(by_queue), memory), counted | {"queues": len(queues)}


def is_of_api(permission: dict, step: str, steps: dict[str, str]) -> bool:
    principal = str(permission.get("Principal", ""))
    return "apigateway" in principal and steps.get(reference(permission["FunctionName"], steps)) == step


def reference(value, names: dict) -> str:
    """Returns the resource that a value refers to, directly or by its alias."""
    text = str(value)
    return max((name for name in names if name in text), key=len, default="")
