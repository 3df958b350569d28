import { Example, TARGETS } from './example';

describe.each(TARGETS)('training with Ray on %s', (target) => {
  const example = new Example('ray-training', target);
  beforeAll(() => example.run());
  afterAll(() => example.remove());

  test('has a Ray cluster of four nodes for each run, which goes with it', () => {
    expect(example.text).toMatch(/"kind": ?"RayJob"/);
    expect(example.text).toMatch(/"shutdownAfterJobFinishes": ?true/);
    expect(example.text).toMatch(/"groupName": ?"workers","replicas": ?3,/);
  });

  test('hands the command to the shell of the head with its quotes', () => {
    expect(example.text).toMatch(/"entrypoint":"sh -c 'exec python "\$ML_INPUT_CODE\/train\.py" --clicks "\$ML_INPUT_CLICKS" --storage "\$ML_CHECKPOINT_DIR"'"/);
  });

  test('waits as a whole in the queue of its team', () => {
    expect(example.text).toMatch(/"kueue\.x-k8s\.io\/queue-name": ?"default"/);
  });

  test('starts each Sunday', () => {
    expect(example.text).toMatch(/"schedule": ?"0 4 \* \* 0"/);
  });

  test('starts again five times after its machines were taken away', () => {
    expect(example.text).toMatch(/"backoffLimit": ?5/);
  });

  test('takes at most 20 lines of its user, beside imports and the lines that all places share', () => {
    expect(example.ownLines).toBeLessThanOrEqual(20);
  });
});
