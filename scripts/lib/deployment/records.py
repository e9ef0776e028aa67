"""DNS records: what a deployment needs, and how it is written in a zone file."""

import dataclasses

# The hosted zone of every distribution of CloudFront.
CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2"
SECONDS = 300


@dataclasses.dataclass(frozen=True)
class Record:
    """A CNAME record, or the address of a site: an alias in Route 53."""

    name: str
    value: str
    is_site: bool = False


def plain(name: str) -> str:
    """Returns a name in lower case, without the dot at its end."""
    return name.rstrip(".").lower()


def is_in_zone(name: str, zone: str) -> bool:
    """Returns whether a name belongs to a zone."""
    name, zone = plain(name), plain(zone)
    return name == zone or name.endswith(f".{zone}")


def validation_records(certificate: dict) -> list[Record]:
    """Returns the records by which ACM sees who owns the names of a described certificate."""
    options = [
        found["ResourceRecord"] for found in certificate.get("DomainValidationOptions", []) if "ResourceRecord" in found
    ]
    return sorted(
        {Record(plain(found["Name"]), plain(found["Value"])) for found in options}, key=lambda record: record.name
    )


def mail_records(domain: str, tokens: list[str]) -> list[Record]:
    """Returns the records with the keys by which SES signs mail."""
    return [Record(f"{token}._domainkey.{plain(domain)}", f"{token}.dkim.amazonses.com") for token in tokens]


def site_record(domain: str, distribution: str) -> Record:
    """Returns the record that leads to CloudFront."""
    return Record(plain(domain), plain(distribution), is_site=True)


def zone_file(records: list[Record]) -> str:
    """Returns the records as lines of a zone file. At the top of a zone there is no CNAME."""
    lines = []
    for record in records:
        if record.is_site:
            lines.append(
                "; at the top of a zone, where no CNAME may be, use the ALIAS or ANAME record of your provider"
            )
        lines.append(f"{record.name}. {SECONDS} IN CNAME {record.value}.")
    return "\n".join(lines)


def resource_record_sets(record: Record) -> list[dict]:
    """Returns a record as Route 53 takes it. An alias may be at the top of a zone, and costs no second query."""
    if not record.is_site:
        return [
            {
                "Name": f"{record.name}.",
                "Type": "CNAME",
                "TTL": SECONDS,
                "ResourceRecords": [{"Value": f"{record.value}."}],
            }
        ]
    target = {"HostedZoneId": CLOUDFRONT_ZONE, "DNSName": f"{record.value}.", "EvaluateTargetHealth": False}
    return [{"Name": f"{record.name}.", "Type": kind, "AliasTarget": target} for kind in ("A", "AAAA")]


def target_of(record_set: dict) -> str:
    """Returns what a record set of Route 53 leads to."""
    if "AliasTarget" in record_set:
        return plain(record_set["AliasTarget"]["DNSName"])
    return " ".join(sorted(plain(value["Value"]) for value in record_set.get("ResourceRecords", [])))
