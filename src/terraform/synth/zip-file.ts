import { checkSum } from './check-sum';

const VERSION = 20;
/** By UNIX, so that the permissions below are read. */
const MADE_BY = 3 * 0x100 + VERSION;
/** The first day that a zip file can name, 1980-01-01: the same code is the same bytes on each day. */
const FIRST_DAY = 0x21;
/** A file that everybody may read, which services ask for. */
const READABLE = 0o100644 * 0x10000;

/** One file, stored as it is: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, section 4.3. */
export function zipFile(fileName: string, text: string): Buffer {
  const name = Buffer.from(fileName, 'utf8');
  const content = Buffer.from(text, 'utf8');
  const described = [
    ...[VERSION, 0, 0, 0, FIRST_DAY].map(short),
    ...[checkSum(content), content.length, content.length].map(long),
    ...[name.length, 0].map(short),
  ];
  const entry = Buffer.concat([signature(3, 4), ...described, name, content]);
  const listed = Buffer.concat([signature(1, 2), short(MADE_BY), ...described, ...[0, 0, 0].map(short), ...[READABLE, 0].map(long), name]);
  const end = [signature(5, 6), ...[0, 0, 1, 1].map(short), ...[listed.length, entry.length].map(long), short(0)];
  return Buffer.concat([entry, listed, ...end]);
}

function signature(...numbers: [number, number]): Buffer {
  return Buffer.from([0x50, 0x4b, ...numbers]);
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
