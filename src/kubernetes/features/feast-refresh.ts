/**
 * Brings what has come as files online. What is new is told by when files were written, since rows come late, and of several producers: of each entity that has rows in the new
 * files, or rows whose time has come since, the latest one until now is written. A row of the future waits for its time, so that it hides nothing that comes before.
 *
 * Feast remembers intervals of a view. The last one's start is when the files were looked at; the latest end is the newest event, which it shows as the age of the group.
 *
 * S3 dates a file by the beginning of its upload, and not by its end, from which on it is there: an hour of overlap is enough for most, and the first run of a day looks for those
 * of a whole day: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
export const FEAST_REFRESH = `from datetime import datetime, timedelta, timezone

import pyarrow.compute as pc

from feast import FeatureStore
from ml_features import WORK, files_of, rows_of

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
OVERLAP = timedelta(hours=1)
DAILY_OVERLAP = timedelta(days=2)


def aware(time):
    return time.replace(tzinfo=time.tzinfo or timezone.utc)


def written_since(files, looked, now):
    if looked == EPOCH:
        return files
    since = looked - (DAILY_OVERLAP if looked.date() < now.date() else OVERLAP)
    return [file for file in files if file.mtime is None or file.mtime >= since]


def times_of(source, **which):
    times = rows_of(source, [source.timestamp_field], **which)[source.timestamp_field]
    return [time for time in pc.min_max(times).as_py().values() if time is not None]


def refresh(group):
    store = FeatureStore(WORK)
    view = store.get_feature_view(group)
    source = view.batch_source
    intervals = [(aware(start), aware(end)) for start, end in view.materialization_intervals]
    now = datetime.now(timezone.utc)
    looked = intervals[-1][0] if intervals else EPOCH
    last = max([end for _, end in intervals], default=EPOCH)
    files = files_of(source)
    times = times_of(source, until=now, files=written_since(files, looked, now))
    if intervals:
        times += times_of(source, since=looked, until=now, files=files)
    ahead = rows_of(source, [source.timestamp_field], since=now, files=files).num_rows
    if ahead:
        print(f"{group}: {ahead} rows of the future wait", flush=True)
    if not times:
        print(f"{group}: nothing newer than {last}", flush=True)
        return
    until = max(last, *times)
    if view.online:
        store.materialize(start_date=min(times), end_date=until, feature_views=[group])
    store.registry.apply_materialization(view, store.project, now, until)
    print(f"{group}: values until {until}" if until > last else f"{group}: late values since {min(times)}", flush=True)
`;
