"""What a page of one release and an API of another understand of each other."""

import copy
import json
import unittest

from release.contract import TODAY, broken, last_release, unreadable

CODE = ("/api/reset/verify-code", "post")


def schema_of(document: dict, part: str) -> dict:
    operation = document["paths"][CODE[0]][CODE[1]]
    body = operation["requestBody"] if part == "request" else operation["responses"][part]
    return body["content"]["application/json"]["schema"]


class Contract(unittest.TestCase):
    def setUp(self):
        self.released = json.loads(TODAY.read_text())
        self.today = copy.deepcopy(self.released)

    def test_page_of_the_last_release_is_served(self):
        kept = last_release()
        released = json.loads(kept.read_text()) if kept else self.released
        self.assertEqual(broken(released, self.today), [])

    def test_pages_read_past_what_they_do_not_know(self):
        schema_of(self.today, "200")["properties"]["more"] = {"type": "string"}
        schema_of(self.today, "request")["properties"]["more"] = {"type": "string"}
        self.today["paths"]["/api/new"] = {"get": {"responses": {"200": {}}}}
        self.assertEqual(broken(self.released, self.today), [])

    def test_requests_of_before_are_refused(self):
        request = schema_of(self.today, "request")
        request["required"].append("more")
        del request["properties"]["method"]
        request["properties"]["code"]["type"] = "integer"
        where = "POST /api/reset/verify-code, request"
        expected = [f"{where}.more is missing, or may be", f"{where}.method is refused", f"{where}.code: string is new"]
        self.assertEqual(broken(self.released, self.today), expected)

    def test_answers_that_pages_cannot_read_are_named(self):
        answer = schema_of(self.today, "200")
        lost = answer["required"].pop()
        self.assertEqual(broken(self.released, self.today), [f"POST {CODE[0]}, 200.{lost} is missing, or may be"])

    def test_steps_and_statuses_that_are_gone_are_named(self):
        operation = self.today["paths"][CODE[0]].pop(CODE[1])
        self.assertEqual(broken(self.released, self.today), [f"POST {CODE[0]} is gone"])
        operation["responses"]["202"] = operation["responses"].pop("200")
        self.today["paths"][CODE[0]][CODE[1]] = operation
        self.assertEqual(broken(self.released, self.today), [f"POST {CODE[0]} answers 202 now"])

    def test_new_kinds_of_problem_are_named(self):
        self.today["components"]["schemas"]["Problem"]["properties"]["type"]["enum"].append("/problems/new")
        self.assertEqual(broken(self.released, self.today), ['problems.type: "/problems/new" is new'])

    def test_closed_lists_may_only_lose_values_that_are_sent(self):
        two, three = {"enum": ["a", "b"]}, {"enum": ["a", "b", "c"]}
        self.assertEqual(unreadable(three, two, "x"), [])
        self.assertEqual(unreadable(two, three, "x"), ['x: "c" is new'])
        self.assertEqual(unreadable(two, {"type": "string"}, "x"), ["x: any value is new"])
        choices = {"oneOf": [{"const": "a"}, {"const": "b"}]}
        self.assertEqual(unreadable(choices, {"const": "b"}, "x"), [])
        self.assertEqual(unreadable({"const": "a"}, choices, "x"), ['x: "b" is new'])

    def test_larger_ranges_are_named(self):
        self.assertEqual(unreadable({"minimum": 0}, {"minimum": 1}, "x"), [])
        self.assertEqual(unreadable({"minimum": 1}, {"minimum": 0}, "x"), ["x: the range is larger"])
        self.assertEqual(unreadable({"items": {"maximum": 5}}, {"items": {}}, "x"), ["x[]: the range is larger"])


if __name__ == "__main__":
    unittest.main()
