"""Two changes of the emulator's CloudFront. It reaches the emulator's own HTTP APIs, whose host names it takes for AWS's,
which it never calls. And a file that does not exist is not found, instead of refused, if CloudFront may list the bucket.
"""

import re

API_HOST = re.compile(r"([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com(\.cn)?")


def reach_own_apis(cloudfront, port: int) -> None:
    """Sends what is for an HTTP API to the emulator at this port, under the name by which it knows the API."""
    connect_target = cloudfront._origin_connect_target
    request_headers = cloudfront._origin_request_headers

    def own_target(origin, viewer_is_https):
        is_api = API_HOST.fullmatch(origin["domain_name"])
        return ("127.0.0.1", port, False) if is_api else connect_target(origin, viewer_is_https)

    def own_headers(*request):
        headers = request_headers(*request)
        api = API_HOST.fullmatch(headers["Host"])
        return {**headers, "Host": f"{api[1]}.execute-api.localhost"} if api else headers

    cloudfront._origin_connect_target = own_target
    cloudfront._origin_request_headers = own_headers


def find_nothing(s3) -> None:
    """Answers 404 for a file that does not exist, as S3 does if the caller may list the bucket."""
    from ministack.core.iam_evaluator import EvalContext, evaluate_resource_policy

    fetch = s3.serve_cloudfront_origin_fetch

    def may_list(bucket: str, distribution: str) -> bool:
        policy = s3._bucket_policies.get_scoped(s3._bucket_owner_account(bucket), None, bucket)
        context = EvalContext(
            principal_arn="*", principal_type="Service", principal_account="", action="s3:ListBucket",
            resource_arn=f"arn:aws:s3:::{bucket}", region=s3.get_region(), service_context={"aws:sourcearn": distribution},
        )
        found = evaluate_resource_policy(policy, context, service="cloudfront.amazonaws.com") if policy else None
        return found is not None and found.decision == "Allow"

    def fetch_or_find_nothing(bucket, key, method, headers, source_arn="", oai_id=""):
        answer = fetch(bucket, key, method, headers, source_arn, oai_id)
        if answer[0] == 403 and may_list(bucket, source_arn):
            return s3._error("NoSuchKey", "The specified key does not exist.", 404, f"/{bucket}/{key}")
        return answer

    s3.serve_cloudfront_origin_fetch = fetch_or_find_nothing
