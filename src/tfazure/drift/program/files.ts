/** The files of a window, and what stands in them. */
export const FILES = `# Requests are kept some minutes after they were answered.
LATE = timedelta(minutes=10)


def hours(start, end):
    """The folders of a window: each hour is looked at by one run, once it is over and what came late is there."""
    start, end = ((time - LATE).replace(minute=0, second=0, microsecond=0) for time in (start, end))
    return [(start + timedelta(hours=i)).strftime("%Y/%m/%d/%H") for i in range(int((end - start).total_seconds()) // 3600)]


def moment(text):
    text = text.strip().replace("Z", "+00:00")
    for form in ("%m/%d/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text.split(".")[0].split("+")[0], form).replace(tzinfo=timezone.utc)
        except ValueError:
            pass
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=timezone.utc)


def json_record(line):
    """A record of a line of JSON; of one that nobody can read everything is missing."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def table(text, name):
    """The records of a file of CSV with a head, or of JSON, a line each."""
    if name.endswith(".csv") or not text.lstrip().startswith("{"):
        return list(csv.DictReader(io.StringIO(text.replace("\\x00", ""))))
    return [json_record(line) for line in text.splitlines() if line.strip()]


def truths(config, name, text):
    """What a file says of records, with where it says so: of several truths of a record the last one holds."""
    column, key = config["prediction"]["column"], config["record"]
    return [(str(record[key]), ((name, i), written(record.get(column)))) for i, record in enumerate(table(text, name)) if record.get(key) is not None]


`;
