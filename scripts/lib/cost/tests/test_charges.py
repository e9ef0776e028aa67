"""Tests of the charges."""

import unittest

from cost.charges import Stack, dollars, each, quantities
from cost.month import of_people, of_stack

STACK = Stack(frozenset({"start-reset"}), frozenset({"deliver-code"}), 0.25)
PRICES = {kind: [price] for kind, price in {
    "write_unit": 0.5, "read_unit": 0.25, "invocation": 1, "queue_request": 2, "secret_month": 3, "alarm_month": 5,
    "custom_metric_month": 7, "dashboard_month": 11, "table_gigabyte_month": 13, "table_backup_gigabyte_month": 17,
}.items()}


class ChargesTest(unittest.TestCase):
    def test_units_of_tables_are_writes_or_reads(self):
        lines = [
            {"service": "dynamodb", "operation": "TransactWriteItems", "units": 4, "bytes": 900},
            {"service": "dynamodb", "operation": "BatchGetItem", "units": 1.5, "bytes": 90},
        ]
        self.assertEqual(quantities(lines, STACK), {"write_unit": 4, "read_unit": 1.5})

    def test_request_of_the_api_is_one_of_the_cdn_too(self):
        found = quantities([{"invocation": "readmit-start-reset", "ms": 100, "log_bytes": 0}], STACK)
        self.assertEqual((found["api_request"], found["cdn_request"], found["invocation"]), (1, 1, 1))
        self.assertAlmostEqual(found["gigabyte_second"], 0.025)
        self.assertNotIn("queue_request", found)

    def test_message_is_received_and_deleted(self):
        found = quantities([{"invocation": "readmit-deliver-code", "ms": 1, "log_bytes": 0}], STACK)
        self.assertEqual(found["queue_request"], 2)
        self.assertNotIn("api_request", found)

    def test_large_message_counts_as_several_requests(self):
        lines = [{"service": "sqs", "operation": "SendMessage", "bytes": size} for size in (100, 65536, 200_000)]
        self.assertEqual(quantities(lines, STACK), {"queue_request": 1 + 2 + 4})

    def test_prices_are_of_one_journey(self):
        found = each({"write_unit": 20, "read_unit": 4}, 2)
        self.assertEqual(dollars(found, PRICES), {"write_unit": 5.0, "read_unit": 0.5})


class MonthTest(unittest.TestCase):
    def test_second_agent_costs_what_an_agent_does(self):
        counted = {"queues": 0, "secrets": 1, "alarms": 1, "metrics": 1, "dashboards": 1}
        one, two = (of_stack(counted, 1.0, 0.5, agents, PRICES) for agents in (1, 2))
        self.assertEqual(sum(two.values()) - sum(one.values()), 0.5 * 30 * 24 * 60)
        self.assertEqual(sum(one.values()), 30 * 24 * 60 + 3 + 5 + 7 + 11)

    def test_ten_times_the_people_cost_ten_times_as_much(self):
        one, ten = (of_people(people, 1, 2, 3, PRICES) for people in (100, 1000))
        self.assertAlmostEqual(ten, 10 * one)


if __name__ == "__main__":
    unittest.main()
