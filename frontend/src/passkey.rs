//! Passkeys. The JSON that browser and server exchange about them passes through here unread.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser;

/// The options of a call of `navigator.credentials`, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options(pub(crate) String);

/// The credential that `navigator.credentials` returned, as JSON.
pub(crate) struct Credential(String);

/// Returns the body of a request with a credential of a method.
pub(crate) fn answer(method: &str, credential: &Credential) -> String {
    let method = serde_json::to_string(method).unwrap_or_default();
    format!("{{\"method\":{method},\"credential\":{}}}", credential.0)
}

/// Returns whether this browser supports passkeys at this address. None does if the address is a number.
pub(crate) fn works() -> bool {
    let host = browser::host();
    let is_number = host.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b':' | b'[' | b']'));
    !is_number && window_member(CLASS).is_some_and(|class| member(&class, PARSE_REQUEST).is_some())
}

/// Asks for an existing passkey. Returns `None` if the browser cannot.
pub(crate) fn get(options: &Options) -> Option<JsFuture> {
    ask(PARSE_REQUEST, "get", options)
}

/// Creates a passkey. Returns `None` if the browser cannot.
pub(crate) fn create(options: &Options) -> Option<JsFuture> {
    ask("parseCreationOptionsFromJSON", "create", options)
}

impl Credential {
    /// Waits for the browser's prompt. Returns `None` if the user or the browser declined.
    pub(crate) async fn from_prompt(prompt: Option<JsFuture>) -> Option<Self> {
        let credential = prompt?.await.ok()?;
        Some(Self(JSON::stringify(&credential).ok()?.as_string()?))
    }
}

const CLASS: &str = "PublicKeyCredential";
const PARSE_REQUEST: &str = "parseRequestOptionsFromJSON";

fn ask(parse: &str, function_name: &str, Options(text): &Options) -> Option<JsFuture> {
    let options = call(&window_member(CLASS)?, parse, &JSON::parse(text).ok()?)?;
    let request = Object::new();
    Reflect::set(&request, &"publicKey".into(), &options).ok()?;
    let container = member(&window_member("navigator")?, "credentials")?;
    let promise: Promise = call(&container, function_name, &request)?.dyn_into().ok()?;
    Some(JsFuture::from(promise))
}

fn window_member(name: &str) -> Option<JsValue> {
    member(&web_sys::window()?.into(), name)
}

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    let function: Function = member(object, name)?.dyn_into().ok()?;
    function.call1(object, argument).ok()
}
