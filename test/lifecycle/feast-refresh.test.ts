import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { FEAST_DEFINITIONS, FEAST_PROGRAM } from '../../src/kubernetes/features/feast-program';
import { FEAST_REFRESH } from '../../src/kubernetes/features/feast-refresh';
import { feastPython } from './support/python-venv';

const MINUTE = 60_000;
const found = feastPython();
const missing = 'missing' in found ? found.missing : undefined;
if (missing) process.stderr.write(`SKIPPED what Feast brings online: ${missing}\n`);

(missing ? describe.skip : describe)('what came as files is brought online by the real Feast', () => {
  const { python } = found as { python: string };
  const folder = mkdtempSync(join(tmpdir(), 'feast-refresh-'));
  const files = join(folder, 'files');
  const column = (name: string, type: string) => ({ name, type });
  const group = (name: string) => ({
    name,
    description: '',
    owner: '',
    tags: {},
    keys: [column('id', 'string')],
    time: 'at',
    features: [column('clicks', 'int')],
    files,
    pushed: name === 'g_files',
    online: true,
    read: { actions: ['read_online'], namespaces: [] },
    write: { actions: ['write_online'], namespaces: [] },
  });
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(python, args, {
      encoding: 'utf8',
      env: {
        PATH: `${dirname(python)}${delimiter}${process.env.PATH}`,
        HOME: folder,
        PYTHONPATH: folder,
        WORK_FOLDER: join(folder, 'work'),
        GROUPS_FILE: join(folder, 'groups.json'),
        STORE_SETTINGS: JSON.stringify({
          project: 'ml_features',
          provider: 'local',
          registry: { registry_type: 'file', path: join(folder, 'registry.db'), cache_ttl_seconds: 1 },
          online_store: { type: 'sqlite', path: join(folder, 'online.db') },
          offline_store: { type: 'ml_features.ParquetOfflineStore' },
          entity_key_serialization_version: 3,
        }),
      },
    });
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    return stdout;
  };
  const refresh = () => run(join(folder, 'ml_features.py'), 'refresh', 'g');
  const write = (file: string, id: string, hoursAgo: number, clicks: number) => run('-c', [
    'import pandas as pd',
    `at = pd.Timestamp.now("UTC").floor("us") - pd.Timedelta(hours=${hoursAgo})`,
    `pd.DataFrame({"id": ["${id}"], "clicks": [${clicks}], "at": [at]}).to_parquet("${join(files, file)}")`,
  ].join('\n'));
  const online = (...ids: string[]) => JSON.parse(run('-c', [
    'import json, os',
    'from feast import FeatureStore',
    `found = FeatureStore(os.environ["WORK_FOLDER"]).get_online_features(["g:clicks"], [{"id": id} for id in ${JSON.stringify(ids)}])`,
    'print(json.dumps(found.to_dict()["clicks"]))',
  ].join('\n')).trim().split('\n').pop()!) as unknown;
  const later = (by: number) => {
    // As if it had been looked at so long ago: the overlap of runs is not what is tested.
    run('-c', `import os; [os.utime(os.path.join("${files}", f), (os.stat(os.path.join("${files}", f)).st_mtime - ${by},) * 2) for f in os.listdir("${files}")]`);
  };

  beforeAll(() => {
    mkdirSync(files);
    writeFileSync(join(folder, 'ml_features.py'), FEAST_PROGRAM);
    writeFileSync(join(folder, 'ml_features_refresh.py'), FEAST_REFRESH);
    writeFileSync(join(folder, 'definitions.py'), FEAST_DEFINITIONS);
    // The second is called as the files of the first might be.
    writeFileSync(join(folder, 'groups.json'), JSON.stringify([group('g'), group('g_files')]));
    run(join(folder, 'ml_features.py'), 'apply');
  }, 5 * MINUTE);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('however late its rows are, and whatever rows the future has', () => {
    write('1.parquet', 'u1', 24, 1);
    expect(refresh()).toContain('g: values until ');
    write('2.parquet', 'u2', 18, 2);
    expect(refresh()).toContain('g: values until ');
    later(5 * 86_400);
    expect(refresh()).toContain('g: nothing newer than ');

    write('3.parquet', 'late', 21, 3);
    write('4.parquet', 'u2', 22, 0);
    expect(refresh()).toContain('g: late values since ');
    expect(online('u1', 'u2', 'late')).toEqual([1, 2, 3]);

    write('5.parquet', 'u1', -24 * 365 * 70, -1);
    expect(refresh()).toContain('g: 1 rows of the future wait');
    write('6.parquet', 'u1', 12, 100);
    expect(refresh()).toContain('g: values until ');
    expect(online('u1', 'u2', 'late')).toEqual([100, 2, 3]);
  }, 10 * MINUTE);
});
