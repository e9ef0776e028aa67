"""Makes records in Route 53, or shows them to whoever runs the zone."""

from .aws import Aws
from .progress import fail, say, show
from .records import Record, is_in_zone, resource_record_sets, target_of, zone_file


def publish(aws: Aws, zone: str, records: list[Record]) -> list[Record]:
    """Makes the records that belong to a hosted zone, and shows the others as a zone file. Returns the others."""
    name = aws.client("route53").get_hosted_zone(Id=zone)["HostedZone"]["Name"] if zone else ""
    own = [record for record in records if zone and is_in_zone(record.name, name)]
    others = [record for record in records if record not in own]
    for record in own:
        make(aws, zone, record)
    if others:
        say("these records are needed in DNS:")
        show(zone_file(others))
    return others


def make(aws: Aws, zone: str, record: Record) -> None:
    """Makes a record, unless it is there. Replaces none of anybody else's."""
    changes = []
    for wanted in resource_record_sets(record):
        found = existing(aws, zone, wanted["Name"])
        in_the_way = [
            other for other in found if other["Type"] in (wanted["Type"], "CNAME") and target_of(other) != record.value
        ]
        if in_the_way:
            fail(
                f"{record.name} leads to {target_of(in_the_way[0])} already. Delete that record, or choose another name"
            )
        if not any(other["Type"] == wanted["Type"] for other in found):
            changes.append({"Action": "CREATE", "ResourceRecordSet": wanted})
    if changes:
        say(f"making the record of {record.name}")
        aws.client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def delete(aws: Aws, zone: str, record: Record) -> None:
    """Deletes a record if it leads where the deployment made it lead."""
    names = {wanted["Name"] for wanted in resource_record_sets(record)}
    found = [other for name in names for other in existing(aws, zone, name)]
    own = [other for other in found if other["Type"] in ("A", "AAAA", "CNAME") and target_of(other) == record.value]
    if own:
        say(f"deleting the record of {record.name}")
        changes = [{"Action": "DELETE", "ResourceRecordSet": other} for other in own]
        aws.client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def existing(aws: Aws, zone: str, name: str) -> list[dict]:
    """Returns the record sets of a name."""
    found = aws.client("route53").list_resource_record_sets(HostedZoneId=zone, StartRecordName=name, MaxItems="100")
    return [record_set for record_set in found["ResourceRecordSets"] if record_set["Name"].lower() == name.lower()]
