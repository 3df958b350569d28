import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { codeArchive } from '../../../src/terraform/synth/code-archive';
import { synthApp } from '../../support/terraform';

const CODE = 'def handler(event, context):\n    return {"straße": 1}\n';

function written(code: string) {
  const app = Testing.app();
  const archive = codeArchive(new Construct(new TerraformStack(app, 'ml'), 'Ingest'), 'ingest', 'index.py', code);
  const { directory } = synthApp(app).stack('ml');
  return { archive, zip: readFileSync(join(directory, archive.fileName)) };
}

test('a zip lies beside the Terraform of its stack, with the code as it is', () => {
  const { zip } = written(CODE);
  const [size, length] = [zip.readUInt32LE(18), zip.readUInt16LE(26)];
  const content = zip.subarray(30 + length, 30 + length + size);
  expect(zip.subarray(30, 30 + length).toString()).toBe('index.py');
  expect(content.toString('utf8')).toBe(CODE);
  expect(zip.readUInt32LE(14)).toBe(crc32(content));
});

test('the list at the end of the zip finds the file, and lets everybody read it', () => {
  const { zip } = written(CODE);
  const end = zip.length - 22;
  const directory = zip.readUInt32LE(end + 16);
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  expect(zip.readUInt32LE(directory)).toBe(0x02014b50);
  expect(zip.readUInt32LE(directory + 42)).toBe(0);
  expect(directory + zip.readUInt32LE(end + 12)).toBe(end);
  expect(zip.readUInt16LE(directory + 40).toString(8)).toBe('100644');
});

test('the same code is the same bytes, and other code has another hash', () => {
  const { archive, zip } = written(CODE);
  expect(written(CODE).zip.equals(zip)).toBe(true);
  expect(archive.hash).toBe(createHash('sha256').update(zip).digest('base64'));
  expect(written(`${CODE}#`).archive.hash).not.toBe(archive.hash);
});
