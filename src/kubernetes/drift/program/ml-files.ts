/**
 * Reads and writes the stores of objects of all clouds, as the account of the pod: PyArrow has their clients, and the image no other. PyArrow does not ask the agent of EKS Pod Identity in
 * each version, so that the program does: https://github.com/apache/arrow/issues/45603 and https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export const ML_FILES = `import json
import os
import urllib.request
from datetime import datetime, timedelta, timezone

from pyarrow import fs

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def pod_identity():
    address = os.environ.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")
    if not address:
        return {}
    with open(os.environ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"]) as token:
        request = urllib.request.Request(address, headers={"Authorization": token.read().strip()})
    with urllib.request.urlopen(request, timeout=30) as answer:
        given = json.load(answer)
    return {"access_key": given["AccessKeyId"], "secret_key": given["SecretAccessKey"], "session_token": given["Token"]}


def open_folder(uri):
    scheme, _, rest = uri.rstrip("/").partition("://")
    if scheme == "s3":
        where = {"region": os.environ.get("AWS_REGION"), "endpoint_override": os.environ.get("AWS_ENDPOINT_URL")}
        return fs.S3FileSystem(**{name: value for name, value in where.items() if value}, **pod_identity()), rest
    if scheme == "gs":
        return fs.GcsFileSystem(), rest
    if scheme == "https":
        host, _, path = rest.partition("/")
        return fs.AzureFileSystem(host.split(".")[0]), path
    return fs.LocalFileSystem(), rest or uri


class Folder:
    """A folder of a store, as the account of the pod sees it."""

    def __init__(self, uri):
        self.uri = uri.rstrip("/")
        self.store, self.path = open_folder(self.uri)

    def files(self, below=""):
        where = f"{self.path}/{below}".rstrip("/")
        found = self.store.get_file_info(fs.FileSelector(where, recursive=True, allow_not_found=True))
        # Programs put what is no data beside it, such as _SUCCESS.
        return [file for file in found if file.is_file and not any(part[0] in "._" for part in file.path[len(where):].split("/") if part)]

    def files_of_hours(self, since, until):
        """Those in folders of the hours from since to until, of which the last is left out."""
        found, day = [], since.date()
        while day <= until.date():
            below = day.strftime("%Y/%m/%d")
            start = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
            for file in self.files(below):
                hour = file.path[len(f"{self.path}/{below}/"):].split("/")[0]
                if hour.isdigit() and since <= start + int(hour) * HOUR < until:
                    found.append(file)
            day += DAY
        return found

    def read(self, name):
        with self.store.open_input_stream(f"{self.path}/{name}") as stream:
            return stream.read()

    def read_json(self, name):
        """What a file says; nothing where there is none. Who may list a folder only is not told so by asking for a file that is not there."""
        there = any(file.path == f"{self.path}/{name}" for file in self.files(os.path.dirname(name)))
        return json.loads(self.read(name)) if there else None

    def write(self, name, content):
        path = f"{self.path}/{name}"
        if isinstance(self.store, fs.LocalFileSystem):
            self.store.create_dir(os.path.dirname(path))
        # The kind of a file is told to those stores that keep it, so that browsers show reports.
        kind = "text/html; charset=utf-8" if name.endswith(".html") else "application/octet-stream"
        with self.store.open_output_stream(path, metadata={"Content-Type": kind}) as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
        return f"{self.uri}/{name}"
`;
