import { TerraformStack, Testing } from 'cdktf';
import { protectFromDeletion } from '../../src/terraform';
import { synthApp } from '../support/terraform';
import { FakeResource } from '../support/terraform/fakes';

test('a protected resource keeps the rest of its lifecycle', () => {
  const app = Testing.app();
  const bucket = new FakeResource(new TerraformStack(app, 'stack'), 'Bucket', 'terraform_data');
  bucket.lifecycle = { ignoreChanges: ['input'] };
  protectFromDeletion(bucket);
  expect(synthApp(app).only.resource('terraform_data').lifecycle).toEqual({ ignore_changes: ['input'], prevent_destroy: true });
});
