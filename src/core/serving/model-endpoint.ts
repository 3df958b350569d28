import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { IAlarm, IDashboard, IMetric, Statistic } from '../observability';
import { Model } from '../registry';
import { Accelerator, Machine, QuotaNeed, Scaling } from '../training';
import { DataCapture } from './data-capture';
import { EndpointAccess } from './endpoint-access';
import { EndpointKind } from './endpoint-kind';
import { EndpointObjectives } from './endpoint-objectives';
import { EndpointScaling } from './endpoint-scaling';
import { Rollout } from './rollout';
import { Shadow } from './shadow';
import { Variant } from './variant';

/** What an endpoint is to be, on any target. */
export interface ModelEndpointProps {
  /**
   * What it serves. Give either a model or variants.
   * @default - `variants` is needed
   */
  readonly model?: Model;

  /**
   * Several models, each with its part of the requests. Weights that are all 0 are refused with `serving/weights`.
   * @default - one, `main`, of `model`
   */
  readonly variants?: Variant[];

  /**
   * A model that gets copies of requests and answers nobody.
   * @default - none
   */
  readonly shadow?: Shadow;

  /**
   * What it is made of.
   * @default EndpointKind.managed()
   */
  readonly kind?: EndpointKind;

  /**
   * The GPUs of each replica. Give either an accelerator or a machine (`serving/machine`).
   * @default - none
   */
  readonly accelerator?: Accelerator;

  /**
   * The machine of each replica; in a cluster, what a replica asks for. Give either an accelerator or a machine.
   * @default - the machine that carries the accelerator, else Machine.general(4)
   */
  readonly machine?: Machine;

  /**
   * The least and the most replicas of each variant. A least of 0 is refused with `serving/minimum` where the kind always has one.
   * @default - Scaling.fixed(2) in production, Scaling.fixed(1) else
   */
  readonly scaling?: Scaling;

  /**
   * What moves the number of replicas.
   * @default - GPUs at 60 % where there are some, else CPUs at 60 %
   */
  readonly scaleOn?: EndpointScaling[];

  /**
   * How a new model takes over.
   * @default - in production Rollout.canary(10), in a cluster without a gateway or Knative Rollout.blueGreen() where Argo Rollouts is; else Rollout.allAtOnce()
   */
  readonly rollout?: Rollout;

  /**
   * Which requests are kept.
   * @default - none
   */
  readonly dataCapture?: DataCapture;

  /**
   * From where it is reached.
   * @default EndpointAccess.private()
   */
  readonly access?: EndpointAccess;

  /**
   * Whether containers are kept from calling anything. Where the service has no such switch it is refused with `serving/network-isolation`.
   * @default - true on SageMaker for models that lie in a store, else false
   */
  readonly networkIsolation?: boolean;

  /**
   * What callers may expect.
   * @default - 1 % errors, no objective for latency, 90 % saturation
   */
  readonly objectives?: EndpointObjectives;

  /**
   * Variables of the containers' environment. They can be read by whoever reads the endpoint: no secrets. Throws `serving/environment`, also for a version of a registry
   * whose service keeps those that it was registered with.
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * Codes of refusals that you know better than the library: `serving/rollout-guard`, `training/accelerator-region`.
   * @default - none
   */
  readonly acknowledge?: string[];
}

/** Measurements of an endpoint: requests of all variants together; the rest of all, or where the cloud cannot say that of one: that does worst, or has most requests. */
export interface IModelEndpointMetrics {
  /** Requests. */
  invocations(): IMetric;

  /** Of how many requests in a hundred failed by the endpoint's own fault. */
  errorPercent(): IMetric;

  /**
   * The time that a request takes, in milliseconds. Throws `alarms/statistic` for a statistic that nobody measures there: sums outside of AWS, and of Azure ML the least and
   * the most.
   *
   * @param statistic which; the time that 99 % stay below, by default
   */
  latency(statistic?: Statistic): IMetric;

  /** How busy the replicas are, in percent of their CPUs, or of their GPUs where they have some. */
  saturation(): IMetric;
}

/** A model that answers: scaled, watched, and changed without a pause. */
export interface IModelEndpoint extends IConstruct {
  /** What the cloud or the cluster calls it. */
  readonly endpointName: string;

  /** The address that takes requests; also an output. */
  readonly invokeUrl: string;

  /** The names of the variants. */
  readonly variantNames: string[];

  /** Who its containers are; may read its models and nothing else. */
  readonly identity: IIdentity;

  /** Where captured requests lie; none where nothing is captured. */
  readonly captureLocation?: string;

  /** What it needs of the cloud's quotas at its largest, a rollout included; nothing in a cluster, whose quotas are told there. */
  readonly quotas: QuotaNeed[];

  /** Measurements. */
  readonly metrics: IModelEndpointMetrics;

  /** What calls people: errors, latency where there is an objective, saturation, and in a cluster that no replica is there, where that is counted. */
  readonly alarms: IAlarm[];

  /** The page of graphs; `addGraph` adds to it. */
  readonly dashboard: IDashboard;

  /**
   * Lets somebody call it; in a cluster that is the identity of a service account of that cluster. Throws `identity/wrong-target`, and `serving/grant-in-cluster` for
   * callers that a cluster cannot tell from others.
   *
   * @param identity who
   */
  grantInvoke(identity: IIdentity): void;
}
