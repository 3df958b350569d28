import { Construct, IConstruct, RootConstruct } from 'constructs';
import {
  Accelerator, Approval, ArtifactPath, DataCapture, Duration, EndpointAccess, EndpointKind, EndpointScaling, IAlarm, IModelVersion, JobSecret,
  Machine, Model, ModelEndpointProps, Rollout, Runtime, Scaling, Schedule, ServingContainer, Severity, Shadow, Size, Variant,
} from '../../../src/core';
import { keepModel } from '../../../src/core/registry/registered-model';
import { ABLE } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';
import { newStack } from '../jobs/fake-jobs';
import { lacking } from '../training/fake-cloud';
import { deployment, GATEWAY, inProduction, kserve, MODEL, path, plan, SERVICE, serving } from './fake-endpoints';

const refused = (...[props, overrides]: Parameters<typeof plan>) => codesOf(() => plan(props, overrides));
const commit = 'b968826d9c46dd6066d109eabc6255188de91218';
const ELSEWHERE = { store: { uri: 'gs://acme' }, key: 'capture', uri: 'gs://acme/capture' } as unknown as ArtifactPath;
const t4 = { accelerator: Accelerator.t4() };
const ROLLOUTS = ['argo-rollouts', 'gateway-rollouts', 'prometheus-operator'];

describe('an endpoint', () => {
  test('is one variant on a usual machine, with a replica that is not scaled, reached from inside', () => {
    expect(plan()).toMatchObject({
      name: 'ml-fraud',
      place: { kind: 'managed' },
      variants: [{ name: 'main', weight: 1, gpus: 0, machine: { name: 'general.4' }, scaling: { min: 1, max: 1, tracked: [], schedules: [] } }],
      rollout: { kind: 'all-at-once', steps: [100], bakeSeconds: 600, ownAlarms: true },
      access: 'private',
      networkIsolation: false,
      objectives: { errorPercent: 1, saturationPercent: 90 },
      severity: Severity.INFO,
    });
  });

  test('has two replicas and a canary in production, where the kind takes steps', () => {
    expect(plan({}, inProduction())).toMatchObject({ variants: [{ scaling: { min: 2, max: 2 } }], rollout: { kind: 'canary', steps: [10, 100] }, severity: Severity.CRITICAL });
    expect(plan({ kind: EndpointKind.scaleToZero() }, inProduction()).rollout.kind).toBe('all-at-once');
    expect(plan({ kind: deployment() }, inProduction()).rollout.kind).toBe('all-at-once');
    // By pods alone, two replicas have no tenth; and nobody would see that a canary fails.
    expect(plan({ kind: deployment(['argo-rollouts', 'prometheus-operator']) }, inProduction()).rollout.kind).toBe('blue-green');
    expect(plan({ kind: deployment(['argo-rollouts']) }, inProduction()).rollout.kind).toBe('all-at-once');
    // What KEDA may not scale would be refused, although nobody asked for it.
    expect(plan({ kind: deployment(['argo-rollouts', 'prometheus-operator', 'keda']) }, inProduction()).rollout.kind).toBe('all-at-once');
    expect(plan({ kind: deployment(ROLLOUTS, GATEWAY) }, inProduction()).rollout.kind).toBe('canary');
    expect(plan({ kind: kserve('knative') }, inProduction()).rollout.kind).toBe('all-at-once');
    expect(plan({ kind: kserve('knative', 'prometheus-operator') }, inProduction()).rollout.kind).toBe('canary');
  });

  test('keeps containers from calling anything where all they need lies beside them', () => {
    const artifact = Model.fromArtifact(path('fraud/1'), Runtime.ray('2.56'));
    expect(plan({ model: artifact }).networkIsolation).toBe(true);
    expect(plan({ model: artifact }, { target: lacking('serving/network-isolation') }).networkIsolation).toBe(false);
    expect(plan({ model: artifact, networkIsolation: false }).networkIsolation).toBe(false);
    // What is in the shadow is a container, too.
    const downloaded = Model.fromHuggingFace('a/b', { runtime: Runtime.vllm('0.27'), revision: commit });
    expect(plan({ model: artifact, shadow: Shadow.of(downloaded, { accelerator: Accelerator.t4(1) }) }).networkIsolation).toBe(false);
  });

  test('of a model of Hugging Face runs on GPUs that the image has code for', () => {
    const model = Model.fromHuggingFace('Qwen/Qwen3-8B', { runtime: Runtime.vllm('0.27'), revision: commit, args: ['--max-model-len=8192'] });
    expect(plan({ model, ...t4 }).variants[0]).toMatchObject({
      gpus: 1, machine: { name: 'small.t4' }, model: { image: { uri: 'docker.io/acme/vllm:0.27.0' }, huggingFace: { modelId: 'Qwen/Qwen3-8B', revision: commit }, container: { args: ['--max-model-len=8192'] } },
    });
    expect(refused({ model })).toEqual(['runtime/accelerator']);
  });

  test('asks a container as its makers say, unless the user says otherwise; a struct of nothing, which Python hands over, says nothing', () => {
    const own = (...container: [ServingContainer?]) => plan({ model: Model.fromArtifact(path('fraud/1'), Runtime.ray('2.56'), ...container) }).variants[0]!.model.container.own;
    expect([own(), own({}), own({ port: undefined }), own({ port: 9000 })]).toEqual([false, false, false, true]);
  });

  test('gives variants what it says itself, where they say nothing', () => {
    const variants = [Variant.of('champion', { model: MODEL, weight: 9 }), Variant.of('challenger', { model: MODEL, ...t4, scaling: Scaling.fixed(1) })];
    expect(plan({ variants, machine: Machine.memory(4), scaling: Scaling.elastic(2, 6) }).variants).toMatchObject([
      { name: 'champion', weight: 9, machine: { name: 'memory.4' }, scaling: { min: 2, max: 6, tracked: [{ kind: 'cpu', target: 60 }] } },
      { name: 'challenger', weight: 1, machine: { name: 'small.t4' }, scaling: { min: 1, max: 1, tracked: [] } },
    ]);
  });

  test('has an ending runtime only with a warning', () => {
    expect(plan({ model: Model.fromArtifact(path('llm/1'), Runtime.tgi('3.3')), ...t4 }).warnings.map(({ code }) => code)).toEqual(['runtime/ending']);
  });
});

describe('replicas', () => {
  const scaling = Scaling.elastic(1, 4);
  const scaled = (...scaleOn: EndpointScaling[]) => plan({ scaling, scaleOn }).variants[0]!.scaling;

  test('follow GPUs by default where there are some', () => expect(plan({ scaling, ...t4 }).variants[0]!.scaling.tracked).toEqual([{ kind: 'gpu', target: 60, usual: true }]));

  test('follow what is said, and the clock', () => {
    expect(scaled(EndpointScaling.requestsPerReplica(600), EndpointScaling.offHours({ begins: 20, ends: 6 }))).toMatchObject({
      tracked: [{ kind: 'requests', target: 600 }],
      schedules: [
        { name: 'off-1', when: { cronExpression: '0 20 * * 1-5' }, min: 1, max: 4 },
        { name: 'on-1', when: { cronExpression: '0 6 * * 1-5' }, min: 1, max: 4 },
      ],
    });
  });

  test('are few from Saturday on, where the hours off end before the weekend begins', () => {
    const { schedules } = scaled(EndpointScaling.offHours({ begins: 1, ends: 5, replicas: 2 }));
    expect(schedules.map(({ name, when, min, max }) => [name, when.cronExpression, min, max])).toEqual([
      ['off-0', '0 1 * * 1-5', 2, 4], ['on-0', '0 5 * * 1-5', 1, 4], ['weekend-0', '0 0 * * 6', 2, 4],
    ]);
  });

  test.each([
    ['0 where one always runs', { scaling: Scaling.elastic(0, 2) }, 'serving/minimum'],
    ['0 at night where one always runs', { scaling, scaleOn: [EndpointScaling.offHours({ begins: 20, ends: 6, replicas: 0 })] }, 'serving/minimum'],
    ['a fixed number that is to move', { scaleOn: [EndpointScaling.cpuUtilization(50)] }, 'serving/scale-on-fixed'],
    ['two targets of one kind', { scaling, scaleOn: [EndpointScaling.cpuUtilization(50), EndpointScaling.cpuUtilization(60)] }, 'serving/scale-on-twice'],
    ['two numbers at one time', { scaling, scaleOn: [1, 3].map((n) => EndpointScaling.schedule(Schedule.daily(8), Scaling.fixed(n))) }, 'serving/schedule-twice'],
    ['more while nobody is there', { scaling, scaleOn: [EndpointScaling.offHours({ begins: 20, ends: 6, replicas: 9 })] }, 'serving/off-hours'],
    ['a typing error', { scaling: Scaling.elastic(1, 2 ** 53 - 1) }, 'serving/replicas'],
    ['GPUs that they lack', { scaling, scaleOn: [EndpointScaling.gpuUtilization(50)] }, 'serving/scale-on-no-gpu'],
  ])('%s', (_what, props, code) => expect(refused(props)).toEqual([code]));

  test('go to zero where the kind can', () => {
    expect(plan({ kind: EndpointKind.scaleToZero(), scaling: Scaling.elastic(0, 2) }).variants[0]!.scaling.min).toBe(0);
    expect(plan({ kind: kserve('knative'), scaling: Scaling.elastic(0, 2) }).variants[0]!.scaling.min).toBe(0);
    expect(refused({ kind: kserve(), scaling: Scaling.elastic(0, 2) })).toEqual(['software/need-missing']);
    expect(refused({ kind: deployment(['keda']), scaling: Scaling.elastic(0, 2) })).toEqual(['serving/minimum']);
  });
});

describe('refuses', () => {
  const version = (approval?: Approval): IModelVersion => ({ registry: { registrySystem: 'aws' } as IModelVersion['registry'], versionId: 'fraud/3', approval });
  const elsewhere = { store: { uri: 'gs://acme' }, key: 'fraud/1', uri: 'gs://acme/fraud/1' } as unknown as ReturnType<typeof path>;
  const gated = Model.fromHuggingFace('meta-llama/Llama-3.1-8B', { runtime: Runtime.vllm('0.27'), revision: commit, token: JobSecret.fromCloud('arn') });

  test.each<[string, Parameters<typeof plan>[0], string]>([
    ['weights that are all 0', { variants: [Variant.of('a', { model: MODEL, weight: 0 }), Variant.of('b', { model: MODEL, weight: 0 })] }, 'serving/weights'],
    ['two variants of one name', { variants: [Variant.of('a', { model: MODEL }), Variant.of('a', { model: MODEL })] }, 'serving/variant-twice'],
    ['a variant with the name of the shadow', { variants: [Variant.of('shadow', { model: MODEL })] }, 'serving/variant-name'],
    ['more variants than the service has', { variants: ['a', 'b', 'c'].map((name) => Variant.of(name, { model: MODEL })) }, 'serving/variants'],
    ['no model', { model: undefined, variants: [] }, 'serving/model'],
    ['a model and variants', { model: MODEL, variants: [Variant.of('a', { model: MODEL })] }, 'serving/model'],
    ['a machine and an accelerator', { ...t4, machine: Machine.general(4) }, 'serving/machine'],
    ['a model of another cloud', { model: Model.fromArtifact(elsewhere, Runtime.ray('2.56')) }, 'models/foreign-uri'],
    ['a single file', { model: Model.fromArtifact(path('fraud/model.onnx'), Runtime.ray('2.56')) }, 'models/artifact'],
    ['an archive that nothing unpacks', { model: Model.fromArtifact(path('fraud/model.tar.gz'), Runtime.ray('2.56')) }, 'models/artifact'],
    ['a GPU that the region lacks', { model: Model.fromArtifact(path('a'), Runtime.tgi('3.3')), accelerator: Accelerator.h100(8) }, 'training/accelerator-region'],
    ['a runtime that has no image without a GPU', { model: Model.fromArtifact(path('a'), Runtime.tgi('3.3')) }, 'runtime/accelerator'],
    ['a runtime that has no image at all', { model: Model.fromArtifact(path('a'), Runtime.xgboost('3.2')) }, 'runtime/unavailable'],
    ['a version that nobody approved', { model: Model.fromRegistry(version(Approval.pending())) }, 'models/not-approved'],
    ['a version that was rejected', { model: Model.fromRegistry(version(Approval.rejected('ada', 'biased'))) }, 'models/not-approved'],
    ['a canary that is too large for the service', { rollout: Rollout.canary(60) }, 'serving/canary'],
    ['steps that are too small for the service', { rollout: Rollout.linear(5, { bakeTime: Duration.minutes(1) }) }, 'serving/linear'],
    ['a bake time that is too long for the service', { rollout: Rollout.canary(10, { bakeTime: Duration.hours(2) }) }, 'serving/bake-time'],
    ['a rollout that takes too long for the service', { rollout: Rollout.linear(10, { bakeTime: Duration.hours(1) }) }, 'serving/bake-time'],
    ['a shadow of more requests than the service copies', { shadow: Shadow.of(MODEL, { percent: 60 }) }, 'serving/shadow-percent'],
    ['a capture over the model', { model: Model.fromArtifact(path('fraud/1'), Runtime.ray('2.56')), dataCapture: DataCapture.sampled(10, { path: path('fraud') }) }, 'serving/capture-overlap'],
    ['a shadow where the kind has none', { kind: EndpointKind.scaleToZero(), shadow: Shadow.of(MODEL) }, 'serving/kind'],
    ['a canary where the kind has none', { kind: EndpointKind.scaleToZero(), rollout: Rollout.canary(10) }, 'serving/kind'],
    ['gRPC with the service', { model: Model.fromImage('acme/fraud:1', { grpc: true }) }, 'models/container'],
    ['a path that is none', { model: Model.fromImage('acme/fraud:1', { healthPath: 'healthz' }) }, 'models/container'],
    ['a download by who may call nothing', { model: Model.fromHuggingFace('a/b', { runtime: Runtime.vllm('0.27'), revision: commit }), ...t4, networkIsolation: true }, 'serving/isolated-download'],
    ['captured requests in a store of another cloud', { dataCapture: DataCapture.sampled(10, { path: ELSEWHERE }) }, 'serving/capture-path'],
    ['a variable of the service', { environment: { AIP_HTTP_PORT: '1' } }, 'serving/environment'],
    ['an objective that is none', { objectives: { errorPercent: 0 } }, 'serving/objective'],
    ['a name that is too long', {}, 'core/name-length'],
    ['a code that nobody can overrule', { acknowledge: ['serving/canary'] }, 'platform/acknowledge'],
  ])('%s', (_what, props, code) => {
    const id = code === 'core/name-length' ? 'AnIdThatIsMuchTooLongForAnyEndpoint' : 'Fraud';
    expect(codesOf(() => plan(props, {}, id))).toEqual([code]);
  });

  test('another runtime or container than a version was registered with, where its registry knows that', () => {
    const added = version(Approval.approved('ada'));
    const [served, asked] = [Runtime.image('acme/fraud:1'), { port: 8080, predictPath: '/score' }];
    keepModel(added, Model.fromArtifact(path('fraud/1'), served, asked));
    const over = version(Approval.approved('ada'));
    keepModel(over, Model.fromRegistry(added));
    [added, over].forEach((one) => {
      expect(refused({ model: Model.fromRegistry(one) })).toEqual([]);
      expect(refused({ model: Model.fromRegistry(one, Runtime.image('acme/fraud:1'), { ...asked }) })).toEqual([]);
      expect(refused({ model: Model.fromRegistry(one, Runtime.image('acme/fraud:2')) })).toEqual(['models/version-runtime']);
      expect(refused({ model: Model.fromRegistry(one, served, { port: 9000 }) })).toEqual(['models/version-runtime']);
      expect(refused({ model: Model.fromRegistry(one, Runtime.image('acme/fraud:2'), { port: 9000 }) }, { versionNeedsRuntime: true })).toEqual([]);
    });
    expect(refused({ model: Model.fromRegistry(version(), served) })).toEqual(['models/version-runtime']);
  });

  test('a version is asked in a cluster as is said beside it', () => {
    const model = Model.fromRegistry(version(Approval.approved('ada')), Runtime.image('acme/fraud:1'), { port: 9000, predictPath: '/score' });
    expect(plan({ model, kind: deployment() }, { contentOf: () => ({}) }).variants[0]!.model.container).toMatchObject({ port: 9000, predictPath: '/score' });
  });

  test('a version of another cloud', () => {
    const foreign: IModelVersion = { ...version(Approval.approved('ada')), registry: { registrySystem: 'gcp' } as IModelVersion['registry'] };
    expect(refused({ model: Model.fromRegistry(foreign) })).toEqual(['models/foreign-version']);
  });

  test('alarms of another cloud or program, and those that nothing in a cluster reads', () => {
    const alarm = (alarmSystem: string, root: IConstruct) => Object.assign(new Construct(root as Construct, `Alarm${alarmSystem}`), { alarmSystem, alarmId: 'id', severity: Severity.CRITICAL });
    const guarded = (by: IAlarm) => ({ rollout: Rollout.allAtOnce({ alarms: [by] }) });
    expect(refused(guarded(alarm('gcp', newStack())))).toEqual(['alarms/wrong-target']);
    expect(refused(guarded(alarm('aws', new RootConstruct('Other'))))).toEqual(['alarms/wrong-target']);
    expect(refused(guarded(alarm('aws', newStack())))).toEqual([]);
    expect(refused({ ...guarded(alarm('aws', newStack())), kind: deployment() })).toEqual(['serving/rollout-alarms']);
  });

  test('what the target lacks', () => {
    const lacks = (capability: Parameters<typeof lacking>[0], props: Parameters<typeof plan>[0]) => {
      expect(refused(props, { target: lacking(capability) })).toEqual([capability]);
    };
    lacks('serving/managed-shadow', { shadow: Shadow.of(MODEL) });
    lacks('serving/managed-secrets', { model: gated, ...t4 });
    lacks('serving/network-isolation', { networkIsolation: true });
    lacks('serving/capture-path', { dataCapture: DataCapture.sampled(10, { path: path('capture') }) });
    lacks('serving/managed-scale-on-latency', { scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.latency(Duration.millis(40))] });
    lacks('serving/managed-scale-on-schedule', { scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.offHours({ begins: 20, ends: 6 })] });
    expect(refused({}, { target: lacking('serving/managed'), managed: undefined })).toEqual(['serving/managed']);
    expect(refused({ kind: EndpointKind.scaleToZero() }, { target: lacking('serving/managed-zero'), scaleToZero: undefined })).toEqual(['serving/managed-zero']);
  });

  test('a private endpoint in a network without subnets', () => {
    expect(refused({}, { subnets: 0 })).toEqual(['serving/no-subnets']);
    expect(refused({ access: EndpointAccess.public() }, { subnets: 0 })).toEqual([]);
  });

  test('a rollout that nothing guards, in production only, unless its risk is taken', () => {
    const rollout = Rollout.canary(10, { ownAlarms: false });
    expect(refused({ rollout }, inProduction())).toEqual(['serving/rollout-guard']);
    expect(refused({ rollout, acknowledge: ['serving/rollout-guard'] }, inProduction())).toEqual([]);
    expect(refused({ rollout })).toEqual([]);
  });

  test('two endpoints of one name, and remembers none that was refused', () => {
    const platform = inProduction();
    expect(refused({ rollout: Rollout.canary(60) }, platform)).toEqual(['serving/canary']);
    plan({}, platform);
    expect(refused({}, platform)).toEqual(['serving/name-twice']);
  });

  test('all that is wrong at once', () => {
    expect(refused({ rollout: Rollout.canary(60), objectives: { errorPercent: 100 }, environment: { '1X': '' } })).toEqual(['serving/canary', 'serving/environment', 'serving/objective']);
  });
});

describe('in a cluster', () => {
  test('a replica runs on the groups that have what it asks for', () => {
    expect(plan({ kind: deployment(), ...t4 }).variants[0]!.groups.map(({ name }) => name)).toEqual(['gpus']);
    expect(plan({ kind: deployment() }).variants[0]).toMatchObject({ groups: [], gpus: 0 });
    expect(plan({ kind: deployment(), machine: Machine.memory(4) }).variants[0]).toMatchObject({ groups: [{ name: 'cpus' }], cpus: 4, memoryGib: 32 });
    expect(plan({ kind: deployment(), machine: Machine.custom('any', { cpus: 8, memory: Size.gibibytes(20) }) }).variants[0]).toMatchObject({ cpus: 8, memoryGib: 20 });
  });

  test.each<[string, Parameters<typeof plan>[0], string]>([
    ['GPUs that no group has', { kind: deployment(), accelerator: Accelerator.l4() }, 'serving/accelerator'],
    ['more replicas than there is room for', { kind: deployment(), ...t4, scaling: Scaling.fixed(17) }, 'serving/quota'],
    ['KServe that is not there', { kind: EndpointKind.kserve(serving([]), { namespace: 'fraud' }) }, 'software/need-missing'],
    ['a canary without Argo Rollouts', { kind: deployment(['prometheus-operator', 'gateway-rollouts'], GATEWAY), rollout: Rollout.canary(10) }, 'software/need-missing'],
    ['a canary that nobody measures', { kind: deployment(['argo-rollouts', 'gateway-rollouts'], GATEWAY), rollout: Rollout.canary(10) }, 'software/need-missing'],
    ['a canary of a gateway by a controller that knows none', { kind: deployment(['argo-rollouts', 'prometheus-operator'], GATEWAY), rollout: Rollout.canary(10) }, 'software/need-missing'],
    ['a tenth of two pods', { kind: deployment(ROLLOUTS), rollout: Rollout.canary(10), scaling: Scaling.fixed(2) }, 'serving/canary'],
    ['steps of pods beside weights', { kind: deployment(ROLLOUTS, GATEWAY), rollout: Rollout.linear(50), variants: [Variant.of('a', { model: MODEL, scaling: Scaling.fixed(2) }), Variant.of('b', { model: MODEL })] }, 'serving/canary'],
    ['a canary of KServe without Knative', { kind: kserve('prometheus-operator'), rollout: Rollout.canary(10) }, 'software/need-missing'],
    ['KServe to zero without Knative', { kind: kserve(), scaling: Scaling.elastic(0, 2), scaleOn: [EndpointScaling.cpuUtilization(50)] }, 'software/need-missing'],
    ['a latency that Knative is to hold', { kind: kserve('knative'), scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.latency(Duration.millis(40))] }, 'serving/kind'],
    ['hours of Knative', { kind: kserve('knative'), scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.offHours({ begins: 20, ends: 6 })] }, 'serving/kind'],
    ['an archive, which nothing unpacks', { kind: deployment(), model: Model.fromArtifact(path('fraud/1/model.tar.gz'), Runtime.image('acme/fraud:1')) }, 'models/artifact'],
    ['a Rollout that KEDA may not scale', {
      kind: deployment(['argo-rollouts', 'prometheus-operator', 'keda']), rollout: Rollout.blueGreen(), scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.requestsPerReplica(60)],
    }, 'software/need-missing'],
    ['scaling on requests without KEDA', { kind: deployment(['prometheus-operator']), scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.requestsPerReplica(60)] }, 'software/need-missing'],
    ['variants without a gateway', { kind: deployment(), variants: ['a', 'b'].map((name) => Variant.of(name, { model: MODEL })) }, 'serving/kind'],
    ['a shadow without a gateway', { kind: deployment(), shadow: Shadow.of(MODEL) }, 'serving/kind'],
    ['a way in without a gateway', { kind: deployment(), access: EndpointAccess.public() }, 'serving/kind'],
    ['a capture by Knative', { kind: kserve('knative'), dataCapture: DataCapture.sampled(10) }, 'serving/kind'],
    ['a capture of gRPC', { kind: deployment(), model: Model.fromImage('acme/fraud:1', { grpc: true }), dataCapture: DataCapture.sampled(10) }, 'serving/kind'],
    ['a capture over the model', {
      kind: deployment(), model: Model.fromArtifact(path('fraud/1'), Runtime.image('acme/fraud:1')), dataCapture: DataCapture.sampled(10, { path: path('fraud') }),
    }, 'serving/capture-overlap'],
    ['a capture in a store of another cloud', { kind: deployment(), dataCapture: DataCapture.sampled(10, { path: ELSEWHERE }) }, 'serving/capture-path'],
    ['variants of KServe', { kind: kserve(), variants: ['a', 'b'].map((name) => Variant.of(name, { model: MODEL })) }, 'serving/kind'],
    ['a cluster of another cloud', { kind: EndpointKind.deployment(serving([], { clusterSystem: 'eks' }), { namespace: 'fraud' }) }, 'serving/cluster'],
    ['a cluster that is none of ours', { kind: EndpointKind.deployment({} as never, { namespace: 'fraud' }) }, 'serving/cluster'],
    ['the port of what measures requests', { kind: deployment(), model: Model.fromImage('acme/fraud:1', { port: 19080 }) }, 'models/container'],
    ['a name that an endpoint there has', { kind: EndpointKind.deployment(serving(['endpoint-ml-fraud']), { namespace: 'fraud' }) }, 'serving/name-twice'],
  ])('refuses %s', (_what, props, code) => expect(refused(props)).toEqual([code]));

  test.each([['a Deployment', deployment()], ['KServe without Knative', kserve()]])('keeps requests of %s', (_what, kind) => {
    const { capture } = plan({ kind, dataCapture: DataCapture.sampled(10, { responses: false }) });
    expect(capture).toEqual({ percent: 10, responses: false, path: undefined });
  });

  test('a gateway splits requests and copies them', () => {
    const variants = ['a', 'b'].map((name) => Variant.of(name, { model: MODEL }));
    expect(refused({ kind: deployment([], GATEWAY), variants, shadow: Shadow.of(MODEL), access: EndpointAccess.public() })).toEqual([]);
  });

  test('a rollout that a release waits for ends before whatever runs it does', () => {
    const longestClusterRelease = Duration.minutes(14);
    const minutes = (bake: number) => Duration.minutes(bake);
    const watched = (bakeTime: Duration) => ({ rollout: Rollout.allAtOnce({ bakeTime }) });
    // Plain Deployments, plain KServe and Knative: one rule.
    const kinds: Array<[Partial<ModelEndpointProps>, Partial<ModelEndpointProps>]> = [
      [{ kind: deployment(), ...watched(minutes(5)) }, { kind: deployment(), ...watched(minutes(4)) }],
      [{ kind: kserve(), ...watched(minutes(5)) }, { kind: kserve(), ...watched(minutes(4)) }],
      [{ kind: kserve('knative', 'prometheus-operator'), rollout: Rollout.canary(10, { bakeTime: minutes(3) }) }, { kind: kserve('knative', 'prometheus-operator'), rollout: Rollout.canary(10, { bakeTime: minutes(2) }) }],
    ];
    kinds.forEach(([long, short]) => {
      expect(refused(long)).toEqual([]);
      expect(refused(long, { longestClusterRelease })).toEqual(['serving/bake-time']);
      expect(refused(short, { longestClusterRelease })).toEqual([]);
    });
    expect(refused({ kind: deployment() }, { longestClusterRelease: minutes(9) })).toEqual(['serving/bake-time']);
    const argo = { kind: deployment(ROLLOUTS, GATEWAY), rollout: Rollout.canary(10, { bakeTime: minutes(30) }) };
    expect(refused(argo, { longestClusterRelease })).toEqual([]);
  });

  test('a rollout of which nobody said how long it is watched fits', () => {
    const bakeOf = (props: Partial<ModelEndpointProps>) => plan(props, { longestClusterRelease: Duration.minutes(14) }).rollout.bakeSeconds;
    expect([bakeOf({ kind: deployment() }), bakeOf({ kind: kserve() }), bakeOf({ kind: kserve('knative', 'prometheus-operator'), rollout: Rollout.canary(10) })]).toEqual([240, 240, 120]);
    expect([bakeOf({ kind: deployment(ROLLOUTS, GATEWAY), rollout: Rollout.canary(10) }), bakeOf({})]).toEqual([600, 600]);
  });

  test('a version is served where this program knows its files, or that its image has them', () => {
    const version = { versionId: 'fraud/1', registry: { registrySystem: ABLE.system } } as unknown as IModelVersion;
    const props = { kind: deployment(), model: Model.fromRegistry(version, Runtime.image('acme/fraud:1')) };
    expect(refused(props)).toContain('serving/version-files');
    expect(refused(props, { contentOf: () => undefined })).toContain('serving/version-files');
    expect(refused(props, { contentOf: () => ({}) })).not.toContain('serving/version-files');
    expect(refused(props, { contentOf: () => ({ artifact: path('fraud/1') }) })).not.toContain('serving/version-files');
  });

  test('needs no service of the cloud', () => expect(refused({ kind: deployment() }, { target: lacking('serving/managed'), managed: undefined })).toEqual([]));
});

test('limits of a service are told with its name', () => {
  expect(() => plan({ rollout: Rollout.canary(60) }, { managed: { ...SERVICE, name: 'Acme Fast' } })).toThrow(/Acme Fast gives one 50 % at most/);
});
