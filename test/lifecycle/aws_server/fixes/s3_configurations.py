"""S3: a bucket's configurations read back as they were written.

moto keeps a part of a lifecycle, replication or notification configuration and takes those it does not know (metrics,
tiering, analytics) for something else. Terraform sees the lost part as drift, or waits minutes for it to appear.
Here the text of each is kept as it came; what moto knows it still validates.
"""

from typing import Any, Callable

from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

_KNOWN_TO_MOTO = ("lifecycle", "replication", "notification", "inventory")
_ADDED = ("metrics", "intelligent-tiering", "analytics")
_HEADERS = {
    "lifecycle": {"x-amz-transition-default-minimum-object-size": "all_storage_classes_128K"},
}
_MISSING = '<?xml version="1.0"?><Error><Code>NoSuchConfiguration</Code><Message>none of that id</Message></Error>'

Query = dict[str, Any]


def apply() -> None:
    S3Response._bucket_response_put = _wrap_put(S3Response._bucket_response_put)
    S3Response._bucket_response_get = _wrap_get(S3Response._bucket_response_get)
    S3Response._bucket_response_delete = _wrap_delete(S3Response._bucket_response_delete)


def _wrap_put(original: Callable[..., Any]) -> Callable[..., Any]:
    def put(self: S3Response, request: Any, bucket_name: str, querystring: Query) -> Any:
        kind = _kind(querystring)
        if kind is None:
            return original(self, request, bucket_name, querystring)
        answer = original(self, request, bucket_name, querystring) if kind in _KNOWN_TO_MOTO else ""
        # Errors are raised, except for a few that are returned with their status.
        if not isinstance(answer, tuple) or answer[0] < 400:
            _texts(self, bucket_name)[_key(kind, querystring)] = self.body
        return answer

    return put


def _wrap_get(original: Callable[..., Any]) -> Callable[..., Any]:
    def get(self: S3Response, bucket_name: str, querystring: Query) -> Any:
        kind = _kind(querystring)
        if kind is None:
            return original(self, bucket_name, querystring)
        text = _texts(self, bucket_name).get(_key(kind, querystring))
        if text is not None:
            return 200, {"Content-Type": "application/xml", **_HEADERS.get(kind, {})}, text
        if kind in _ADDED:
            return 404, {"Content-Type": "application/xml"}, _MISSING
        return original(self, bucket_name, querystring)

    return get


def _wrap_delete(original: Callable[..., Any]) -> Callable[..., Any]:
    def delete(self: S3Response, bucket_name: str, querystring: Query) -> Any:
        kind = _kind(querystring)
        if kind is None:
            return original(self, bucket_name, querystring)
        _texts(self, bucket_name).pop(_key(kind, querystring), None)
        return original(self, bucket_name, querystring) if kind in _KNOWN_TO_MOTO else (204, {}, "")

    return delete


def _kind(querystring: Query) -> str | None:
    return next((kind for kind in (*_KNOWN_TO_MOTO, *_ADDED) if kind in querystring), None)


def _key(kind: str, querystring: Query) -> tuple[str, str]:
    return kind, querystring.get("id", [""])[0]


def _texts(self: S3Response, bucket_name: str) -> dict[tuple[str, str], Any]:
    bucket: FakeBucket = self.backend.get_bucket(bucket_name)
    if not hasattr(bucket, "configurations_as_written"):
        bucket.configurations_as_written = {}
    return bucket.configurations_as_written
