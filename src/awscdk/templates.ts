import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { REGIONS } from '../facts/aws/regions';

/** What the words in braces of the almanac's texts stand for; a list stands for all its members. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

const WORD = /\{(\w+)\}/g;

/** What every text may name. */
export function stackValues(scope: IConstruct, platformName: string): Values {
  const { partition, account, region, urlSuffix } = Stack.of(scope);
  return { partition, account, region, dnsSuffix: REGIONS[region]?.dnsSuffix ?? urlSuffix, name: platformName };
}

/** A copy of plain data in which every known word is replaced. */
export function fill<T>(data: T, values: Values): T {
  if (typeof data === 'string') return fillText(data, values) as T;
  if (Array.isArray(data)) return data.flatMap((item) => listNamedBy(item, values) ?? [fill(item, values)]) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, fill(value, values)])) as T;
}

function listNamedBy(item: unknown, values: Values): readonly string[] | undefined {
  const [, word] = (typeof item === 'string' && /^\{(\w+)\}$/.exec(item)) || [];
  const value = word === undefined ? undefined : values[word];
  return Array.isArray(value) ? value : undefined;
}

function fillText(text: string, values: Values): string {
  return text.replace(WORD, (found, word: string) => (typeof values[word] === 'string' ? values[word] : found));
}
