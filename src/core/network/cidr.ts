import * as ipaddr from 'ipaddr.js';
import { literal, refuse } from '../private';

/** A range of IPv4 addresses. */
export interface AddressRange {
  /** The first address as a number. */
  readonly first: number;
  /** 0–32. */
  readonly prefix: number;
}

/** Reads `10.0.0.0/16`; refuses what is no IPv4 range, or has bits set behind its prefix. */
export function parseRange(cidr: string, what: string): AddressRange {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(literal(cidr, what))) {
    refuse('network/cidr', `'${cidr}' is to be ${what}, but is no IPv4 range: write it as '10.0.0.0/16'`);
  }
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const range = { first: toNumber(address.octets), prefix };
  if (range.first % size(range) !== 0) {
    refuse('network/cidr', `'${cidr}' is to be ${what}, but its address does not begin a /${prefix}: write '${formatRange(alignDown(range))}'`);
  }
  return range;
}

export function formatRange({ first, prefix }: AddressRange): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join('.')}/${prefix}`;
}

/** How many addresses a range has. */
export function size({ prefix }: AddressRange): number {
  return 2 ** (32 - prefix);
}

export function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.first < b.first + size(b) && b.first < a.first + size(a);
}

export function contains(outer: AddressRange, inner: AddressRange): boolean {
  return inner.first >= outer.first && inner.first + size(inner) <= outer.first + size(outer);
}

/** The n-th range of that prefix inside a range. */
export function subRange(range: AddressRange, prefix: number, index: number): AddressRange {
  const part = { first: range.first + index * 2 ** (32 - prefix), prefix };
  if (prefix < range.prefix || !contains(range, part)) {
    refuse('network/too-small', `'${formatRange(range)}' has no room for ${index + 1} subnets of /${prefix}: give a larger range`);
  }
  return part;
}

function alignDown(range: AddressRange): AddressRange {
  return { first: range.first - (range.first % size(range)), prefix: range.prefix };
}

function toNumber(octets: number[]): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
