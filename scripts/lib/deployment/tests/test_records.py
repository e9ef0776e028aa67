"""DNS records and the choice of a certificate."""

import unittest

from deployment import certificate, records


class Records(unittest.TestCase):
    def test_zones_end_at_a_dot(self):
        self.assertTrue(records.is_in_zone("reset.example.com", "example.com."))
        self.assertTrue(records.is_in_zone("Example.com", "example.com"))
        self.assertFalse(records.is_in_zone("notexample.com", "example.com"))

    def test_zone_file_has_absolute_names(self):
        text = records.zone_file(records.mail_records("example.com", ["abc"]))
        self.assertEqual(text, "abc._domainkey.example.com. 300 IN CNAME abc.dkim.amazonses.com.")

    def test_zone_file_warns_of_the_top_of_a_zone(self):
        text = records.zone_file([records.site_record("example.com", "d1.cloudfront.net")])
        self.assertIn("ALIAS", text)
        self.assertTrue(text.endswith("example.com. 300 IN CNAME d1.cloudfront.net."))

    def test_site_is_an_alias_for_both_protocols(self):
        sets = records.resource_record_sets(records.site_record("reset.example.com", "d1.cloudfront.net"))
        self.assertEqual([found["Type"] for found in sets], ["A", "AAAA"])
        self.assertEqual({found["AliasTarget"]["HostedZoneId"] for found in sets}, {"Z2FDTNDATAQYW2"})
        self.assertEqual({records.target_of(found) for found in sets}, {"d1.cloudfront.net"})

    def test_names_that_share_a_validation_record_need_one(self):
        option = {"ResourceRecord": {"Name": "_x.example.com.", "Type": "CNAME", "Value": "_y.acm-validations.aws."}}
        found = records.validation_records({"DomainValidationOptions": [option, option, {"DomainName": "pending"}]})
        self.assertEqual(found, [records.Record("_x.example.com", "_y.acm-validations.aws")])

    def test_other_targets_are_seen(self):
        found = {"Name": "reset.example.com.", "Type": "CNAME", "ResourceRecords": [{"Value": "Other.example.net."}]}
        self.assertEqual(records.target_of(found), "other.example.net")


class Certificates(unittest.TestCase):
    def described(self, status: str, *names: str) -> dict:
        arn = f"arn:{status}:{names[0]}"
        return {"CertificateArn": arn, "Status": status, "DomainName": names[0], "SubjectAlternativeNames": list(names)}

    def test_wildcards_cover_one_level(self):
        self.assertTrue(certificate.covers(["*.example.com"], "reset.example.com"))
        self.assertFalse(certificate.covers(["*.example.com"], "a.reset.example.com"))
        self.assertFalse(certificate.covers(["*.example.com"], "example.com"))

    def test_issued_certificates_are_preferred(self):
        waiting = self.described("PENDING_VALIDATION", "reset.example.com")
        issued = self.described("ISSUED", "*.example.com")
        self.assertEqual(certificate.choose([waiting, issued], "reset.example.com"), issued)

    def test_useless_certificates_are_not_chosen(self):
        others = [self.described("EXPIRED", "reset.example.com"), self.described("ISSUED", "example.com")]
        self.assertIsNone(certificate.choose(others, "reset.example.com"))


if __name__ == "__main__":
    unittest.main()
