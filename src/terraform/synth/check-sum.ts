/* eslint-disable no-bitwise -- a check sum is made of bits, and Node has it as a function from 20.15 on only */

const POLYNOMIAL = 0xedb88320;

/** CRC-32, which every entry of a zip file has: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, section 4.4.7. */
export function checkSum(content: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of content) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? POLYNOMIAL : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
