import { Example, TARGETS } from './example';

/** How staging is let in to what development approved: an account, a project, a principal, a namespace. */
const LET_IN: Record<string, RegExp> = {
  awscdk: /"Action": \[\s*"sagemaker:CreateModel",\s*"sagemaker:DescribeModelPackage"\s*\]/,
  tfaws: /"Principal":\{"AWS":\["arn:aws:iam::444455556666:root","arn:aws:iam::777788889999:root"\]\},"Action":\["sagemaker:CreateModel","sagemaker:DescribeModelPackage"\]/,
  tfgcp: /"member": "serviceAccount:service-444455556666@gcp-sa-aiplatform/,
  tfazure: /"description": "May read shared acme-ml-fraud-models",\s*"principal_id": "44444444-aaaa-bbbb-cccc-000000000000"/,
  tfk8s: /"kind": "Group",\s*"name": "system:serviceaccounts:ml-staging"/,
};

/** Which version staging takes over, and which production does. */
const TAKEN_OVER: Record<string, RegExp[]> = {
  awscdk: [/"SourceUri": "[^"]*:111122223333:model-package\/acme-ml-fraud-models\/7"/, /"SourceUri": "[^"]*:444455556666:model-package\/acme-ml-fraud-models\/1"/],
  tfaws: [/"SourceUri":"[^"]*:111122223333:model-package\/acme-ml-fraud-models\/7"/, /"SourceUri":"[^"]*:444455556666:model-package\/acme-ml-fraud-models\/1"/],
  tfgcp: ['development', 'staging'].map((stage) => new RegExp(`"sourceModel":"projects/acme-${stage}/locations/europe-west4/models/acme-ml-fraud-models@v7"`)),
  tfazure: [/"version\.V7": "approved, grace@acme\.io, [^"]*azureml:\/\/registries\/acme-ml-fraud-models\/models\/acme-ml-fraud-models\/versions\/V7"/],
  tfk8s: ['staging', 'production'].map((stage) => new RegExp(`"source":"s3://ml-development-artifacts/fraud/7",(?:(?!"source").)*"stage":"${stage}"`)),
};

/** What the endpoint of production serves. */
const SERVED: Record<string, RegExp> = {
  awscdk: /"ModelPackageName": \{\s*"Fn::GetAtt": \[\s*"MlFraudModelsV7/,
  tfaws: /"model_package_name": "\$\{[^"]*Ml_FraudModels_V7/,
  tfgcp: /"model":\s*"?\$\{[^"}]*Ml_FraudModels_V7/,
  tfazure: /"model": "azureml:\/\/registries\/acme-ml-fraud-models\/models\/acme-ml-fraud-models\/versions\/V7"/,
  tfk8s: /"s3:\/\/ml-development-artifacts\/fraud\/7\/","\/mnt\/models"/,
};

describe.each(TARGETS)('a model that goes from stage to stage on %s', (target) => {
  const example = new Example('governed-promotion', target);
  beforeAll(() => example.run());
  afterAll(() => example.remove());

  test.each([
    ['ada@acme.io', 'AUC 0.93 on the holdout of June'],
    ['grace@acme.io', 'A week of copied requests without an alarm'],
    ['risk@acme.io', 'Release of July'],
  ])('was approved by %s, with the reason', (name, reason) => {
    expect(example.text).toContain(name);
    expect(example.text).toContain(reason);
  });

  test('is open to the next stage', () => expect(example.text).toMatch(LET_IN[target]!));

  test('is taken over there', () => TAKEN_OVER[target]!.forEach((version) => expect(example.text).toMatch(version)));

  test('is served as the version that was approved', () => expect(example.text).toMatch(SERVED[target]!));

  test('has its card with it', () => {
    ['Holds a payment for review; never refuses one by itself', 'Knows no payments between companies', 'holdout-2026-06'].forEach((words) => expect(example.text).toContain(words));
  });

  test('says how an auditor asks who did what; in a cluster its audit log has who changed the ConfigMap of decisions', () => {
    expect(example.text).toMatch(target === 'tfk8s' ? /"name": "ml-production-fraud-models-decisions"/ : /audit_?(?:command|query)/i);
  });

  test('takes at most 30 lines of its user for three platforms, beside imports and the lines that all places share', () => {
    expect(example.ownLines).toBeLessThanOrEqual(30);
  });
});
