//! Answers to a sign-in, and the steps of a session.

use crate::named::named;

named!(
    /// The next step of a session. Every other step is refused before it.
    NextStep: explained {
        /// The user chooses another password, because the current one has expired or must be changed.
        ChangePassword = "change-password",
        /// The user proves a registered method before anything is shown.
        Prove = "prove",
        /// The account is frozen. A passkey or an administrator lifts that.
        LiftFreeze = "lift-freeze",
        /// The user registers more methods.
        Register = "register",
        /// The user confirms registered methods ("Is this still you?").
        Confirm = "confirm",
        /// The page shows the security information; no step is required.
        SecurityInfo = "security-info",
    }
);

named!(
    /// The user's answer to "Is this still you?".
    ConfirmationAnswer: explained {
        /// The method is the user's.
        Yes = "yes",
        /// The method is not the user's. A registered method is removed. A number or address of the directory is not
        /// used until the user says yes or the directory has another one.
        No = "no",
        /// No method is asked about for a day.
        Later = "later",
    }
);

named!(
    /// The directory's answer to a name and a password
    /// (<https://learn.microsoft.com/troubleshoot/windows-server/active-directory/ldap-bind-error-codes>).
    SignInVerdict: listed {
        /// The password is right, and the user may sign in.
        Right = "right",
        /// The password is right and has expired (532).
        PasswordExpired = "password-expired",
        /// The password is right and must be changed first (773).
        MustChange = "must-change",
        /// The password is right, and the account is disabled (533).
        AccountDisabled = "account-disabled",
        /// The password is right, and the account has expired (701).
        AccountExpired = "account-expired",
        /// The password is right, and the user may not sign in at this hour or from here (530, 531).
        NotAtThisTime = "not-at-this-time",
        /// The password is wrong, or there is no such account (52e, 525).
        Wrong = "wrong",
        /// The account is locked out, so that right and wrong passwords look alike (775).
        Locked = "locked",
        /// The password was not tried, because one more wrong one could have locked the account out.
        NotTried = "not-tried",
        /// The directory tries no passwords of this account (52f), or its answer is unknown.
        CannotTell = "cannot-tell",
        /// No domain controller answered.
        Unreachable = "unreachable",
    }
);

named!(
    /// The reason why a user is not signed in. A caller who does not know the password learns [`Self::NotSignedIn`] and
    /// nothing else.
    SignInRefusal: listed {
        /// The name or the password is wrong, the account is locked out, or too many wrong passwords were tried.
        NotSignedIn = "not-signed-in",
        /// The password is right, and the account is disabled.
        AccountDisabled = "account-disabled",
        /// The password is right, and the account has expired.
        AccountExpired = "account-expired",
        /// The password is right, and the directory does not let the user in at this hour or from here.
        NotAtThisTime = "not-at-this-time",
        /// The directory did not answer in time, so the password is neither right nor wrong.
        DirectoryUnreachable = "directory-unreachable",
    }
);
