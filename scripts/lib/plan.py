"""The plan of infra/template.yaml: the resources that AWS would make, as the SAM translator writes them, with the
parameters of one deployment filled in. No call of AWS is made."""

import logging
import os
import pathlib
import re

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-north-1")

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

# The translator measures itself, and warns that nobody asked for it.
logging.getLogger("samtranslator.metrics").setLevel(logging.ERROR)

CODE = "../target/functions.zip"
TEMPLATE = pathlib.Path(__file__).parents[2] / "infra/template.yaml"
# The longest stack name that must work, and the longest name of a commercial region.
STACK = "s" * 32
REGION = "ap-southeast-1"
ACCOUNT = "123456789012"
PSEUDO_PARAMETERS = {
    "AWS::StackName": STACK,
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::NoValue": None,
}
ALWAYS = {"Fn::Equals": ["", ""]}


class NoManagedPolicies:
    """The names of AWS's own policies, of which the template uses none that the translator does not know."""

    def load(self) -> dict:
        return {}


class Plan:
    """The resources of one deployment, by name. References to other resources stay as they are."""

    def __init__(self, source: str, parameters: dict[str, str]):
        # The translator takes uploaded code only.
        written = yaml_parse(source.replace(CODE, "s3://artifacts/functions.zip"))
        document = transform(written, parameters, NoManagedPolicies())
        declared = document.get("Parameters", {})
        self.values = {name: str(declaration.get("Default", "")) for name, declaration in declared.items()}
        self.values |= PSEUDO_PARAMETERS | parameters
        self.patterns = {name: found["AllowedPattern"] for name, found in declared.items() if "AllowedPattern" in found}
        self.rules = document.get("Rules", {})
        self.conditions = document.get("Conditions", {})
        self.resources = {
            name: self.resolve(resource)
            for name, resource in document["Resources"].items()
            if "Condition" not in resource or self.holds({"Condition": resource["Condition"]})
        }

    def by_type(self, *kinds: str) -> dict[str, dict]:
        """Returns the resources of these types, by name."""
        return {name: found for name, found in self.resources.items() if found["Type"] in kinds}

    def properties(self, kind: str) -> dict[str, dict]:
        """Returns the properties of the resources of a type, by name."""
        return {name: found.get("Properties", {}) for name, found in self.by_type(kind).items()}

    def refusals(self) -> list[str]:
        """Returns why AWS would refuse the parameters."""
        wrong = [
            f"{name} does not match {pattern}" for name, pattern in self.patterns.items()
            if not re.fullmatch(pattern, self.values[name])
        ]
        applicable = [rule for rule in self.rules.values() if self.holds(rule.get("RuleCondition", ALWAYS))]
        assertions = [assertion for rule in applicable for assertion in rule["Assertions"]]
        return wrong + [found["AssertDescription"] for found in assertions if not self.holds(found["Assert"])]

    def resolve(self, value):
        """Returns a value with parameters and conditions resolved. A member without a value is left out."""
        if isinstance(value, list):
            return [found for found in map(self.resolve, value) if found is not None]
        if not isinstance(value, dict):
            return value
        if set(value) == {"Ref"}:
            return self.values.get(value["Ref"], value)
        if set(value) == {"Fn::If"}:
            condition, yes, no = value["Fn::If"]
            return self.resolve(yes if self.holds({"Condition": condition}) else no)
        if set(value) == {"Fn::Sub"}:
            return self.substitute(value["Fn::Sub"])
        resolved = {name: self.resolve(member) for name, member in value.items()}
        return {name: member for name, member in resolved.items() if member is not None}

    def substitute(self, text) -> str:
        """Returns a text with its parameters. References to resources stay, such as `${Api}`."""
        own = {}
        if isinstance(text, list):
            text, own = text
        values = self.values | {name: self.resolve(value) for name, value in own.items()}
        return re.sub(r"\$\{([^!}]+)\}", lambda found: str(values.get(found[1], found[0])), text)

    def holds(self, condition: dict) -> bool:
        """Returns whether a condition is true."""
        ((function, value),) = condition.items()
        match function:
            case "Condition":
                return self.holds(self.conditions[value])
            case "Fn::Equals":
                one, other = map(self.resolve, value)
                return str(one) == str(other)
            case "Fn::Not":
                return not self.holds(value[0])
            case "Fn::And":
                return all(map(self.holds, value))
            case "Fn::Or":
                return any(map(self.holds, value))
        raise ValueError(f"the condition {function} is unknown")


def references(value) -> set[str]:
    """Returns the names of the resources that a resolved value refers to."""
    if isinstance(value, list):
        return set().union(*map(references, value))
    if isinstance(value, str):
        return {name.partition(".")[0] for name in re.findall(r"\$\{([^!}]+)\}", value)}
    if not isinstance(value, dict):
        return set()
    if "Ref" in value:
        return {value["Ref"]}
    if "Fn::GetAtt" in value:
        target = value["Fn::GetAtt"]
        return {target[0] if isinstance(target, list) else target.partition(".")[0]}
    return set().union(*map(references, value.values()))


def documents(value) -> list[dict]:
    """Returns every policy document in a resolved value."""
    if isinstance(value, list):
        return [found for member in value for found in documents(member)]
    if not isinstance(value, dict):
        return []
    own = [value] if isinstance(value.get("Statement"), list) else []
    return own + [found for member in value.values() for found in documents(member)]


def as_list(value) -> list:
    """Returns what a policy may write as one value or as a list."""
    return value if isinstance(value, list) else [value]
