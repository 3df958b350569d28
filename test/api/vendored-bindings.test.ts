import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, ComplexList, ComplexObject, DefaultTokenResolver, StringConcat, TerraformStack, Testing, Tokenization } from 'cdktf';
import { ALL_TOKENS, Config, ElementClass, EVERYTHING, PAIRS, SAMPLES, configOf } from './binding-pairs';

/** A class of the package does what that of the provider's package does: the same JSON, the same HCL, the same members, whatever is given. */

const WHICH = ['ours', 'theirs'] as const;

test('every binding is a table, but for providers and for helm_release, of which a member has a name of its own', () => {
  const source = join(__dirname, '..', '..', 'src', 'providers');
  const tables = PAIRS.map(({ file }) => file.replace('.js', '.ts'));
  const others = readdirSync(source, { recursive: true }).map(String)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('binding') && !file.endsWith('provider.ts') && !tables.includes(file));
  expect(others).toEqual([join('helm', 'release.ts')]);
});

describe.each(Object.entries(SAMPLES))('%s', (_, sample) => {
  const stackOf = (which: typeof WHICH[number], hclOutput: boolean) => {
    const stack = new TerraformStack(Testing.stubVersion(new App({ stackTraces: false, hclOutput })), 'stack');
    PAIRS.forEach((pair) => new pair[which](stack, pair.file, configOf(pair.table, sample)));
    return stack;
  };

  test('the JSON is the same', () => {
    const [ours, theirs] = WHICH.map((which) => Testing.synth(stackOf(which, false)));
    expect(ours).toBe(theirs);
    expect(Object.keys(JSON.parse(ours).resource).length).toBeGreaterThan(160);
  });

  test('the HCL is the same', () => {
    const [ours, theirs] = WHICH.map((which) => Testing.synthHcl(stackOf(which, true)));
    expect(ours).toBe(theirs);
    expect(ours.match(/^resource /gm)!.length).toBeGreaterThan(160);
  });
});

function resolve(scope: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
}

/** The members that an object has of its binding, and what is read from each: in blocks, too, and in the entries of lists. */
function membersOf(stack: TerraformStack, object: object): Record<string, unknown> {
  const prototype = Object.getPrototypeOf(object);
  const members = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor').sort().map((name): [string, unknown] => {
    const { get, set, value } = Object.getOwnPropertyDescriptor(prototype, name)!;
    return value ? [`${name}()`, typeof value] : [set ? `${name}=` : name, whatIs(stack, get!.call(object))];
  });
  return { ...Object.fromEntries(members), fields: Object.keys(object).sort() };
}

function whatIs(stack: TerraformStack, value: unknown): unknown {
  if (value instanceof ComplexObject) return membersOf(stack, value);
  if (!(value instanceof ComplexList)) return resolve(stack, value);
  return { fqn: resolve(stack, value.fqn), entry: membersOf(stack, (value as ComplexList & { get(index: number): object }).get(1)) };
}

describe.each(PAIRS)('$file', ({ ours, theirs, table }) => {
  const make = (element: ElementClass) => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    return { stack, made: new element(stack, 'Element', configOf(table, EVERYTHING)) };
  };

  test('it has the same members, and reads the same from each', () => {
    const [mine, original] = [ours, theirs].map((element) => {
      const { stack, made } = make(element);
      const { tfResourceType } = element as ElementClass & { readonly tfResourceType: string };
      return { ...membersOf(stack, made), statics: Object.getOwnPropertyNames(element).sort(), tfResourceType };
    });
    expect(mine).toEqual(original);
  });

  test('what is given later, or taken back, has the same effect', () => {
    const [mine, original] = [ours, theirs].map((element) => {
      const { stack, made } = make(element);
      change(made as unknown as Record<string, any>, configOf(table, ALL_TOKENS));
      return Testing.synth(stack);
    });
    expect(mine).toBe(original);
  });
});

/** Takes every third attribute back if it can, and gives the others anew: to blocks, too. */
function change(target: Record<string, any>, config: Config): void {
  Object.entries(config).forEach(([name, value], i) => {
    const title = name[0].toUpperCase() + name.slice(1);
    if (i % 3 === 0 && `reset${title}` in target) target[`reset${title}`]();
    else if (`put${title}` in target) target[`put${title}`](value);
    else target[name] = value;
    if (i % 2 === 0 && target[name] instanceof ComplexObject) change(target[name], value as Config);
  });
}

test('a reference of an older cdktf as the configuration of a block is refused in the same words', () => {
  const { ours, theirs } = PAIRS.find(({ file }) => file === join('aws', 'batch-job-queue.js'))!;
  const [mine, original] = [ours, theirs].map((element) => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    new element(stack, 'Element', { computeEnvironmentOrder: [{ withinArray: true, interpolationAsList: () => '' }] });
    return () => Testing.synth(stack);
  });
  expect(mine).toThrow('A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration');
  expect(original).toThrow('A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration');
});
