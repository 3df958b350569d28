import { DriftMonitorProps, DriftSignal, Facet, Prediction, Profile, Retrain } from '../../../src/core';
import { Attributes, danglingReferences, expectPassed, terraformValidate } from '../../support/terraform';
import { EXISTING_KEY, EXISTING_NETWORK } from '../platforms';
import { batchJob, everything, least, scene, Scene, SCHEMA, watched } from './monitors';

/** What a text of Terraform takes for its own. */
const WRITTEN = '${x} %{ if } "y"';

const MONITORS: ReadonlyArray<readonly [string, (made: Scene) => DriftMonitorProps]> = [
  ['the least', least],
  ['everything', everything],
  ['a retraining on AWS Batch', (made) => ({ ...least(made), onDrift: { retrain: Retrain.job(batchJob(made)) } })],
  ['a retraining by a pipeline', (made) => ({ ...least(made), onDrift: { retrain: Retrain.pipeline('Learn') } })],
];

test.each(MONITORS)('the real plugin takes a monitor with %s, and nothing of it hangs loose', (_, props) => {
  const stack = watched(props, scene(undefined, { profile: Profile.development() })).synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
}, 240_000);

test('the real plugin takes a monitor in a network and with a key that were there before, of an account that is known at deployment only', () => {
  const existing = { existingNetwork: EXISTING_NETWORK, existingEncryptionKey: { keyArn: EXISTING_KEY } };
  const platform = { profile: Profile.development(), accountId: undefined, ...existing };
  const stack = watched(everything, scene(undefined, platform)).synth();
  expectPassed(terraformValidate(stack));
}, 240_000);

test('what users wrote is no expression of Terraform, and reaches the machine as it was written', () => {
  const odd = (made: Scene): DriftMonitorProps => ({
    ...everything(made), schema: { ...SCHEMA, prediction: Prediction.binary('fraud') }, signals: [DriftSignal.dataDrift(), DriftSignal.bias([Facet.of('sex', WRITTEN)])],
  });
  const stack = watched(odd, scene(undefined, { profile: Profile.development() })).synth();
  expectPassed(terraformValidate(stack));
  const machine = Object.values(stack.resources('aws_sfn_state_machine')).find(({ name }) => name === 'acme-ml-fraud-drift-baseline')!;
  const { States } = JSON.parse(machine.definition as string) as Attributes;
  // An expression with a text in it, as JSON in a text.
  const [, text] = /^\{% \$parse\((".*")\) %\}$/.exec(States.BiasConfig.Arguments.Body as string)!;
  const { facet } = JSON.parse(JSON.parse(text!) as string) as Attributes;
  expect(facet).toEqual([{ name_or_index: 'sex', value_or_threshold: [WRITTEN] }]);
}, 240_000);
