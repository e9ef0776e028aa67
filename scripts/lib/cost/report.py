"""The tables of docs/cost.md."""

from cost import month
from cost.charges import dollars

TITLES = {
    "a-reset": "a reset: two gates, a new password, two notices",
    "a-sign-in": "a sign-in with a second factor",
    "a-changed-account": "an account that changed in the directory",
    "an-idle-minute": "a minute without users, one agent",
}
UNITS = {
    "write_unit": "DynamoDB, write units",
    "read_unit": "DynamoDB, read units",
    "invocation": "Lambda, invocations",
    "gigabyte_second": "Lambda, gigabyte seconds",
    "api_request": "API Gateway, requests",
    "cdn_request": "CloudFront, requests",
    "queue_request": "SQS, requests",
    "secret_call": "Secrets Manager, calls",
    "log_gigabyte": "CloudWatch Logs, gigabytes",
    "mail": "SES, mails",
}
PEOPLE = (1_000, 10_000, 100_000)


def document(journeys: dict, agent_minute: dict, counted: dict, prices: dict) -> str:
    """Returns docs/cost.md."""
    costs = {name: sum(dollars(found, prices).values()) for name, found in journeys.items()}
    mails = dollars(journeys["a-reset"], prices).get("mail", 0)
    parts = [
        HEAD.format(as_of=prices["as_of"], region=prices["region"], currency=prices["currency"]),
        *(journey_table(name, journeys[name], prices) for name in TITLES),
        f"A million resets cost ${(costs['a-reset'] - mails) * 1e6:,.0f} without messages (goal: $40; $112 before), and "
        f"${mails * 1e6:,.0f} more for mail. Text messages are priced by country.\n",
        idle_table(costs, agent_minute, counted, prices),
        people_table(costs, prices, idle(costs, agent_minute, counted, prices)),
        price_table(prices),
    ]
    return "\n".join(parts)


def journey_table(name: str, found: dict, prices: dict) -> str:
    priced = dollars(found, prices)
    rows = [(UNITS[kind], amount(found[kind]), money(priced[kind] * 1e6)) for kind in UNITS if kind in found]
    rows.append(("together", "", money(sum(priced.values()) * 1e6)))
    return f"## {TITLES[name][0].upper()}{TITLES[name][1:]}\n\n" + table(("what", "how much", "$ per million"), rows)


def idle(costs: dict, agent_minute: dict, counted: dict, prices: dict) -> dict[str, float]:
    agent = sum(dollars(agent_minute, prices).values())
    return month.of_stack(counted, costs["an-idle-minute"], agent, 2, prices)


def idle_table(costs: dict, agent_minute: dict, counted: dict, prices: dict) -> str:
    found = idle(costs, agent_minute, counted, prices)
    rows = [(what, money(cost)) for what, cost in found.items()] + [("together (goal: 10)", money(sum(found.values())))]
    return "## A month without users, two agents\n\n" + table(("what", "$"), rows)


def people_table(costs: dict, prices: dict, idle_month: dict) -> str:
    names = ("a-reset", "a-sign-in", "a-changed-account")
    rows = []
    for people in PEOPLE:
        use = month.of_people(people, *(costs[name] for name in names), prices)
        together = use + sum(idle_month.values())
        rows.append((f"{people:,}", money(use), money(together), money(together / people)))
    return USE + table(("people", "$ for their use", "$ with the idle month", "$ for each"), rows)


def price_table(prices: dict) -> str:
    rows = [(kind, repr(price[0]), f"<{price[1]}>") for kind, price in prices.items() if isinstance(price, list)]
    return "## Prices\n\n" + table(("price", "$", "source"), rows)


def table(head: tuple, rows: list[tuple]) -> str:
    lines = [head, ("---",) + ("---:",) * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def amount(number: float) -> str:
    return f"{number:.2f}" if number >= 0.01 else f"{number:.2e}"


def money(number: float) -> str:
    return f"{number:,.2f}"


HEAD = """# What Readmit costs on AWS

Measured by `./scripts/bench --cost --write-docs`: every call of AWS that real requests make, as the emulator records it.
Prices are {currency}, of {region} on {as_of}:
`scripts/lib/cost/prices.json` has them, so measure anew when they change. Times of functions are those of the
emulator's machine; expect Lambda's to differ.
"""
USE = """## A month with users

Each person resets a password and signs in every tenth month, and changes once a month in the directory. The idle month
has two agents. Text messages come on top.

"""
