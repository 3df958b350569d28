import { TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { KeptValues } from '../../../src/terraform/raw';
import { synthApp } from '../../support/terraform';

test('what was said first is what is read, whatever is said later', () => {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'stack');
  const kept = new KeptValues(stack, 'Kept', { tags: [{ Key: 'team', Value: 'ml' }] });
  new TerraformOutput(stack, 'tags', { value: kept.value('tags'), staticId: true });
  const synthesized = synthApp(app).only;
  expect(synthesized.resource('terraform_data')).toMatchObject({ input: { tags: [{ Key: 'team', Value: 'ml' }] }, lifecycle: { ignore_changes: ['input'] } });
  expect(synthesized.outputs).toEqual({ tags: '${terraform_data.Kept.output.tags}' });
});
