//! Compares the partition files that are packed beside the functions' program with what the AWS clients know.

use serde_json::Value;

/// The packed files, each with a region of its partition.
const PACKED: [(&str, &str); 4] = [
    (include_str!("../../../infra/partitions/aws.json"), "eu-north-1"),
    (include_str!("../../../infra/partitions/aws-cn.json"), "cn-north-1"),
    (include_str!("../../../infra/partitions/aws-us-gov.json"), "us-gov-west-1"),
    (include_str!("../../../infra/partitions/aws-eusc.json"), "eusc-de-east-1"),
];

macro_rules! url {
    ($sdk:ident, $region:expr) => {{
        use $sdk::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};
        let params = Params::builder().region($region).build().unwrap();
        DefaultResolver::new().resolve_endpoint(&params).await.unwrap().url().to_owned()
    }};
}

/// Returns the endpoint that each client would use.
async fn urls(region: &str) -> [String; 6] {
    [
        url!(aws_sdk_dynamodb, region),
        url!(aws_sdk_sqs, region),
        url!(aws_sdk_secretsmanager, region),
        url!(aws_sdk_sts, region),
        url!(aws_sdk_sns, region),
        url!(aws_sdk_ses, region),
    ]
}

#[tokio::test]
async fn packed_partitions_match_the_clients_own() {
    for (packed, region) in PACKED {
        let packed: Value = serde_json::from_str(packed).unwrap();
        let [partition] = packed["partitions"].as_array().unwrap().as_slice() else { panic!("one in each") };
        let suffix = format!(".{region}.{}", partition["outputs"]["dnsSuffix"].as_str().unwrap());
        for url in urls(region).await {
            assert!(url.ends_with(&suffix), "{url}");
        }
    }
}
