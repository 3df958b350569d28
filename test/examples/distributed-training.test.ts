import { Example, TARGETS } from './example';

/** How each place says that a run starts at two o'clock, and on which machines: those that the cloud takes back, or those that are there. */
const AT_NIGHT: Record<string, RegExp> = {
  awscdk: /cron\(0 2 \* \* \? \*\)/,
  tfaws: /cron\(0 2 \* \* \? \*\)/,
  tfgcp: /"0 2 \* \* \*"/,
  tfazure: /"0 2 \* \* \*"/,
  tfk8s: /"schedule": ?"0 2 \* \* \*"/,
};
const MACHINES: Record<string, RegExp> = {
  awscdk: /"EnableManagedSpotTraining": ?true/,
  tfaws: /"EnableManagedSpotTraining": ?true/,
  tfgcp: /"strategy": ?"SPOT"/,
  tfazure: /"vmPriority": ?"LowPriority"/,
  tfk8s: /"key":"ml-platform\/node-group","operator":"In","values":\["t4x4"\]/,
};
const NEW_DATA: Record<string, RegExp> = { tfk8s: /"kind": ?"EventSource"/ };

/** What would be a run that a deployment starts. */
const RUNS = /^(?:AWS::SageMaker::TrainingJob|AWS::Batch::Job|aws_sagemaker_training_job|google_vertex_ai_custom_job|kubernetes_manifest)$/;

describe.each(TARGETS)('distributed training on %s', (target) => {
  const example = new Example('distributed-training', target);
  beforeAll(() => example.run());
  afterAll(() => example.remove());

  test('starts at night and when new data is there', () => {
    expect(example.text).toMatch(AT_NIGHT[target]!);
    expect(example.text).toMatch(NEW_DATA[target] ?? /imagenet\/complete\//);
  });

  test('is started by nothing that a deployment makes', () => {
    expect(example.types.filter((type) => RUNS.test(type))).toEqual([]);
    // In a cluster a run is a text that something else makes a run of, without a name.
    expect(example.text).not.toMatch(/"kind": ?"TrainJob","metadata": ?\{[^}]*"name":/);
  });

  test('runs on machines that the cloud takes back, or on those that are there', () => {
    expect(example.text).toMatch(MACHINES[target]!);
  });

  test('has its checkpoints in a folder of the run, which it is told of', () => {
    ['ML_CHECKPOINT_DIR', 'resnet/checkpoints'].forEach((word) => expect(example.text).toContain(word));
  });

  test('says how it is started by hand, and calls when a run failed', () => {
    expect(example.text).toMatch(/start_command|StartCommand/i);
    expect(example.text).toMatch(/acme-ml-resnet: a run failed and does not start again by itself/);
  });

  test('takes at most 15 lines of its user beside imports and the lines that all places share; on a cluster 35, with what runs in it', () => {
    expect(example.ownLines).toBeLessThanOrEqual(target === 'tfk8s' ? 35 : 15);
  });
});
