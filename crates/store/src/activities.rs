//! The recent activity of accounts, as their users see it.

use aws_sdk_dynamodb::Client;
use domain::{AccountId, Activity, ActivityKind, MethodKind, RecentActivity, activity::MAX_ACTIVITIES};
use tracing::instrument;

use crate::{
    StoreError, client_info,
    item::{Attributes, Item, attributes, list, moment, number, text},
    table::{Table, key, put_condition_failed, update_condition_failed},
};

const OPERATION: &str = "noting an activity";

/// The store of recent activity.
#[derive(Debug, Clone)]
pub struct Activities(Table);

impl Activities {
    /// Makes the store on the table of resets.
    pub const fn new(client: Client, table: String) -> Self {
        Self(Table { client, name: table })
    }

    /// Loads the recent activity of an account.
    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, account: &AccountId) -> Result<RecentActivity, StoreError> {
        Ok(self.load_version(account).await?.0)
    }

    /// Adds an activity, by one call unless it may be counted together with another one, or the oldest must go.
    /// [`StoreError::Conflict`] if another one was added meanwhile.
    #[instrument(level = "debug", skip_all)]
    pub async fn note(&self, account: &AccountId, activity: &Activity) -> Result<(), StoreError> {
        if activity.stands_alone() && self.append(account, activity).await? {
            return Ok(());
        }
        self.rewrite(account, activity).await
    }

    /// Appends an activity. Returns `false` if there is no place for another one.
    async fn append(&self, account: &AccountId, activity: &Activity) -> Result<bool, StoreError> {
        let new = RecentActivity::stored(vec![activity.clone()]);
        let updated = self
            .0
            .client
            .update_item()
            .table_name(&self.0.name)
            .set_key(Some(key(activity_key(account))))
            .update_expression(
                "SET activities = list_append(if_not_exists(activities, :none), :new), expires = :expires ADD version :one",
            )
            .condition_expression("attribute_not_exists(pk) OR size(activities) < :maximum")
            .expression_attribute_values(":none", list([]))
            .expression_attribute_values(":new", list([write_activity(activity)]))
            .expression_attribute_values(":expires", number(new.expires_at().as_second()))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":maximum", number(MAX_ACTIVITIES))
            .send()
            .await;
        match updated {
            Ok(_) => Ok(true),
            Err(error) if update_condition_failed(&error) => Ok(false),
            Err(error) => Err(StoreError::unavailable(OPERATION)(error)),
        }
    }

    /// Reads what is stored, adds an activity unless it was added before, and writes it back.
    async fn rewrite(&self, account: &AccountId, activity: &Activity) -> Result<(), StoreError> {
        let (recent, read) = self.load_version(account).await?;
        let Some(noted) = recent.note(activity.clone()) else { return Ok(()) };
        let put = self
            .0
            .client
            .put_item()
            .table_name(&self.0.name)
            .set_item(Some(write(account, &noted, read + 1)))
            .condition_expression("attribute_not_exists(pk) OR version = :read")
            .expression_attribute_values(":read", number(read));
        match put.send().await {
            Ok(_) => Ok(()),
            Err(error) if put_condition_failed(&error) => Err(StoreError::Conflict),
            Err(error) => Err(StoreError::unavailable(OPERATION)(error)),
        }
    }

    /// Loads the activity with its version, which is 0 if nothing is stored.
    async fn load_version(&self, account: &AccountId) -> Result<(RecentActivity, u64), StoreError> {
        let item = self.0.load("loading recent activity", key(activity_key(account))).await?;
        Ok(item.as_ref().map(read).transpose()?.unwrap_or_default())
    }
}

fn activity_key(account: &AccountId) -> String {
    format!("ACTIVITY#{}", account.0)
}

pub(crate) fn write(account: &AccountId, recent: &RecentActivity, version: u64) -> Attributes {
    attributes([
        ("pk", text(activity_key(account))),
        ("version", number(version)),
        ("expires", number(recent.expires_at().as_second())),
        ("activities", list(recent.all().iter().map(write_activity))),
    ])
}

fn write_activity(activity: &Activity) -> Attributes {
    let mut item = attributes([
        ("kind", text(activity.kind.name())),
        ("at", moment(activity.at)),
        ("count", number(activity.count)),
    ]);
    item.extend(activity.method.map(|method| ("method".to_owned(), text(method.name()))));
    item.extend(client_info::write(activity.client.as_ref()));
    item
}

/// Reads the activity and its version. What a later version of Readmit stored, and this one does not know, is left out.
pub(crate) fn read(item: &Item) -> Result<(RecentActivity, u64), StoreError> {
    let stored = item.list("activities")?;
    let activities = stored.iter().filter_map(|activity| read_activity(activity).transpose());
    Ok((RecentActivity::stored(activities.collect::<Result<_, _>>()?), item.number("version")?))
}

fn read_activity(item: &Item) -> Result<Option<Activity>, StoreError> {
    let method = item.optional("method", Item::text)?;
    let method = method.map(|name| MethodKind::from_name(&name).ok_or_else(|| item.damaged("method")));
    let Some(kind) = ActivityKind::from_name(&item.text("kind")?) else { return Ok(None) };
    Ok(Some(Activity {
        kind,
        method: method.transpose()?,
        at: item.moment("at")?,
        count: item.number("count")?,
        client: client_info::read(item)?,
    }))
}

#[cfg(test)]
mod tests {
    use domain::ClientInfo;

    use super::*;

    fn activity(kind: ActivityKind, method: Option<MethodKind>) -> Activity {
        let network = "192.0.2.0/24".to_owned();
        let client = ClientInfo { network, device: Some("Firefox, Linux".to_owned()), language: None };
        let at = "2027-02-01T08:30:00.123456789Z".parse().unwrap();
        Activity { kind, method, at, count: 3, client: method.map(|_| client) }
    }

    #[test]
    fn every_activity_is_read_back() {
        let methods = [None].into_iter().chain(MethodKind::ALL.map(Some)).cycle();
        let activities = ActivityKind::ALL.into_iter().zip(methods);
        let activities = activities.map(|(kind, method)| activity(kind, method)).collect();
        let recent = RecentActivity::stored(activities);

        let item = Item::new("ACTIVITY#a", write(&AccountId("a".to_owned()), &recent, 7));

        assert_eq!(read(&item).unwrap(), (recent, 7));
    }

    #[test]
    fn activity_of_a_later_version_is_left_out() {
        let known = activity(ActivityKind::SignedIn, None);
        let mut later = write_activity(&known);
        later.insert("kind".to_owned(), text("later"));
        let item =
            attributes([("version", number(1)), ("activities", list([later, write_activity(&known)]))]);

        let (recent, _) = read(&Item::new("ACTIVITY#a", item)).unwrap();

        assert_eq!(recent.all(), [known]);
    }
}
