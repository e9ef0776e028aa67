//! Black-box tests of the API against the deployed template.
