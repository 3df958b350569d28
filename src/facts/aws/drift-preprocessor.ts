import { MonitoredSchema } from './drift-monitor';

/**
 * The script by which a job of data quality makes columns of each request: `preprocess_handler` gets a captured record, and gives an object of flat values, a list of them for
 * several records, or an empty list for what it leaves out. https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-pre-and-post-processing.html
 *
 * Values of numbers become numbers, if they are; else they stay as they are, so that the analyzer counts them as of a wrong type; so do numbers that nothing can be summed up
 * with. What is not there, or is an empty text, is missing. A probability becomes 1 or 0, as the baseline has it. Whoever may ask the endpoint writes what is read here: an odd
 * request is left out, and never ends the job, which would look at the same one again.
 */
export function preprocessor({ features, prediction, requestFormat }: MonitoredSchema): string {
  const settings = {
    format: requestFormat,
    features: features.map(({ name, type }) => [name, type]),
    prediction: prediction.column,
    threshold: prediction.threshold ?? null,
  };
  // JSON in a text of Python: all signs that end such a text are written by their numbers.
  const text = JSON.stringify(JSON.stringify(settings)).replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `SETTINGS_TEXT = ${text}\n${CODE}`;
}

const CODE = `
import base64
import csv
import io
import json

SETTINGS = json.loads(SETTINGS_TEXT)
FEATURES = SETTINGS["features"]
NAMES = [name for name, _ in FEATURES]
# Beyond it squares and sums of numbers are no numbers any more.
LARGEST = 1e30
csv.field_size_limit(2**31 - 1)


def preprocess_handler(inference_record):
    try:
        return columns_of(inference_record)
    except Exception:  # Nested too deep, of no encoding: there is no list of what a stranger may write.
        return []


def columns_of(inference_record):
    request = text_of(inference_record.endpoint_input)
    if request is None:
        return []
    records = READERS[SETTINGS["format"]](request)
    answers = answers_in(inference_record.endpoint_output)
    rows = []
    for index, record in enumerate(records):
        row = {name: value_of(record.get(name), kind) for name, kind in FEATURES}
        row[SETTINGS["prediction"]] = label_of(answers[index]) if index < len(answers) else None
        rows.append(row)
    return rows[0] if len(rows) == 1 else rows


def answers_in(part):
    try:
        answer = text_of(part)
        return [] if answer is None else answers_of(answer)
    except Exception:
        return []


def text_of(part):
    if part is None or part.data is None:
        return None
    if part.encoding == "BASE64":
        return base64.b64decode(part.data).decode("utf-8", "replace")
    return part.data if isinstance(part.data, str) else json.dumps(part.data)


def named(values):
    return values if isinstance(values, dict) else dict(zip(NAMES, values))


def csv_records(text):
    return [named(line) for line in csv.reader(io.StringIO(text.strip()))]


def instance_records(text):
    return [named(instance) for instance in json.loads(text)["instances"]]


def object_records(text):
    found = json.loads(text)
    return [named(record) for record in (found if isinstance(found, list) else [found])]


READERS = {"csv": csv_records, "json-instances": instance_records, "json-records": object_records}


def answers_of(text):
    """What was answered of each record, in their order."""
    if SETTINGS["format"] == "csv":
        lines = [line for line in csv.reader(io.StringIO(text.strip())) if line]
        return lines[0] if len(lines) == 1 else [line[0] for line in lines]
    found = json.loads(text)
    if isinstance(found, dict) and isinstance(found.get("predictions"), list):
        found = found["predictions"]
    return [prediction_in(one) for one in (found if isinstance(found, list) else [found])]


def prediction_in(answer):
    if isinstance(answer, dict):
        answer = answer.get(SETTINGS["prediction"])
    if isinstance(answer, list):
        answer = answer[0] if len(answer) == 1 else json.dumps(answer)
    return answer


def is_missing(value):
    return value is None or (isinstance(value, str) and value.strip() == "")


def value_of(value, kind):
    if is_missing(value):
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        return json.dumps(value)
    if kind == "string":
        return written(value)
    return number_of(value)


def written(value):
    """Halves of signs, which JSON may name, are no text that can be written."""
    return str(value).encode("utf-8", "replace").decode("utf-8")


def number_of(value):
    for kind in (int, float):
        try:
            number = value if isinstance(value, (int, float)) else kind(value)
        except ValueError:
            continue
        # Of what is no number at all, nothing is less.
        return number if abs(number) <= LARGEST else written(value)
    return written(value)


def label_of(answer):
    if is_missing(answer):
        return None
    value = answer if isinstance(answer, bool) else number_of(answer)
    if SETTINGS["threshold"] is None or isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else value
    return 1 if value >= SETTINGS["threshold"] else 0
`;
