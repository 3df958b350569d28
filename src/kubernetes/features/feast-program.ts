/**
 * What Feast runs beside itself: a store of files that reads and writes folders of Parquet files with the image as it is, since that has PyArrow, but none of the clients that
 * Feast's own needs for a bucket, which also fails on a folder whose older files lack a column:
 * https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/requirements/py3.12-minimal-requirements.txt and
 * https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/feast/infra/offline_stores/dask.py
 *
 * The settings of a database come from a Secret, and stay in the memory of the pod.
 */
export const FEAST_PROGRAM = `import json
import os
import shutil
import sys
import uuid
from datetime import datetime, timezone
from urllib.parse import quote, urlparse

import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import yaml
from pyarrow import fs

from feast.infra.offline_stores import dask
from feast.infra.offline_stores.dask import DaskOfflineStore, DaskOfflineStoreConfig, DaskRetrievalJob

PROGRAM = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get("WORK_FOLDER", "/tmp/feast")
TYPES = {
    "int": pa.int64(), "float": pa.float64(), "string": pa.string(), "bool": pa.bool_(),
    "timestamp": pa.timestamp("us", "UTC"), "vector": pa.list_(pa.float32()),
}


def folder_of(source):
    url = urlparse(source.path)
    path = url.netloc + url.path
    if url.scheme == "s3":
        import boto3
        key = boto3.Session().get_credentials().get_frozen_credentials()
        return fs.S3FileSystem(
            access_key=key.access_key, secret_key=key.secret_key, session_token=key.token,
            region=os.environ.get("AWS_REGION"), endpoint_override=os.environ.get("AWS_ENDPOINT_URL"),
        ), path
    if url.scheme == "gs":
        return fs.GcsFileSystem(), path
    if url.scheme == "https":
        return fs.AzureFileSystem(url.netloc.split(".")[0]), url.path.lstrip("/")
    return fs.LocalFileSystem(), url.path


def schema_of(source):
    return pa.schema([(name, TYPES[kind]) for name, kind in json.loads(source.tags["columns"])])


def files_of(source):
    files, path = folder_of(source)
    there = files.get_file_info(path)
    if there.type == fs.FileType.NotFound:
        return []
    found = [there] if there.is_file else files.get_file_info(fs.FileSelector(path, recursive=True))
    # Programs put what is no data beside it, such as _SUCCESS.
    return [file for file in found if file.is_file and not any(part[0] in "._" for part in file.path[len(path):].split("/") if part)]


def rows_of(source, columns=None, since=None, until=None, files=None):
    paths = [file.path for file in (files_of(source) if files is None else files)]
    if not paths:
        return schema_of(source).empty_table().select(columns or schema_of(source).names)
    time = pc.field(source.timestamp_field)
    wanted = None
    for bound in [since and time >= pa.scalar(since, TYPES["timestamp"]), until and time <= pa.scalar(until, TYPES["timestamp"])]:
        if bound is not None:
            wanted = bound if wanted is None else wanted & bound
    found = ds.dataset(paths, schema=schema_of(source), filesystem=folder_of(source)[0], format="parquet", exclude_invalid_files=False)
    return found.to_table(columns=columns, filter=wanted)


dask._read_datasource = lambda source, repo_path: dd.from_pandas(rows_of(source).to_pandas(), npartitions=1)


class ParquetOfflineStoreConfig(DaskOfflineStoreConfig):
    type: str = "ml_features.ParquetOfflineStore"


class ParquetOfflineStore(DaskOfflineStore):
    def validate_data_source(self, config, data_source):
        pass

    def get_table_column_names_and_types_from_data_source(self, config, data_source):
        return [(field.name, str(field.type)) for field in schema_of(data_source)]

    @staticmethod
    def pull_latest_from_table_or_query(
        config, data_source, join_key_columns, feature_name_columns, timestamp_field, created_timestamp_column, start_date=None, end_date=None
    ):
        def latest():
            columns = [*join_key_columns, *feature_name_columns, timestamp_field]
            rows = rows_of(data_source, columns, start_date, end_date).to_pandas()
            rows = rows.sort_values(timestamp_field).drop_duplicates(join_key_columns, keep="last", ignore_index=True)
            return dd.from_pandas(rows, npartitions=1)

        return DaskRetrievalJob(evaluation_function=latest, full_feature_names=False, repo_path=str(config.repo_path))

    @staticmethod
    def offline_write_batch(config, feature_view, table, progress):
        source = feature_view.batch_source
        schema = schema_of(source)
        rows = table.to_pandas()
        for field in schema:
            if pa.types.is_timestamp(field.type):
                values = rows[field.name]
                rows[field.name] = pd.to_datetime(values, utc=True, **({"unit": "s"} if pd.api.types.is_numeric_dtype(values) else {"format": "ISO8601"}))
        files, path = folder_of(source)
        files.create_dir(path)
        name = f"{datetime.now(timezone.utc):%Y%m%dT%H%M%S}-{uuid.uuid4()}.parquet"
        pq.write_table(pa.Table.from_pandas(rows, schema, preserve_index=False), f"{path}/{name}", filesystem=files)


def database(settings):
    safe = {key: quote(str(settings.get(key, "")), safe="") for key in ["user", "password", "host", "database"]}
    where = "{user}:{password}@{host}".format(**safe)
    mode = settings.get("sslmode", "require")
    root = f"&sslrootcert={quote(settings['sslrootcert_path'])}" if "sslrootcert_path" in settings else ""
    return f"postgresql+psycopg://{where}:{settings.get('port', 5432)}/{safe['database']}?sslmode={mode}{root}"


def prepare():
    config = json.loads(os.environ["STORE_SETTINGS"])
    if "DATABASE_SETTINGS" in os.environ:
        with open(os.environ["DATABASE_SETTINGS"]) as file:
            settings = yaml.safe_load(file)
        if config["online_store"]["type"] == "postgres":
            config["registry"] = {**config["registry"], "registry_type": "sql", "path": database(settings)}
        for key, value in settings.items():
            # Feast reads variables in its settings, and a password may have a dollar sign.
            if isinstance(value, str) and "$" in value:
                os.environ[f"SETTING_{key.upper()}"] = value
                settings[key] = "\${SETTING_%s}" % key.upper()
        config["online_store"].update(settings)
    os.makedirs(WORK, mode=0o700, exist_ok=True)
    with open(f"{WORK}/feature_store.yaml", "w") as file:
        json.dump(config, file)
    shutil.copy(f"{PROGRAM}/definitions.py", WORK)
    os.chdir(WORK)


if __name__ == "__main__":
    prepare()
    if sys.argv[1] == "refresh":
        from ml_features_refresh import refresh
        refresh(sys.argv[2])
        # A registry in a file is written as a whole: what was defined meanwhile is defined again.
        sys.argv[1:] = ["apply"]
    os.execvp("feast", ["feast", *sys.argv[1:]])
`;

/** What is defined in Feast, of what is said of the groups: https://docs.feast.dev/getting-started/concepts/feature-view */
export const FEAST_DEFINITIONS = `import json
import os

from feast import Entity, FeatureView, Field, FileSource, PushSource
from feast.data_format import ParquetFormat
from feast.permissions.action import AuthzedAction
from feast.permissions.permission import Permission
from feast.permissions.policy import NamespaceBasedPolicy
from feast.types import Array, Bool, Float32, Float64, Int64, String, UnixTimestamp
from feast.value_type import ValueType

TYPES = {"int": Int64, "float": Float64, "string": String, "bool": Bool, "timestamp": UnixTimestamp, "vector": Array(Float32)}
KEYS = {"int": ValueType.INT64, "string": ValueType.STRING}

with open(os.environ.get("GROUPS_FILE", "/feast/groups/groups.json")) as file:
    GROUPS = json.load(file)

found = {}


def field_of(column):
    more = {key: column[key] for key in ["description", "tags"] if key in column}
    return Field(name=column["name"], dtype=TYPES[column["type"]], **more)


def permission_of(group, right):
    return Permission(
        name=f"{group['name']}-{right}", types=[FeatureView], name_patterns=[f"^{group['name']}$"],
        policy=NamespaceBasedPolicy(namespaces=group[right]["namespaces"]),
        actions=[AuthzedAction(action) for action in group[right]["actions"]],
    )


for group in GROUPS:
    name = group["name"]
    # A key may be a number in one group and a text in another.
    for key in group["keys"]:
        entity = f"{key['name']}_{key['type']}"
        found[f"entity_{entity}"] = Entity(name=entity, join_keys=[key["name"]], value_type=KEYS[key["type"]])
    columns = [*group["keys"], {"name": group["time"], "type": "timestamp"}, *group["features"]]
    files = FileSource(
        # As no group can be called: Feast has one source of a name.
        name=f"{name}-files", path=group["files"], file_format=ParquetFormat(), timestamp_field=group["time"],
        tags={"columns": json.dumps([[column["name"], column["type"]] for column in columns])},
    )
    source = PushSource(name=name, batch_source=files) if group["pushed"] else files
    found[f"source_{name}"] = source
    found[f"view_{name}"] = FeatureView(
        name=name, entities=[found[f"entity_{key['name']}_{key['type']}"] for key in group["keys"]], ttl=None, online=group["online"],
        schema=[field_of(column) for column in [*group["keys"], *group["features"]]], source=source,
        description=group["description"], owner=group["owner"], tags=group["tags"],
    )
    found[f"read_{name}"] = permission_of(group, "read")
    found[f"write_{name}"] = permission_of(group, "write")

# Feast looks for what the module itself has.
globals().update(found)
`;
