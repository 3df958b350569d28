import {
  Approval, IModelRegistry, Model, ModelCard, ModelRegistryProps, ModelStage, Persona, Profile, Promotion, RiskRating, Runtime, Severity,
} from '../../src/core';
import { TargetName } from '../../src/core/private';
import { CHANNELS, NAMED_SUBJECTS } from './cluster-builds';
import { Built, Facts, ModelRegistryFacts, Subject } from './facts';
import { nameIn } from './probes';

/** Signs that mean something to Terraform, workflows, shells and JSON, and nothing in what an approver writes. */
const REASON = 'AUC of ${x} %{y} \\u0024{z} "0.93" $d @{e}';

const CARD = ModelCard.of({
  description: 'Scores card payments for fraud',
  owner: 'payments-ml@acme.io',
  intendedUse: 'Holds a payment for review',
  limitations: 'Fails for payments in ${currency}',
  riskRating: RiskRating.MEDIUM,
  metrics: [{ metricName: 'auc', value: 0.93, dataset: 'holdout' }],
});

/** What lets somebody decide about a version, or let it go elsewhere, as each target says it in the rights of personas; in a cluster it is told by who is bound to what. */
const DECIDES: Record<TargetName, string | undefined> = {
  awscdk: 'sagemaker:UpdateModelPackage',
  tfaws: 'sagemaker:UpdateModelPackage',
  tfgcp: 'aiplatform.models.update',
  tfazure: 'Microsoft.MachineLearningServices/registries/assets/write',
  tfk8s: undefined,
};

interface RegistryBuild extends Built {
  readonly registry: IModelRegistry;
  model(version: number): Model;
}

/** With people who work on it, none of whom reviews models. */
function platformOf(subject: Subject, profile = Profile.staging()): Built {
  const [dataScientists, mlEngineers, ci] = ['dana', 'eve', 'robot'].map((who) => [subject.identity(who)]);
  return subject.platform({ profile, alerts: CHANNELS, tags: { team: 'ml' }, personas: { dataScientists, mlEngineers, ci } });
}

function build(subject: Subject, props: ModelRegistryProps = {}, profile = Profile.staging()): RegistryBuild {
  const built = platformOf(subject, profile);
  const { registry: images, artifacts } = built.platform;
  const registry = built.platform.addModelRegistry('Fraud', {
    approvers: { 'ada@acme.io': subject.identity('ada'), 'bob@acme.io': subject.identity('bob') },
    promotions: [Promotion.to(ModelStage.PRODUCTION, subject.otherPlace)],
    card: CARD,
    ...props,
  });
  return { ...built, registry, model: (version) => Model.fromArtifact(artifacts.path(`fraud/${version}`), Runtime.image(images.imageUri('serving', `1.${version}`))) };
}

/** One version that waits, one that may be served, one that may not; somebody who registers, and somebody who reads. */
function fill({ registry, model }: RegistryBuild, subject: Subject): void {
  registry.addVersion('v1', { model: model(1) });
  registry.addVersion('v2', { model: model(2), approval: Approval.approved('ada@acme.io', REASON) });
  registry.addVersion('v3', { model: model(3), approval: Approval.rejected('bob@acme.io', 'biased') });
  registry.grantRegister(subject.identity('pipeline'));
  registry.grantRead(subject.identity('auditor'));
}

function only({ modelRegistries }: Facts): ModelRegistryFacts {
  expect(modelRegistries).toHaveLength(1);
  return modelRegistries[0]!;
}

/** What an auditor asks of a registry of models, whatever it is made of. */
describe.each(NAMED_SUBJECTS)('a registry of models of %s', (name, subject) => {
  let alone: Facts;
  let facts: Facts;
  beforeAll(() => {
    alone = platformOf(subject).synth();
    const built = build(subject);
    fill(built, subject);
    facts = built.synth();
  });

  test('is one, with the name that its user knows', () => {
    expect(alone.modelRegistries).toEqual([]);
    expect(only(facts).name).toBe('ml-fraud');
  });

  test('records of each version whether it may be served, who decided that, and why, to a letter', () => {
    const decisions = only(facts).versions.map(({ status, by, reason }) => ({ status, by, reason }));
    expect(decisions).toEqual([
      { status: 'pending', by: undefined, reason: undefined },
      { status: 'approved', by: 'ada@acme.io', reason: REASON },
      { status: 'rejected', by: 'bob@acme.io', reason: 'biased' },
    ]);
  });

  test('knows what each version is, and how far it has come', () => {
    const { versions } = only(facts);
    expect(versions.map(({ model }) => /\/(fraud\/\d)\/?$/.exec(model!)?.[1])).toEqual(['fraud/1', 'fraud/2', 'fraud/3']);
    versions.forEach(({ stage, image }, i) => {
      expect(stage).toBe('staging');
      // A registry of Azure ML and MLflow have files only; who serves them says by what.
      if (image !== undefined) expect(image).toMatch(new RegExp(`serving:1\\.${i + 1}$`));
    });
  });

  test('keeps the card with each version, to a letter', () => {
    const { description, owner, intendedUse, limitations } = CARD.content;
    only(facts).versions.forEach(({ said }) => [description, owner, intendedUse, limitations!, '0.93', 'Medium'].forEach((text) => expect(said).toContain(text)));
    const built = build(subject);
    built.registry.addVersion('own', { model: built.model(1), card: ModelCard.of({ ...CARD.content, owner: 'risk@acme.io' }) });
    const [{ said }] = only(built.synth()).versions as [ModelRegistryFacts['versions'][number]];
    expect(said).toContain('risk@acme.io');
    expect(said).not.toContain('payments-ml@acme.io');
  });

  test('lets its approvers decide, and nobody beside them: neither who registers, nor who reads, nor who gets versions', () => {
    const { approvers, registrars, promotedTo } = only(facts);
    expect([...new Set(approvers)].sort()).toEqual(['ada', 'bob'].map((who) => nameIn(subject.identity(who))).sort());
    expect(registrars).toContain(nameIn(subject.identity('pipeline')));
    [nameIn(subject.identity('auditor')), ...promotedTo].forEach((who) => expect([...approvers, ...registrars]).not.toContain(who));
    const decides = facts.personas.filter(({ allowed }) => allowed.some((right) => right === DECIDES[name])).map(({ persona }) => persona);
    decides.forEach((persona) => expect(persona).toBe(Persona.REVIEWER));
  });

  test('lets the named place read its versions and their files, and no other', () => {
    const { promotedTo, promotedReads } = only(facts);
    expect(promotedTo).toEqual([subject.otherPlace]);
    // A folder by its whole name: `fraud/1` begins `fraud/10`, too.
    promotedReads.forEach((key) => expect(key).toMatch(/^fraud\/[123]\/\*$/));
    expect(only(build(subject, { promotions: [] }).synth()).promotedTo).toEqual([]);
  });

  test('opens nothing to the internet, asks for nothing broad, and keeps no secret', () => {
    expect(facts.publicEndpoints).toEqual(alone.publicEndpoints);
    expect(facts.wildcards).toEqual(alone.wildcards);
    expect(facts.secrets).toEqual([]);
    facts.stores.forEach((store) => expect(store.public).toBe(false));
    facts.registries.forEach((images) => expect(images.public).toBe(false));
    // MLflow is the cluster's own.
    if (subject.region) expect(only(facts).encrypted).toBe(true);
  });

  test('carries the tags of the platform', () => expect(facts.untagged).toEqual([]));

  test('tells people of what changes, and has an answer to who did it', () => {
    // In a cluster the audit log of its API server has that; what can be missed there is that a decision does not arrive.
    const kind = subject.region ? 'model-changed' : 'registry-stale';
    const told = (of: Facts) => of.alarms.filter((alarm) => alarm.kind === kind);
    expect(told(alone)).toEqual([]);
    expect(told(facts)).toEqual([{ kind, routed: true, severity: subject.region ? Severity.INFO : Severity.WARNING }]);
    const has = (what: string) => facts.outputs.some((output) => output.replace(/_/g, '').toLowerCase().endsWith(`fraud${what}`));
    expect([has('registryid'), has('modelname'), has('auditcommand')]).toEqual([true, true, subject.region !== undefined]);
  });

  test('changes nothing but words when somebody decides', () => {
    const once = (approval: Approval) => {
      const built = build(subject);
      built.registry.addVersion('v1', { model: built.model(1), approval });
      return built.synth();
    };
    const [before, after] = [once(Approval.pending()), once(Approval.approved('bob@acme.io', 'fine'))];
    expect(after.ids).toEqual(before.ids);
    const [version] = only(after).versions;
    expect(version).toMatchObject({ status: 'approved', by: 'bob@acme.io', reason: 'fine' });
    const decided = { status: '', by: '', reason: '', said: '' };
    const rest = (of: Facts) => ({ ...only(of), versions: only(of).versions.map((one) => ({ ...one, ...decided })) });
    expect(rest(after)).toEqual(rest(before));
  });

  test('leaves everything else as it was', () => {
    expect(facts.ids).toEqual(expect.arrayContaining(alone.ids));
    expect(facts.stores).toEqual(alone.stores);
  });

  test('gives the same bytes twice', () => {
    const built = build(subject);
    fill(built, subject);
    expect(built.synth()).toEqual(facts);
  });

  test('has addresses that are a contract', () => expect(facts.ids.filter((id) => !alone.ids.includes(id))).toMatchSnapshot());
});
