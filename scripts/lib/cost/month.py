"""The dollars of a month: what rests on the stack alone, and what people and changes of the directory add."""

import dataclasses

MINUTES = 30 * 24 * 60
# Lambda keeps at least five pollers at a queue, each of which asks every twenty seconds.
POLLS_PER_QUEUE = 5 * MINUTES * 3


@dataclasses.dataclass(frozen=True)
class Use:
    """What a person does in a month on average. docs/cost.md says so."""

    resets: float = 0.1
    sign_ins: float = 0.1
    changes: float = 1.0
    # A gigabyte has the items of so many people: about 4 KB each, with a year of their audit trail.
    people_per_gigabyte: int = 250_000


def of_stack(counted: dict, idle_minute: float, agent_minute: float, agents: int, prices: dict) -> dict[str, float]:
    """Returns the dollars of a month without users. `counted` has the numbers of things in the template."""
    # The polls of an idle agent are in the minute that was measured with one.
    return {
        "functions, tables and queues, idle": idle_minute * MINUTES + agent_minute * MINUTES * (agents - 1),
        "Lambda's polls of queues": POLLS_PER_QUEUE * counted["queues"] * prices["queue_request"][0],
        "secrets": counted["secrets"] * prices["secret_month"][0],
        "alarms": counted["alarms"] * prices["alarm_month"][0],
        "metrics of logs": counted["metrics"] * prices["custom_metric_month"][0],
        "dashboard": counted["dashboards"] * prices["dashboard_month"][0],
    }


def of_people(people: int, reset: float, sign_in: float, change: float, prices: dict, use: Use = Use()) -> float:
    """Returns the dollars of a month that this many people add, without text messages."""
    storage = prices["table_gigabyte_month"][0] + prices["table_backup_gigabyte_month"][0]
    return (
        people * (use.resets * reset + use.sign_ins * sign_in + use.changes * change)
        + people / use.people_per_gigabyte * storage
    )
