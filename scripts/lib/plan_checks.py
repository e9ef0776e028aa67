"""What each kind of resource must have in the plan of infra/template.yaml, whatever its name."""

from plan import REGION, STACK, Plan, as_list, documents, references

# The boundary of the deployments that are checked.
BOUNDARY = "arn:aws:iam::123456789012:policy/boundary"

# The lengths that names may have, by the type of the resource and its property.
NAME_LENGTHS = {
    ("AWS::ApiGatewayV2::Api", "Name"): 128,
    ("AWS::ApiGatewayV2::Stage", "StageName"): 128,
    ("AWS::CloudWatch::Dashboard", "DashboardName"): 255,
    ("AWS::CloudFront::Function", "Name"): 64,
    ("AWS::CloudFront::OriginAccessControl", "Name"): 64,
    ("AWS::CloudFront::ResponseHeadersPolicy", "Name"): 128,
    ("AWS::IAM::Policy", "PolicyName"): 128,
    ("AWS::IAM::Role", "PolicyName"): 128,
    ("AWS::Lambda::Function", "FunctionName"): 64,
    ("AWS::Logs::LogGroup", "LogGroupName"): 512,
    ("AWS::Logs::QueryDefinition", "Name"): 255,
    ("AWS::SQS::Queue", "QueueName"): 80,
}

FUNCTION = "AWS::Lambda::Function"
ORIGIN_SECRET = "{{resolve:secretsmanager:${OriginSecret}}}"
# What cannot be made anew.
STATEFUL = ("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SecretsManager::Secret")
# The longest time that a provider of messages takes (crates/messaging, crates/aws-clients).
PROVIDER_SECONDS = 8


def check_names(plan: Plan):
    """A name is short enough for a stack of 32 letters. Names of CloudFront have the region, because it has none."""
    for resource, found in plan.resources.items():
        for member, value in names(found.get("Properties", {})):
            limit = NAME_LENGTHS.get((found["Type"], member))
            if limit is None:
                if STACK in value:
                    yield f"{resource}: say in NAME_LENGTHS how long {member} of {found['Type']} may be"
            elif len(value) > limit:
                yield f"{resource}: {member} has {len(value)} letters, at most {limit}"
            elif found["Type"].startswith("AWS::CloudFront::") and REGION not in value:
                yield f"{resource}: {member} is taken by a stack of the same name in another region"


def names(value):
    """Returns the members of a resource that end in `Name` and hold a text."""
    if isinstance(value, list):
        return [found for member in value for found in names(member)]
    if not isinstance(value, dict):
        return []
    own = [(key, text) for key, text in value.items() if key.endswith("Name") and isinstance(text, str)]
    return own + [found for member in value.values() for found in names(member)]


def check_throttles(plan: Plan):
    """Every route has a throttle: its own, or that of its stage."""
    stages = plan.properties("AWS::ApiGatewayV2::Stage")
    routes = plan.properties("AWS::ApiGatewayV2::Route")
    served = {name for stage in stages.values() for name in references(stage["ApiId"])}
    for api in plan.by_type("AWS::ApiGatewayV2::Api").keys() - served:
        yield f"{api}: it has no stage"
    for name, stage in stages.items():
        own = [route for route in routes.values() if references(route["ApiId"]) == references(stage["ApiId"])]
        keys = {route["RouteKey"] for route in own}
        settings = {"the stage": stage.get("DefaultRouteSettings", {})} | stage.get("RouteSettings", {})
        for route in settings.keys() - keys - {"the stage"}:
            yield f"{name}: there are settings of the route {route}, which does not exist"
        for route, setting in settings.items():
            if not all(setting.get(f"Throttling{kind}Limit") for kind in ("Rate", "Burst")):
                yield f"{name}: {route} has no throttle"


def check_logs(plan: Plan):
    """Every log group has an end, and every function and stage writes to one of them."""
    groups = plan.properties("AWS::Logs::LogGroup")
    for name, group in groups.items():
        if not group.get("RetentionInDays"):
            yield f"{name}: logs are kept forever"
    for name, function in plan.properties(FUNCTION).items():
        if not references(function.get("LoggingConfig", {}).get("LogGroup")) & groups.keys():
            yield f"{name}: it makes a log group of its own, which is kept forever"
    for name, stage in plan.properties("AWS::ApiGatewayV2::Stage").items():
        if not references(stage.get("AccessLogSettings", {}).get("DestinationArn")) & groups.keys():
            yield f"{name}: it has no access log"


def check_errors(plan: Plan):
    """Every function writes to a log whose errors raise an alarm, and is watched for throttling, alone or with all."""
    alarms = plan.properties("AWS::CloudWatch::Alarm").values()
    watched = {(alarm.get("Namespace"), alarm.get("MetricName")) for alarm in alarms}
    logs = set()
    for found in plan.properties("AWS::Logs::MetricFilter").values():
        metrics = {(metric["MetricNamespace"], metric["MetricName"]) for metric in found["MetricTransformations"]}
        finds_errors = all(word in found["FilterPattern"] for word in ('$.level = "ERROR"', '"timeout"', '"error"'))
        if finds_errors and metrics & watched:
            logs |= references(found["LogGroupName"])
    for name, function in plan.properties(FUNCTION).items():
        if not references(function.get("LoggingConfig", {}).get("LogGroup")) & logs:
            yield f"{name}: no alarm is raised if it fails"
    throttled = [alarm.get("Dimensions", []) for alarm in alarms if alarm.get("MetricName") == "Throttles"]
    if [] not in throttled:
        watched = references(throttled)
        yield from (f"{name}: no alarm is raised if it is throttled" for name in plan.by_type(FUNCTION).keys() - watched)


def check_state(plan: Plan):
    """What cannot be made anew stays if the stack is deleted or it is replaced, but not if its creation failed."""
    for name, found in plan.by_type(*STATEFUL).items():
        if found.get("DeletionPolicy") != "RetainExceptOnCreate" or found.get("UpdateReplacePolicy") != "Retain":
            yield f"{name}: it is lost with the stack; DeletionPolicy RetainExceptOnCreate, UpdateReplacePolicy Retain"


def check_expiry(plan: Plan):
    """Every table but that of the settings deletes what has expired."""
    for name, table in plan.properties("AWS::DynamoDB::Table").items():
        expiry = table.get("TimeToLiveSpecification", {})
        if name != "SettingsTable" and (not expiry.get("Enabled") or expiry.get("AttributeName") != "expires"):
            yield f"{name}: nothing in it expires"


def check_policies(plan: Plan):
    """Every policy is written in the language of 2012. Without a version it is read in that of 2008."""
    for name, found in plan.resources.items():
        if any(document.get("Version") != "2012-10-17" for document in documents(found)):
            yield f"{name}: its policy has no Version"


def check_boundary(plan: Plan):
    """Every role has the boundary that the account demands."""
    for name, role in plan.properties("AWS::IAM::Role").items():
        if role.get("PermissionsBoundary") != BOUNDARY:
            yield f"{name}: it has not the boundary that PermissionsBoundary names"


def check_queues(plan: Plan):
    """A queue that agents read refuses all others in the account, also those who may use every queue."""
    roles, policies = plan.properties("AWS::IAM::Role"), plan.properties("AWS::SQS::QueuePolicy")
    agents = {name for name, role in roles.items() if references(role["AssumeRolePolicyDocument"]) & roles.keys()}
    for queue in plan.by_type("AWS::SQS::Queue"):
        if not agents & allowed(roles, "sqs:ReceiveMessage", queue):
            continue
        own = [policy for policy in policies.values() if queue in references(policy["Queues"])]
        for action in ("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"):
            statements = [statement for document in documents(own) for statement in document["Statement"]]
            excepted = [exceptions(statement) for statement in statements if denies(statement, action)]
            if not any(found & roles.keys() == allowed(roles, action, queue) for found in excepted):
                yield f"{queue}: its policy denies {action} not exactly to those who need it not"


def allowed(roles: dict, action: str, resource: str) -> set[str]:
    """Returns the roles that may do something with a resource."""
    statements = {
        name: [statement for document in documents(role.get("Policies", [])) for statement in document["Statement"]]
        for name, role in roles.items()
    }
    return {
        name for name, own in statements.items()
        if any(action in as_list(found["Action"]) and resource in references(found.get("Resource")) for found in own)
    }


def denies(statement: dict, action: str) -> bool:
    """Returns whether a statement denies an action to everybody but those of its condition."""
    return statement["Effect"] == "Deny" and statement["Principal"] == "*" and action in as_list(statement["Action"])


def exceptions(statement: dict) -> set[str]:
    """Returns the roles that a statement which denies does not deny."""
    return references(statement.get("Condition", {}).get("ArnNotEquals", {}).get("aws:PrincipalArn", []))


def check_viewers(plan: Plan):
    """The API learns the addresses of viewers from CloudFront, and can tell that CloudFront sent them."""
    replacing = {
        name for name, function in plan.properties("AWS::CloudFront::Function").items()
        if 'headers["x-readmit-viewer"] = { value: event.viewer.ip }' in function["FunctionCode"]
    }
    distributions = plan.properties("AWS::CloudFront::Distribution")
    for name, found in distributions.items():
        origins = {origin["Id"]: origin for origin in found["DistributionConfig"]["Origins"]}
        for behavior in found["DistributionConfig"]["CacheBehaviors"]:
            sent = origins[behavior["TargetOriginId"]].get("OriginCustomHeaders", [])
            if {"HeaderName": "x-readmit-origin", "HeaderValue": ORIGIN_SECRET} not in sent:
                yield f"{name}: {behavior['PathPattern']} does not prove that CloudFront sends a request"
            # Without such a policy, no header of a viewer reaches the API.
            claims = "OriginRequestPolicyId" in behavior
            if claims and not replacing & references(behavior.get("FunctionAssociations", [])):
                yield f"{name}: {behavior['PathPattern']} does not replace the address that a viewer claims"
    for name, function in plan.properties(FUNCTION).items():
        if function["Environment"]["Variables"].get("ORIGIN_SECRET") != (ORIGIN_SECRET if distributions else ""):
            yield f"{name}: it does not know the secret of CloudFront"


def check_money(plan: Plan):
    """Nothing is measured or logged that costs much and that nobody asked for."""
    for name, stage in plan.properties("AWS::ApiGatewayV2::Stage").items():
        for setting in [stage.get("DefaultRouteSettings", {}), *stage.get("RouteSettings", {}).values()]:
            if str(setting.get("DetailedMetricsEnabled", False)).lower() != "false":
                yield f"{name}: metrics of each route cost extra, so only a parameter may ask for them"
    for name, function in plan.properties(FUNCTION).items():
        if function.get("LoggingConfig", {}).get("SystemLogLevel") != "WARN":
            yield f"{name}: the platform writes two lines for each invocation; SystemLogLevel WARN"


def check_traces(plan: Plan):
    """A function writes traces if the parameter says so, and only then its role may."""
    wanted = plan.values["Tracing"] == "Active"
    roles = plan.properties("AWS::IAM::Role")
    for name, function in plan.properties(FUNCTION).items():
        if ("TracingConfig" in function) != wanted:
            yield f"{name}: it does not write traces as Tracing says"
        own = [roles[role] for role in references(function["Role"])]
        if any("AWSXrayWriteOnlyAccess" in str(role.get("ManagedPolicyArns")) for role in own) != wanted:
            yield f"{name}: its role may not write traces as Tracing says"


def check_aliases(plan: Plan):
    """What calls a function by itself calls its alias, by which ./scripts/deploy brings in upgrades."""
    aliases = plan.properties("AWS::Lambda::Alias")
    for name, alias in aliases.items():
        if alias["Name"] != "live" or alias["FunctionVersion"] != "$LATEST":
            yield f"{name}: ./scripts/deploy leads it, if it is called live; it begins with $LATEST"
    callers = {
        "AWS::ApiGatewayV2::Integration": "IntegrationUri",
        "AWS::Lambda::Permission": "FunctionName",
        "AWS::Lambda::EventSourceMapping": "FunctionName",
    }
    for kind, member in callers.items():
        for name, found in plan.properties(kind).items():
            if not references(found[member]) <= aliases.keys():
                yield f"{name}: it calls no alias, so that an upgrade is brought in at once, and not taken back"


def check_batches(plan: Plan):
    """A function that sends messages ends before its time-out, however slow the provider: a batch that is cut off is sent
    and charged for again."""
    functions, aliases = plan.properties(FUNCTION), plan.properties("AWS::Lambda::Alias")
    for name, source in plan.properties("AWS::Lambda::EventSourceMapping").items():
        for alias in references(source["FunctionName"]) & aliases.keys():
            for own in references(aliases[alias]["FunctionName"]) & functions.keys():
                sends = "MAIL_FROM" in functions[own]["Environment"]["Variables"]
                if sends and source["BatchSize"] * PROVIDER_SECONDS > functions[own]["Timeout"]:
                    yield f"{name}: {source['BatchSize']} slow messages take longer than the time-out of {own}"


def check_replacements(plan: Plan):
    """A function that sends a message while its user waits has time for a second service after a slow one."""
    functions, aliases = plan.properties(FUNCTION), plan.properties("AWS::Lambda::Alias")
    sources = plan.properties("AWS::Lambda::EventSourceMapping").values()
    called = {name for source in sources for name in references(source["FunctionName"]) & aliases.keys()}
    by_queue = {own for name in called for own in references(aliases[name]["FunctionName"])}
    for name, function in functions.items():
        sends = "MAIL_FROM" in function["Environment"]["Variables"]
        if sends and name not in by_queue and 2 * PROVIDER_SECONDS > function["Timeout"]:
            yield f"{name}: two slow services take longer than its time-out"


CHECKS = [
    check_names, check_throttles, check_logs, check_errors, check_state, check_expiry, check_policies,
    check_boundary, check_queues, check_viewers, check_money, check_traces, check_aliases,
    check_batches, check_replacements,
]
