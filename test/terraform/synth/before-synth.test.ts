import { App, Aspects, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { beforeSynth } from '../../../src/terraform';
import { codesOfRefusedSynth, synthApp } from '../../support/terraform';

let app: App;
let one: TerraformStack;
let two: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  one = new TerraformStack(app, 'one');
  two = new TerraformStack(app, 'two');
});

test('the checks of all stacks run before anything is written, and all that they find is thrown at once', () => {
  beforeSynth(new Construct(one, 'A'), (problems) => problems.add('a/b', 'this is wrong'));
  beforeSynth(new Construct(two, 'B'), (problems) => problems.add('c/d', 'that is wrong'));
  expect(() => app.synth()).toThrow("[a/b] this is wrong (at 'one/A')\n[c/d] that is wrong (at 'two/B')");
  expect(codesOfRefusedSynth(app)).toEqual(['a/b', 'c/d']);
});

test('a check runs once a synth, sees what was added after it, and runs again in the next synth', () => {
  const seen: string[][] = [];
  beforeSynth(one, () => seen.push(two.node.children.map((c) => c.node.id)));
  beforeSynth(two, () => undefined);
  new Construct(two, 'Later');
  app.synth();
  expect(seen).toHaveLength(1);
  expect(seen[0]).toContain('Later');
  app.synth();
  expect(seen).toHaveLength(2);
});

test('a check that a later one repairs does not stay', () => {
  let wrong = true;
  beforeSynth(one, (problems) => wrong && problems.add('a/b', 'wrong'));
  beforeSynth(two, () => undefined);
  expect(codesOfRefusedSynth(app)).toEqual(['a/b']);
  wrong = false;
  expect(Object.keys(synthApp(app).stacks)).toEqual(['one', 'two']);
});

test('Testing.synth runs the checks too', () => {
  beforeSynth(one, (problems) => problems.add('a/b', 'wrong'));
  expect(() => Testing.synth(one)).toThrow('[a/b] wrong');
});

test('an error that is not a refusal passes through', () => {
  beforeSynth(one, () => {
    throw new TypeError('a bug');
  });
  expect(() => app.synth()).toThrow(TypeError);
});

test('the gate leaves no trace in what is written', () => {
  beforeSynth(one, () => undefined);
  Aspects.of(one).add({ visit: () => undefined });
  const { one: gated, two: plain } = synthApp(app).stacks;
  expect(Object.keys(gated?.json ?? {})).toEqual(Object.keys(plain?.json ?? {}));
});
