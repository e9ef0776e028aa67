//! The checklist that is shown while a password is typed.

/// Whether a password meets a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The password meets the rule.
    Met,
    /// The password does not meet the rule, or not yet.
    NotMet,
    /// The account has no such rule.
    NotApplicable,
}

impl Mark {
    pub(crate) const fn met(is_met: bool) -> Self {
        if is_met { Self::Met } else { Self::NotMet }
    }
}

/// A mark for each rule. An empty password meets no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Checklist {
    /// The password is neither too short nor too long.
    pub length: Mark,
    /// The password has three of the five kinds of characters.
    pub complexity: Mark,
    /// The password contains neither the account name nor a part of the display name.
    pub name: Mark,
    /// The password has enough characters besides banned words.
    pub banned: Mark,
    /// The password is as hard to guess as the policy demands.
    pub strength: Mark,
}

impl Checklist {
    /// Returns every mark, in the order of [`crate::Refusal`].
    pub const fn marks(&self) -> [Mark; 5] {
        [self.length, self.complexity, self.name, self.banned, self.strength]
    }
}
