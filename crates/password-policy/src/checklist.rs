//! One mark per rule, for a list that is shown while the password is typed.

/// How one rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The password obeys it.
    Met,
    /// It does not, or not yet.
    NotMet,
    /// The account has no such rule.
    NotApplicable,
}

impl Mark {
    pub(crate) const fn met(is_met: bool) -> Self {
        if is_met { Self::Met } else { Self::NotMet }
    }
}

/// One mark per rule. An empty password meets no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Checklist {
    /// Neither too short nor too long.
    pub length: Mark,
    /// Three of the five kinds of characters.
    pub complexity: Mark,
    /// Neither the account name nor a part of the display name.
    pub name: Mark,
    /// Enough beside banned words.
    pub banned: Mark,
}

impl Checklist {
    /// Whether no rule is broken: the same as an empty list of refusals.
    pub fn is_acceptable(&self) -> bool {
        [self.length, self.complexity, self.name, self.banned].iter().all(|mark| *mark != Mark::NotMet)
    }
}
