"""Restores a table of the emulator to a moment. The emulator knows how a table is, and not how it was."""

import collections
import copy
import time

# The changes that are remembered of each table. Those of a start or of a long test would fill the memory.
REMEMBERED = 20_000


class History:
    """What each item was before its changes."""

    def __init__(self, dynamodb):
        self.dynamodb = dynamodb
        self.changes = collections.defaultdict(lambda: collections.deque(maxlen=REMEMBERED))
        self.set_item, self.remove_item = dynamodb._set_item, dynamodb._remove_item

    def remember(self, table: dict, pk: str, sk: str) -> None:
        before = table["items"].get(pk, {}).get(sk)
        self.changes[table["TableName"]].append((time.time(), pk, sk, copy.deepcopy(before)))

    def undo(self, source: str, target: dict, moment: float) -> None:
        """Takes back the changes since a moment in a copy of a table."""
        changes = self.changes[source]
        if len(changes) == REMEMBERED and changes[0][0] > moment:
            raise ValueError(f"the emulator remembers only the last {REMEMBERED} changes of {source}")
        for changed, pk, sk, before in reversed(changes):
            if changed <= moment:
                return
            if before is None:
                self.remove_item(target, pk, sk)
            else:
                self.set_item(target, pk, sk, copy.deepcopy(before))


def restore_to_moments(dynamodb) -> None:
    """Remembers changes, and takes them back in the table that is restored."""
    history = History(dynamodb)
    restore = dynamodb._restore_table_to_point_in_time

    def set_item(table, pk, sk, item):
        history.remember(table, pk, sk)
        return history.set_item(table, pk, sk, item)

    def remove_item(table, pk, sk):
        history.remember(table, pk, sk)
        return history.remove_item(table, pk, sk)

    def restore_to_moment(data):
        answer = restore(data)
        if answer[0] == 200 and "RestoreDateTime" in data:
            source = data.get("SourceTableName") or data["SourceTableArn"].rpartition("/")[2]
            history.undo(source, dynamodb._tables[data["TargetTableName"]], float(data["RestoreDateTime"]))
        return answer

    dynamodb._set_item, dynamodb._remove_item = set_item, remove_item
    dynamodb._restore_table_to_point_in_time = restore_to_moment
