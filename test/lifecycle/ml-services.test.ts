import { join } from 'node:path';
import { SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { AwsServer } from './support/aws-server';
import { Deployment } from './support/deployment';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;
const CHANGED = ['-var', 'revision=2'];

/** Written by hand, so that the local AWS is proven for what the library will deploy next. */
const services = new SynthesizedStack('ml-services', join(__dirname, 'fixtures', 'ml-services'), {
  terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
}, []);
const schema = join(__dirname, '..', '..', 'src', 'facts', 'aws', 'cloud-control', 'sagemaker-inference-component.json');

const terraform = terraformFor(services);
const python = 'missing' in terraform ? terraform : lifecyclePython();
const missing = 'missing' in python ? python.missing : undefined;
if (missing) process.stderr.write(`SKIPPED services of ML on a local AWS: ${missing}\n`);

(missing ? describe.skip : describe)('SageMaker, EKS, Step Functions, Lambda and Cloud Control on a local AWS', () => {
  let server: AwsServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '');
    const env = 'env' in terraform ? terraform.env : {};
    deployment = new Deployment({ ...env, ...server.env, TF_CLI_ARGS_apply: '-parallelism=30', TF_VAR_inference_component_schema: schema });
    await deployment.take(services);
  }, 2 * MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('are made, and a second plan is empty', async () => {
    await deployment.apply();
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test('are changed in place, but for the configuration of an endpoint, and a second plan is empty', async () => {
    const changes = await deployment.apply(...CHANGED);
    expect(changes.filter((change) => !change.startsWith('update '))).toEqual(['create+delete aws_sagemaker_endpoint_configuration.fraud']);
    expect(await deployment.plan(...CHANGED)).toEqual([]);
  }, 5 * MINUTE);

  test('are removed, and nothing is left', async () => {
    await server.emptyBuckets();
    await deployment.apply('-destroy', ...CHANGED);
    expect(await deployment.resources()).toEqual([]);
    expect(server.gaps).toEqual([]);
  }, 5 * MINUTE);
});
