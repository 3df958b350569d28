import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A call as some workflow made it. */
export interface VertexCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Lies beside the repository where it is there at all. */
const CHECKER = join(__dirname, '../../../../shared/check-vertex');

/** What the checker of Vertex AI's published API says of calls; undefined where it is not there. */
export function vertexFindings(calls: readonly VertexCall[]): string | undefined {
  if (!existsSync(CHECKER)) return undefined;
  const file = join(mkdtempSync(join(tmpdir(), 'vertex-calls-')), 'cdk.tf.json');
  const operations = calls.map(({ method, path, body }, i): [string, object] => [`call_${i}`, { method, path: `/${path}`, ...(body === null ? {} : { body }) }]);
  writeFileSync(file, JSON.stringify({ resource: { restful_operation: Object.fromEntries(operations) } }));
  const { status, stdout, stderr } = spawnSync('python3', [CHECKER, file], { encoding: 'utf8' });
  return status === 0 ? '' : stdout || stderr;
}
