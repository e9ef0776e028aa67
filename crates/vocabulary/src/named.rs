//! The macro of enumerations without data.

/// Declares an enumeration whose values have a name each. The JSON Schema of one that is `listed` has the names only,
/// that of one that is `explained` has the comments too.
macro_rules! named {
    (@listed $($name:literal [$($doc:literal)*])+) => {
        schemars::json_schema!({ "type": "string", "enum": [$($name),+] })
    };
    (@explained $($name:literal [$($doc:literal)*])+) => {
        schemars::json_schema!({ "oneOf": [
            $({ "type": "string", "const": $name, "description": concat!($($doc),*).trim() }),+
        ] })
    };
    ($(#[doc = $doc:literal])* $type:ident: $schema:ident {
        $($(#[doc = $value_doc:literal])* $value:ident = $name:literal,)+
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[doc = $value_doc])* $value,)+
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                named!(@$schema $($name [$($value_doc)*])+)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_name(&name).ok_or_else(|| <D::Error as serde::de::Error>::unknown_variant(&name, &[$($name),+]))
            }
        }

        impl $type {
            /// Every value, in the order in which they are declared.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// Returns the name on the wire and in storage.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name,)+
                }
            }

            /// Returns the value of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$value),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use named;
