"""Who and where the caller is, as far as a fake needs to know."""

import re

ACCOUNT = "123456789012"
DEFAULT_REGION = "us-east-1"

# AWS Signature Version 4: Credential=<key>/<date>/<region>/<service>/aws4_request
_CREDENTIAL = re.compile(r"Credential=[^/]+/\d{8}/([a-z0-9-]+)/")


def region_of(authorization: str) -> str:
    """The region a request was signed for. Platforms with a replica in a second region need it told apart."""
    match = _CREDENTIAL.search(authorization)
    return match.group(1) if match else DEFAULT_REGION
