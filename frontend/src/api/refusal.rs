//! Reads a refusal of the directory.

use api_contract::DirectoryRefusal;

use super::json::{Json, Read};

impl Read for DirectoryRefusal {
    fn read(json: &impl Json) -> Option<Self> {
        match json.required::<String>("kind")?.as_str() {
            "password-too-recent" => {
                Some(Self::PasswordTooRecent { can_change_from: json.required("canChangeFrom")? })
            }
            "password-too-short" => Some(Self::PasswordTooShort { minimum: json.required("minimum")? }),
            "password-banned" => Some(Self::PasswordBanned { part: json.required("part")? }),
            kind => Self::without_data(kind),
        }
    }
}
