import {
  Accelerator, Approval, ArtifactPath, DataCapture, Duration, EndpointAccess, EndpointKind, EndpointScaling, IArtifactStore, JobSecret, Machine,
  Model, ModelEndpointProps, ModelStage, Profile, Promotion, Rollout, Runtime, Scaling, Shadow, Variant,
} from '../../src/core';
import { TargetName } from '../../src/core/private';
import { CertManager, KServe } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { NAMED_SUBJECTS } from './cluster-builds';
import { buildEndpoints, EndpointBuild, hasKnative, inCluster, keepsRequests, KINDS } from './endpoint-builds';

type Wish = Partial<ModelEndpointProps>;

/** An address that the target's services cannot read. */
const FOREIGN: Record<TargetName, string> = { awscdk: 'gs://elsewhere', tfaws: 'gs://elsewhere', tfgcp: 's3://elsewhere', tfazure: 's3://elsewhere', tfk8s: 'gs://elsewhere' };

/** A framework that has serving images for machines without GPUs only. */
const WITHOUT_GPUS: Record<TargetName, Runtime> = {
  awscdk: Runtime.sklearn('1.9'), tfaws: Runtime.sklearn('1.9'), tfgcp: Runtime.sklearn('1.6'), tfazure: Runtime.sklearn('1.5'), tfk8s: Runtime.sklearn('1.5'),
};

const COMMIT = 'b968826d9c46dd6066d109eabc6255188de91218';

describe.each(KINDS)('bad input for an endpoint by %s', (_, subject, kind) => {
  const { name, refusals } = subject.target;
  const cluster = inCluster(kind);
  let built: EndpointBuild;
  beforeAll(() => {
    built = buildEndpoints(subject, kind);
  });
  /** The codes with which a wish is refused, after which nothing of it is in the tree. */
  const refused = (wish: Wish, of = built) => {
    const before = of.stack.node.findAll().length;
    const codes = codesOf(() => of.add(wish));
    if (codes.length > 0) expect(of.stack.node.findAll()).toHaveLength(before);
    return codes;
  };
  const image = () => Model.fromImage(built.platform.registry.imageUri('serving', '1.0'));

  test('weights that are negative, broken or all zero', () => {
    expect(codesOf(() => Variant.of('a', { model: image(), weight: -1 }))).toEqual(['serving/weight']);
    expect(codesOf(() => Variant.of('a', { model: image(), weight: 0.5 }))).toEqual(['serving/weight']);
    expect(refused({ variants: ['a', 'b'].map((variant) => Variant.of(variant, { model: image(), weight: 0 })) })).toContain('serving/weights');
  });

  test('a canary of nothing, or of everything', () => [0, 100].forEach((percent) => expect(codesOf(() => Rollout.canary(percent))).toEqual(['serving/canary'])));

  test('a rollout that nothing guards, in production', () => {
    const production = buildEndpoints(subject, kind, { profile: Profile.production() });
    expect(refused({ rollout: Rollout.allAtOnce({ ownAlarms: false }) }, production)).toEqual(['serving/rollout-guard']);
    expect(refused({ rollout: Rollout.allAtOnce({ ownAlarms: false }), acknowledge: ['serving/rollout-guard'] }, production)).toEqual([]);
  });

  test('a least of 0 where one always runs', () => {
    const toZero = { scaling: Scaling.elastic(0, 2) };
    if (kind === 'managed' || kind === 'deployment') expect(refused(toZero)).toEqual(['serving/minimum']);
    else expect(refused(toZero, buildEndpoints(subject, kind))).toEqual(kind === 'kserve' && !hasKnative(subject) ? ['software/need-missing'] : []);
  });

  test('a model that lies on another cloud', () => {
    const store = { uri: FOREIGN[name] } as unknown as IArtifactStore;
    expect(refused({ model: Model.fromArtifact(ArtifactPath.of(store, 'fraud/1'), Runtime.image('ghcr.io/acme/fraud:1.0')) })).toContain('models/foreign-uri');
  });

  test('a runtime that has no image for GPUs', () => {
    const runtime = cluster ? WITHOUT_GPUS.tfk8s : WITHOUT_GPUS[name];
    expect(refused({ model: Model.fromArtifact(built.path('fraud/1'), runtime), accelerator: Accelerator.t4(4) })).toContain('runtime/accelerator');
  });

  test('a version that nobody approved', () => {
    const registry = built.platform.node.tryFindChild('Models') ?? built.platform.addModelRegistry('Models', { approvers: {}, stage: ModelStage.DEVELOPMENT });
    const added = (registry as ReturnType<typeof built.platform.addModelRegistry>).addVersion('Pending', { model: built.model(1), approval: Approval.pending() });
    expect(refused({ model: Model.fromRegistry(added, Runtime.image('ghcr.io/acme/fraud:1.0')) })).toContain('models/not-approved');
    added.node.scope!.node.tryRemoveChild(added.node.id);
  });

  test('neither a model nor variants, or both', () => {
    expect(refused({ model: undefined })).toEqual(['serving/model']);
    expect(refused({ model: image(), variants: [Variant.of('a', { model: image() })] })).toContain('serving/model');
  });

  test('GPUs that nothing there has', () => {
    expect(refused({ accelerator: Accelerator.t4(16) })).toContain(cluster ? 'serving/accelerator' : 'training/accelerator-count');
    expect(refused({ accelerator: Accelerator.t4(4), machine: Machine.general(8) })).toContain('serving/machine');
    if (cluster) expect(refused({ accelerator: Accelerator.t4(4), scaling: Scaling.fixed(5) })).toEqual(['serving/quota']);
  });

  test('a number that is fixed and is to move, or that nothing can move', () => {
    expect(refused({ scaling: Scaling.fixed(2), scaleOn: [EndpointScaling.cpuUtilization(50)] })).toContain('serving/scale-on-fixed');
    expect(refused({ scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.gpuUtilization(50)] })).toContain('serving/scale-on-no-gpu');
  });

  test('a shadow where requests cannot be copied', () => {
    const shadow = Shadow.of(image());
    if (kind !== 'managed') expect(refused({ shadow })).toEqual(['serving/kind']);
    else if (refusals['serving/managed-shadow']) expect(refused({ shadow })).toEqual(['serving/managed-shadow']);
    else expect(refused({ shadow, scaling: Scaling.fixed(1) }, buildEndpoints(subject, kind))).toEqual([]);
  });

  test('a capture where nothing is written', () => {
    expect(refused({ dataCapture: DataCapture.sampled(10) }, buildEndpoints(subject, kind))).toEqual(keepsRequests(kind, subject) ? [] : ['serving/kind']);
    expect(codesOf(() => DataCapture.sampled(0))).toEqual(['serving/capture-percent']);
  });

  test('a token that no container would get', () => {
    const secret = cluster ? JobSecret.fromCloud('secret') : JobSecret.fromKubernetes('hugging-face', 'token');
    const model = Model.fromHuggingFace('meta-llama/Llama-3.1-8B', { runtime: Runtime.image('ghcr.io/acme/vllm:1.0'), revision: COMMIT, token: secret });
    expect(refused({ model, accelerator: Accelerator.t4(4) }).join()).toMatch(/serving\/(secret|managed-secrets|kind)/);
  });

  test('variables that are set already, or that are none', () => {
    ['ML_ENDPOINT', 'AIP_HTTP_PORT', 'AZUREML_MODEL_DIR', '1ST', 'A-B'].forEach((variable) => expect(refused({ environment: { [variable]: 'x' } })).toEqual(['serving/environment']));
  });

  test('objectives that nobody can hold', () => {
    [0, 100].forEach((errorPercent) => expect(refused({ objectives: { errorPercent } })).toEqual(['serving/objective']));
    expect(refused({ objectives: { latencyP99: Duration.seconds(0) } })).toEqual(['serving/objective']);
  });

  test('two endpoints of one name', () => {
    const twice = buildEndpoints(subject, kind);
    twice.add();
    expect(codesOf(() => twice.platform.addModelEndpoint('fraud', { model: twice.model(1), kind: twice.endpointKind })).join()).toMatch(/serving\/name-twice|training\/service-account-twice/);
  });

  test('a code that nobody can overrule', () => expect(refused({ acknowledge: ['serving/minimum'] })).toEqual(['platform/acknowledge']));
});

describe.each(NAMED_SUBJECTS)('bad input for an endpoint in a cluster of %s', (_, subject) => {
  const without = (kind: 'kserve' | 'deployment', software: Parameters<typeof buildEndpoints>[3], wish: Wish) => codesOf(() => buildEndpoints(subject, kind, {}, software).add(wish));
  const plain = () => [new CertManager(), new KServe()];

  test('what has to be installed before', () => {
    expect(without('kserve', [], {})).toContain('software/need-missing');
    expect(without('kserve', plain(), { rollout: Rollout.canary(10) })).toContain('software/need-missing');
    expect(without('kserve', plain(), { scaling: Scaling.elastic(0, 2) })).toContain('software/need-missing');
    expect(without('deployment', [], { rollout: Rollout.canary(10) })).toContain('software/need-missing');
    expect(without('deployment', [], { scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.requestsPerReplica(60)] })).toContain('software/need-missing');
  });

  test('variants, and a way in, without a gateway', () => {
    const built = buildEndpoints(subject, 'deployment');
    const variants = ['a', 'b'].map((name) => Variant.of(name, { model: built.model(1) }));
    expect(codesOf(() => built.add({ variants }))).toEqual(['serving/kind']);
    expect(codesOf(() => built.add({ access: EndpointAccess.public() }))).toEqual(['serving/kind']);
  });
});

describe.each(NAMED_SUBJECTS.filter(([, { target }]) => target.refusals['serving/managed']))('bad input for an endpoint of %s', (_, subject) => {
  test('a service that is not there', () => {
    const built = buildEndpoints(subject, 'deployment');
    expect(codesOf(() => built.add({ kind: EndpointKind.managed() }))).toEqual(['serving/managed']);
    expect(codesOf(() => built.add({ kind: EndpointKind.scaleToZero() }))).toEqual(['serving/managed', 'serving/managed-zero']);
  });
});

describe.each(NAMED_SUBJECTS)('bad input for a registry of models of %s', (_, subject) => {
  const built = () => subject.platform({ profile: Profile.staging() }).platform;

  test('a promotion to where it is, or backwards', () => {
    const codes = (stage: ModelStage) => codesOf(() => built().addModelRegistry('Models', { promotions: [Promotion.to(stage, '111122223333')] }));
    expect(codes(ModelStage.STAGING)).toContain('models/same-stage');
    expect(codes(ModelStage.DEVELOPMENT)).toContain('models/promotion-order');
  });

  test('nobody who approves what production serves', () => {
    expect(codesOf(() => built().addModelRegistry('Models', { stage: ModelStage.PRODUCTION }))).toEqual(['models/no-approver']);
    expect(codesOf(() => built().addModelRegistry('Models', { promotions: [Promotion.to(ModelStage.PRODUCTION, '111122223333')] }))).toContain('models/no-approver');
  });

  test('an approval by somebody who may not', () => {
    const registry = built().addModelRegistry('Models');
    const model = Model.fromImage('ghcr.io/acme/fraud:1.0');
    expect(codesOf(() => registry.addVersion('V1', { model, approval: Approval.approved('ada@acme.io') }))).toContain('models/unknown-approver');
  });
});
