import { Example, TARGETS } from './example';

describe.each(TARGETS)('fine-tuning of a language model on %s', (target) => {
  const example = new Example('llm-fine-tuning', target);
  beforeAll(() => example.run());
  afterAll(() => example.remove());

  test('has two jobs of several nodes, one sharded by PyTorch and one by DeepSpeed', () => {
    expect(example.text).toMatch(/"kind": ?"TrainingRuntime"/);
    ['ACCELERATE_USE_FSDP', 'ACCELERATE_DEEPSPEED_ZERO_STAGE'].forEach((variable) => expect(example.text).toContain(variable));
    ['"numNodes":4', '"numNodes":2'].forEach((nodes) => expect(example.text).toContain(nodes));
  });

  test('has them wait in the queue of their team, what is released before what is tried', () => {
    ['release', 'research'].forEach((priority) => {
      expect(example.text).toMatch(new RegExp(`"kueue\\.x-k8s\\.io/queue-name": ?"default","kueue\\.x-k8s\\.io/priority-class": ?"${priority}"`));
    });
  });

  test('is started by nobody but people', () => {
    expect(example.text.match(/"suspend": ?true/g)!.length).toBeGreaterThanOrEqual(2);
    expect(example.text).not.toMatch(/"suspend": ?false/);
  });

  test('names the token of Hugging Face, and writes no value of a secret', () => {
    expect(example.text).toMatch(/"HF_TOKEN","valueFrom":\{"secretKeyRef":\{(?=[^}]*"name":"hugging-face")[^}]*"key":"token"/);
    expect(example.text).not.toMatch(/"(?:token|password|client_key|client_secret)": ?"/);
  });

  test('is told of MLflow, and of a folder of the run for checkpoints', () => {
    expect(example.text).toContain('https://mlflow.acme.internal');
    expect(example.text).toMatch(/language\/checkpoints\/\$?\$\(ML_RUN_ID\)/);
  });

  test('takes at most 20 lines of its user, beside imports and the lines that all places share', () => {
    expect(example.ownLines).toBeLessThanOrEqual(20);
  });
});
