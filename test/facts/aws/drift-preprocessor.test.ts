import { spawnSync } from 'node:child_process';
import { MonitoredSchema } from '../../../src/facts/aws/drift-monitor';
import { preprocessor } from '../../../src/facts/aws/drift-preprocessor';
import { Json } from '../../support/cloudformation';

// The class that the analyzer hands to the script: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-pre-and-post-processing.html
const ANALYZER = `
class EventData:
    def __init__(self, data):
        self.encoding = data.get("encoding")
        self.data = data.get("data")
        self.observedContentType = data.get("observedContentType")
        self.mode = data.get("mode")

class CapturedData:
    def __init__(self, event):
        capture = event["captureData"]
        self.endpoint_input = EventData(capture["endpointInput"]) if "endpointInput" in capture else None
        self.endpoint_output = EventData(capture["endpointOutput"]) if "endpointOutput" in capture else None

import sys
print(json.dumps(preprocess_handler(CapturedData(json.load(sys.stdin)))))
`;

const SCHEMA: MonitoredSchema = {
  features: [{ name: 'amount', type: 'float' }, { name: 'country', type: 'string' }, { name: 'vip', type: 'bool' }, { name: 'age', type: 'int' }],
  prediction: { problem: 'binary', column: 'fraud', positive: '1', threshold: 0.5 },
  requestFormat: 'csv',
};

const missing = spawnSync('python3', ['--version']).status === 0 ? undefined : 'python3 is not installed';
if (missing) process.stderr.write(`SKIPPED the script that makes columns of requests: ${missing}\n`);

function columns(schema: MonitoredSchema, input: Json, output: Json, encoding = schema.requestFormat === 'csv' ? 'CSV' : 'JSON'): Json {
  const part = (data: Json, mode: string) => ({ observedContentType: encoding === 'CSV' ? 'text/csv' : 'application/json', mode, data, encoding });
  const event = {
    captureData: { endpointInput: part(input, 'INPUT'), ...(output !== undefined && { endpointOutput: part(output, 'OUTPUT') }) },
    eventMetadata: { eventId: 'feca1ab1-8025-47e3-8f6a-99e3fdd7b8d9', inferenceTime: '2019-11-20T23:33:12Z' },
    eventVersion: '0',
  };
  const { stdout, stderr, status } = spawnSync('python3', ['-c', preprocessor(schema) + ANALYZER], { input: JSON.stringify(event), encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Json;
}

(missing ? describe.skip : describe)('the script that makes columns of captured requests', () => {
  test('names the values of CSV in the order of the schema, as numbers where they are some, and the probability as the label of the baseline', () => {
    expect(columns(SCHEMA, '12.5,NL,true,40\n', '0.87\n')).toEqual({ amount: 12.5, country: 'NL', vip: 'true', age: 40, fraud: 1 } as Json);
    expect(columns(SCHEMA, '12.5,NL,1,40', '0.13')).toMatchObject({ vip: 1, fraud: 0 });
  });

  test('what is missing is missing, and what is no number is left for the analyzer to count as of a wrong type', () => {
    expect(columns(SCHEMA, ',,0,forty', '0.5')).toEqual({ amount: null, country: null, vip: 0, age: 'forty', fraud: 1 } as Json);
    expect(columns(SCHEMA, '12.5,NL', '0.5')).toMatchObject({ vip: null, age: null });
  });

  test('keeps commas within quotes, and texts that look like numbers', () => {
    expect(columns(SCHEMA, '1,"Hertogenbosch, \'s",0,1', '0')).toMatchObject({ country: "Hertogenbosch, 's" });
    expect(columns(SCHEMA, '1,007,0,1', '0')).toMatchObject({ country: '007' });
  });

  test('gives a row for each record of a request', () => {
    expect(columns(SCHEMA, '1,NL,0,1\n2,DE,1,2\n', '0.9\n0.1\n').map(({ amount, fraud }: Json) => [amount, fraud])).toEqual([[1, 1], [2, 0]]);
    expect(columns(SCHEMA, '1,NL,0,1\n2,DE,1,2', '0.9,0.1').map(({ fraud }: Json) => fraud)).toEqual([1, 0]);
  });

  test('reads instances by name and by place, and answers beside them', () => {
    const schema = { ...SCHEMA, requestFormat: 'json-instances' };
    const instances = JSON.stringify({ instances: [{ amount: 1, country: 'NL', vip: true, age: null, other: 'x' }, [2, 'DE', false, 3]] });
    expect(columns(schema, instances, '{"predictions": [0.7, [0.2]]}')).toEqual([
      { amount: 1, country: 'NL', vip: 'true', age: null, fraud: 1 }, { amount: 2, country: 'DE', vip: 'false', age: 3, fraud: 0 },
    ] as Json);
  });

  test('reads records as objects, and the prediction by its name', () => {
    const schema = { ...SCHEMA, requestFormat: 'json-records', prediction: { problem: 'multiclass', column: 'label' } };
    expect(columns(schema, '{"amount": "1.5", "country": "NL"}', '{"label": "fraud", "score": 0.4}')).toMatchObject({ amount: 1.5, label: 'fraud', vip: null });
    expect(columns(schema, '[{"amount": 1}, {"amount": 2}]', '["a", "b"]').map(({ label }: Json) => label)).toEqual(['a', 'b']);
  });

  test.each<[string, string, Json, Json, string]>([
    ['nested deeper than a program goes', 'json-records', `{"x": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`, '0.5', 'JSON'],
    ['of a captured record without a body', 'csv', null, '0.5', 'CSV'],
    ['that is no base64', 'csv', 'x', 'x', 'BASE64'],
    ['of instances that are none', 'json-instances', '{"instances": [5]}', '0.5', 'JSON'],
  ])('a request %s is left out, and does not end the job', (_, requestFormat, input, output, encoding) => {
    expect(columns({ ...SCHEMA, requestFormat }, input, output, encoding)).toEqual([]);
  });

  test('an answer that cannot be read is missing beside the columns of its request', () => {
    const schema = { ...SCHEMA, requestFormat: 'json-records' };
    expect(columns(schema, '{"amount": 1}', `${'['.repeat(20_000)}${']'.repeat(20_000)}`)).toMatchObject({ amount: 1, fraud: null });
    expect(columns(SCHEMA, '1,NL,0,1', '\n')).toMatchObject({ amount: 1, fraud: null });
  });

  test('texts of any length are texts, and what is no whole sign is written as one', () => {
    const long = 'x'.repeat(200_000);
    expect(columns(SCHEMA, `1,${long},0,1`, '0')).toMatchObject({ country: long });
    expect(columns({ ...SCHEMA, requestFormat: 'json-records' }, '{"country": "\\ud800"}', '0')).toMatchObject({ country: '?' });
  });

  test('numbers that nothing can be summed up with are of a wrong type', () => {
    expect(columns(SCHEMA, 'nan,NL,0,inf', '0')).toMatchObject({ amount: 'nan', age: 'inf' });
    expect(columns({ ...SCHEMA, requestFormat: 'json-records' }, '{"amount": 1.7e308, "age": NaN}', 'NaN')).toMatchObject({ amount: '1.7e+308', age: 'nan', fraud: 'nan' });
    expect(columns(SCHEMA, `1,NL,0,${'9'.repeat(400)}`, '0')).toMatchObject({ age: '9'.repeat(400) });
  });

  test('reads what was captured as base64, and leaves out what is no request', () => {
    const base64 = (data: string) => Buffer.from(data).toString('base64');
    expect(columns(SCHEMA, base64('12.5,NL,1,40'), base64('0.87'), 'BASE64')).toMatchObject({ country: 'NL', fraud: 1 });
    expect(columns({ ...SCHEMA, requestFormat: 'json-records' }, 'not json', '{}')).toEqual([]);
    expect(columns({ ...SCHEMA, requestFormat: 'json-instances' }, '{"ping": 1}', '{}')).toEqual([]);
    expect(columns(SCHEMA, '12.5,NL,1,40', undefined)).toMatchObject({ amount: 12.5, fraud: null });
  });
});
