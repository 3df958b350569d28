import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { synthFile } from '../../../src/terraform';
import { synthApp } from '../../support/terraform';

let app: App;
beforeEach(() => {
  app = Testing.app();
});

test('a file is written beside the Terraform of its stack, with what is known when it is written', () => {
  const construct = new Construct(new TerraformStack(app, 'ml'), 'Train');
  new TerraformStack(app, 'other');
  let needed = 1;
  synthFile(construct, 'quotas/train.json', () => JSON.stringify({ needed }));
  needed = 2;
  const { directory } = synthApp(app).stack('ml');
  expect(readFileSync(join(directory, 'quotas/train.json'), 'utf8')).toBe('{"needed":2}');
});

test('several files of one stack do not disturb each other, nor do equal names in two', () => {
  const stacks = ['a', 'b'].map((name) => new TerraformStack(app, name));
  stacks.forEach((stack) => ['one', 'two'].forEach((id) => synthFile(new Construct(stack, id), `quotas/${id}.json`, () => `${stack.node.id} ${id}`)));
  const synthesized = synthApp(app);
  const read = (stack: string, id: string) => readFileSync(join(synthesized.stack(stack).directory, `quotas/${id}.json`), 'utf8');
  expect([read('a', 'one'), read('a', 'two'), read('b', 'one'), read('b', 'two')]).toEqual(['a one', 'a two', 'b one', 'b two']);
});
