"""Kinesis: the tags that a stream is made with."""

from moto.core.responses import ActionResult
from moto.kinesis.responses import KinesisResponse


def apply() -> None:
    original = KinesisResponse.create_stream

    def create_stream(self: KinesisResponse) -> ActionResult:
        answer = original(self)
        tags = self._get_param("Tags")
        if tags:
            self.kinesis_backend.add_tags_to_stream(None, self._get_param("StreamName"), tags)
        return answer

    KinesisResponse.create_stream = create_stream
