import { App, Aspects, TerraformStack, Testing } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { inheritProviders, MainProviderWish, useProviders } from '../../../src/terraform/providers';
import { codesOfRefusedSynth, synthApp } from '../../support/terraform';
import { FakeProvider, FakeResource } from '../../support/terraform/fakes';

function aws(given?: FakeProvider, region = 'eu-west-1'): MainProviderWish {
  return { kind: 'aws', ...(given ? { given } : {}), settings: { region }, make: (scope) => new FakeProvider(scope, 'Aws', { region, version: '6.25.0' }) };
}

function platform(scope: Construct, id = 'Ml', ...wishes: MainProviderWish[]): Construct {
  const made = new Construct(scope, id);
  useProviders(made, ...(wishes.length > 0 ? wishes : [aws()]));
  new FakeResource(made, 'Bucket');
  return made;
}

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, 'stack');
});

describe('a stack without a provider', () => {
  test('gets ours, with the range that is tested, once for two platforms', () => {
    platform(stack, 'A');
    platform(stack, 'B');
    const { only } = synthApp(app);
    expect(only.providers('aws')).toEqual([{ region: 'eu-west-1' }]);
    expect(only.requiredProviders.aws?.version).toBe('>= 5.100.0, < 7.0.0');
    expect(Object.values(only.resources('aws_s3_bucket')).map((b) => b.provider)).toEqual(['aws', 'aws']);
  });

  test('shows it to Testing.synth, which prepares nothing', () => {
    platform(stack);
    const json = JSON.parse(Testing.synth(stack)) as { provider: object };
    expect(json.provider).toEqual({ aws: [{ region: 'eu-west-1' }] });
    expect(Testing.synth(stack)).toBe(Testing.synth(stack));
  });

  test('refuses two platforms that need two regions', () => {
    platform(stack, 'A');
    platform(stack, 'B', aws(undefined, 'us-east-1'));
    expect(codesOfRefusedSynth(app)).toEqual(['providers/conflict']);
  });

  test('renders no provider that no resource uses', () => {
    useProviders(new Construct(stack, 'Ml'), aws());
    expect(synthApp(app).only.providers('aws')).toEqual([]);
  });
});

describe('a stack with a provider of its own', () => {
  test.each(['before', 'after'])('shares it when it is declared %s the platform', (order) => {
    const declare = () => new FakeProvider(stack, 'Mine', { region: 'eu-west-1', profile: 'mine', version: '6.25.0' });
    if (order === 'before') declare();
    platform(stack);
    if (order === 'after') declare();
    const { only } = synthApp(app);
    expect(only.providers('aws')).toEqual([{ region: 'eu-west-1', profile: 'mine' }]);
    expect(only.requiredProviders.aws?.version).toBe('6.25.0');
    expect(only.resource('aws_s3_bucket').provider).toBe('aws');
  });

  test('shares one that an Aspect declares, with resources that an Aspect adds', () => {
    const ml = platform(stack);
    Aspects.of(stack).add({
      visit(node: IConstruct) {
        if (node !== ml) return;
        new FakeProvider(stack, 'Late', { profile: 'late' });
        new FakeResource(ml, 'Log', 'aws_sqs_queue');
      },
    });
    const { only } = synthApp(app);
    expect(only.providers('aws')).toEqual([{ profile: 'late' }]);
    expect(only.resource('aws_sqs_queue').provider).toBe('aws');
  });

  test('gets the range where it states no version', () => {
    new FakeProvider(stack, 'Mine');
    platform(stack);
    expect(synthApp(app).only.requiredProviders.aws?.version).toBe('>= 5.100.0, < 7.0.0');
  });

  test('is refused when only aliased ones are there', () => {
    new FakeProvider(stack, 'Virginia', { alias: 'virginia' });
    platform(stack);
    expect(() => app.synth()).toThrow("[providers/ambiguous] 'stack/Ml' needs a provider 'aws' in stack 'stack', which has 'stack/Virginia' (alias 'virginia')");
  });

  test('is refused when several are unaliased', () => {
    new FakeProvider(stack, 'One');
    new FakeProvider(stack, 'Two');
    platform(stack);
    expect(codesOfRefusedSynth(app)).toEqual(['providers/ambiguous']);
  });

  test('is refused when it is set to another region', () => {
    new FakeProvider(stack, 'Mine', { region: 'us-east-1' });
    platform(stack);
    expect(codesOfRefusedSynth(app)).toEqual(['providers/setting-differs']);
  });

  test('is refused when its version is out of range', () => {
    new FakeProvider(stack, 'Mine', { version: '5.31.0' });
    platform(stack);
    expect(codesOfRefusedSynth(app)).toEqual(['providers/version-disjoint']);
  });

  test('is refused when an override of the stack pins another version', () => {
    platform(stack);
    stack.addOverride('terraform.required_providers.aws', { version: '~> 4.0', source: 'aws' });
    expect(codesOfRefusedSynth(app)).toEqual(['providers/version-disjoint']);
  });
});

describe('a provider that the user passed', () => {
  test('wins over all others', () => {
    new FakeProvider(stack, 'Default', { region: 'us-east-1' });
    const given = new FakeProvider(stack, 'Mine', { alias: 'mine', region: 'eu-west-1' });
    platform(stack, 'Ml', aws(given));
    expect(synthApp(app).only.resource('aws_s3_bucket').provider).toBe('aws.mine');
  });

  test('is refused at once when it belongs to another stack', () => {
    const given = new FakeProvider(new TerraformStack(app, 'other'), 'Theirs');
    expect(() => platform(stack, 'Ml', aws(given))).toThrow('[providers/wrong-stack]');
  });

  test('is refused at once when it is of another kind', () => {
    const given = new FakeProvider(stack, 'Google', { type: 'google' });
    expect(() => platform(stack, 'Ml', aws(given))).toThrow('[providers/wrong-kind]');
  });

  test('leaves alone what an escape hatch has set', () => {
    const other = new FakeProvider(stack, 'Other', { alias: 'other' });
    const ml = platform(stack, 'Ml', aws(new FakeProvider(stack, 'Mine', { alias: 'mine' })));
    new FakeResource(ml, 'Topic', 'aws_sns_topic').provider = other;
    expect(synthApp(app).only.resource('aws_sns_topic').provider).toBe('aws.other');
  });
});

describe('a construct outside of the platform', () => {
  let other: TerraformStack;
  beforeEach(() => {
    other = new TerraformStack(app, 'other');
  });

  function satellite(ml: Construct): void {
    const endpoint = new Construct(other, 'Endpoint');
    inheritProviders(endpoint, ml);
    new FakeResource(endpoint, 'Queue', 'aws_sqs_queue');
  }

  test('gets ours in its own stack', () => {
    satellite(platform(stack));
    expect(synthApp(app).stack('other').providers('aws')).toEqual([{ region: 'eu-west-1' }]);
  });

  test('uses the provider of its own stack, whatever the platform was given', () => {
    const given = new FakeProvider(stack, 'Mine', { alias: 'mine' });
    satellite(platform(stack, 'Ml', aws(given)));
    new FakeProvider(other, 'Theirs', { profile: 'theirs' });
    const synthesized = synthApp(app).stack('other');
    expect(synthesized.providers('aws')).toEqual([{ profile: 'theirs' }]);
    expect(synthesized.resource('aws_sqs_queue').provider).toBe('aws');
  });

  test('is refused when the platform was given one and its own stack has none, for ours would have other credentials', () => {
    satellite(platform(stack, 'Ml', aws(new FakeProvider(stack, 'Mine', { alias: 'mine' }))));
    expect(codesOfRefusedSynth(app)).toEqual(['providers/missing']);
  });

  test('takes one of its own', () => {
    const ml = platform(stack);
    const endpoint = new Construct(other, 'Endpoint');
    inheritProviders(endpoint, ml, aws(new FakeProvider(other, 'Own', { alias: 'own' })));
    new FakeResource(endpoint, 'Queue', 'aws_sqs_queue');
    expect(synthApp(app).stack('other').resource('aws_sqs_queue').provider).toBe('aws.own');
  });

  test('is covered too when its stack stands below the platform', () => {
    const ml = platform(stack);
    const inner = new TerraformStack(ml, 'inner');
    new FakeResource(inner, 'Queue', 'aws_sqs_queue');
    expect(synthApp(app).stack('inner').providers('aws')).toHaveLength(1);
  });
});

describe('a replica', () => {
  function replica(ml: Construct, given?: FakeProvider): void {
    const scope = new Construct(ml, 'Replica');
    useProviders(scope, { kind: 'aws', alias: 'replica_eu_central_1', ...(given ? { given } : {}), changes: { region: 'eu-central-1' } });
    new FakeResource(scope, 'Copy', 'aws_s3_bucket_versioning');
  }

  test('uses the main provider in another region, credentials included, whoever made it', () => {
    replica(platform(stack));
    new FakeProvider(stack, 'Mine', { region: 'eu-west-1', profile: 'mine', version: '6.25.0' });
    const { only } = synthApp(app);
    expect(only.providers('aws')).toContainEqual({ region: 'eu-west-1', profile: 'mine' });
    expect(only.providers('aws')).toContainEqual({ region: 'eu-central-1', profile: 'mine', alias: 'replica_eu_central_1' });
    expect(only.providers('aws')).toHaveLength(2);
    expect(only.resource('aws_s3_bucket_versioning').provider).toBe('aws.replica_eu_central_1');
    expect(only.resource('aws_s3_bucket').provider).toBe('aws');
    expect(only.requiredProviders.aws?.version).toBe('6.25.0');
  });

  test('is shared by two platforms of the same account, and not by those of two', () => {
    replica(platform(stack, 'A'));
    replica(platform(stack, 'B'));
    const given = aws(new FakeProvider(stack, 'Mine', { region: 'eu-west-1' }));
    replica(platform(stack, 'C', aws(new FakeProvider(stack, 'Other', { alias: 'other', profile: 'other' }))));
    replica(platform(stack, 'D', given));
    const aliases = synthApp(app).only.providers('aws').map((p) => p.alias as string | undefined);
    expect(aliases).toHaveLength(4);
    expect(aliases).toEqual(expect.arrayContaining([undefined, 'replica_eu_central_1', 'other', 'replica_eu_central_1_of_other']));
  });

  test('takes a provider of the user', () => {
    replica(platform(stack), new FakeProvider(stack, 'Backup', { alias: 'backup', region: 'eu-central-1' }));
    new FakeProvider(stack, 'Mine', { region: 'eu-west-1' });
    expect(synthApp(app).only.resource('aws_s3_bucket_versioning').provider).toBe('aws.backup');
  });
});

test('all problems of all stacks arrive together', () => {
  const other = new TerraformStack(app, 'other');
  new FakeProvider(stack, 'Mine', { version: '5.31.0' });
  new FakeProvider(other, 'Mine', { region: 'us-east-1' });
  platform(stack);
  platform(other);
  expect(codesOfRefusedSynth(app)).toEqual(['providers/version-disjoint', 'providers/setting-differs']);
});
