"""Options, the parameters that they set, and waiting."""

import contextlib
import io
import pathlib
import re
import tempfile
import unittest
import zipfile

import stack
from deployment import options, progress
from deployment.parameters import architecture, change_set_parameters, mail_domain, missing, wanted_parameters
from deployment.stack_steps import TEMPLATE, require_program

ARN = "arn:aws:acm:us-east-1:123456789012:certificate/1"


def read(*words: str) -> options.Options:
    return options.read(["--stack", "readmit", *words])


class Options(unittest.TestCase):
    def refused(self, *words: str) -> bool:
        with contextlib.redirect_stderr(io.StringIO()), self.assertRaises(SystemExit) as ended:
            read(*words)
        return ended.exception.code == 2

    def test_help_names_every_option(self):
        comment = "".join(re.findall(r"^#.*$", (options.ROOT / "scripts/deploy").read_text(), re.M))
        described = re.findall(r"--[a-z-]+", comment)
        known = [name for action in options.parser()._actions for name in action.option_strings]
        self.assertEqual(set(known) - set(described), set())

    def test_wrong_values_are_refused(self):
        for words in (
            ["--domain", "Reset.example.com"],
            ["--domain", "https://x.y"],
            ["--mail-from", "nobody"],
            ["--parameter", "NoValue"],
            ["--stack", "x" * 33],
            ["--wait", "long"],
            ["--unknown"],
        ):
            with self.subTest(words):
                self.assertTrue(self.refused(*words))

    def test_command_to_go_on_with_is_the_same_command(self):
        given = read(
            "--domain",
            "reset.example.com",
            "--parameter",
            "SmsSenderId=A B",
            "--hosted-zone",
            "Z1",
            "--region",
            "eu-west-1",
        )
        expected = "--domain reset.example.com --parameter 'SmsSenderId=A B' --hosted-zone Z1"
        self.assertEqual(given.again(), f"./scripts/deploy --stack readmit --region eu-west-1 {expected}")


class Program(unittest.TestCase):
    def archive(self, machine: int) -> pathlib.Path:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / "functions.zip"
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("bootstrap", bytes(18) + machine.to_bytes(2, "little") + bytes(40))
        return path

    def test_architecture_is_given_or_that_of_the_stack(self):
        arm = ("--parameter", "Architecture=arm64")
        self.assertEqual(architecture(read(), {}), "x86_64")
        self.assertRegex(TEMPLATE.read_text(), r"\n  Architecture:\n(    .*\n)*    Default: x86_64\n")
        self.assertEqual(architecture(read(), {"Architecture": "arm64"}), "arm64")
        self.assertEqual(architecture(read(*arm), {"Architecture": "x86_64"}), "arm64")

    def test_functions_for_another_processor_are_refused(self):
        require_program(self.archive(62), "x86_64")
        require_program(self.archive(183), "arm64")
        for machine, wanted in ((62, "arm64"), (183, "x86_64"), (3, "x86_64")):
            with self.subTest(machine), self.assertRaises(SystemExit) as ended:
                require_program(self.archive(machine), wanted)
            self.assertIn(f"Architecture={wanted}", ended.exception.code)


class Parameters(unittest.TestCase):
    def test_new_stacks_need_a_sender(self):
        self.assertEqual(missing(read(), {}), ["--mail-from"])
        self.assertEqual(missing(read("--mail-from", "a@example.com"), {}), [])
        self.assertEqual(missing(read(), {"MailFrom": "a@example.com"}), [])

    def test_tables_are_protected_once_the_stack_stands(self):
        given = read("--mail-from", "a@example.com")
        self.assertEqual(wanted_parameters(given, {}, "", False)["DeletionProtection"], "false")
        self.assertEqual(
            wanted_parameters(given, {"MailFrom": "a@example.com"}, "", False)["DeletionProtection"], "true"
        )

    def test_own_parameters_come_last(self):
        given = read(
            "--mail-from",
            "a@mail.example.com",
            "--parameter",
            "MailDomain=example.com",
            "--parameter",
            "DeletionProtection=false",
        )
        wanted = wanted_parameters(given, {"MailFrom": "x@y"}, ARN, False)
        self.assertEqual((wanted["MailDomain"], wanted["DeletionProtection"]), ("example.com", "false"))
        self.assertEqual(mail_domain(given, {}), "example.com")

    def test_known_mail_domains_get_no_second_identity(self):
        self.assertEqual(wanted_parameters(read(), {}, "", True)["CreateMailIdentity"], "false")
        self.assertNotIn("CreateMailIdentity", wanted_parameters(read(), {}, "", False))

    def test_what_is_not_given_stays(self):
        before = {"SiteDomain": "reset.example.com", "MailFrom": "a@b", "Gone": "x"}
        found = change_set_parameters({"MailFrom": "c@d"}, before, {"SiteDomain", "MailFrom", "New"})
        expected = [
            {"ParameterKey": "MailFrom", "ParameterValue": "c@d"},
            {"ParameterKey": "SiteDomain", "UsePreviousValue": True},
        ]
        self.assertEqual(found, expected)


class Waiting(unittest.TestCase):
    def test_waiting_ends_with_the_answer_or_the_time(self):
        now, asked = [0.0], []
        clock, sleep = lambda: now[0], lambda seconds: now.__setitem__(0, now[0] + seconds)

        def probe() -> bool:
            asked.append(now[0])
            return now[0] >= 30

        self.assertTrue(progress.wait_until(probe, 60, 15, clock, sleep))
        self.assertEqual(asked, [0, 15, 30])
        self.assertFalse(progress.wait_until(lambda: False, 50, 15, clock, sleep))
        self.assertEqual(now[0], 80)

    def test_a_stack_is_waited_for_until_nothing_changes(self):
        states = ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE", "UPDATE_IN_PROGRESS"]
        looks = []
        found = stack.wait(lambda: {"StackStatus": states.pop(0)}, "StackStatus", 60, lambda: looks.append(1))
        self.assertEqual((found["StackStatus"], len(looks)), ("UPDATE_COMPLETE", 3))
        self.assertFalse(stack.is_changing("REVIEW_IN_PROGRESS"))

    def test_going_on_later_has_an_exit_code_of_its_own(self):
        with contextlib.redirect_stderr(io.StringIO()) as printed, self.assertRaises(SystemExit) as ended:
            progress.go_on_later("it takes long", "./scripts/deploy")
        self.assertEqual(ended.exception.code, 75)
        self.assertIn("Go on with: ./scripts/deploy", printed.getvalue())


if __name__ == "__main__":
    unittest.main()
