import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a program of `examples/` as it stands, and gives the folder that it has written. */
export function runExample(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lifecycle-example-'));
  const before = process.env.OUT_DIR;
  process.env.OUT_DIR = folder;
  try {
    jest.isolateModules(() => jest.requireActual(`../../../examples/${path}`));
  } finally {
    if (before === undefined) delete process.env.OUT_DIR;
    else process.env.OUT_DIR = before;
  }
  return folder;
}
