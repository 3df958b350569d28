import { IConstruct } from 'constructs';
import { IMlPlatform, MlPlatformProps, Severity, StorageTier } from '../../src/core';
import { Target } from '../../src/core/private';

/** A target as the conformance suites see it: how to make a platform on it, and how to read what was synthesised. */
export interface Subject {
  readonly target: Target;
  /** A region that the subject's platforms lie in, a second one, and what an existing key of another region looks like there (absent: no regions). */
  readonly region?: string;
  readonly otherRegion?: string;
  /** What a reservation of machines is called here. */
  readonly reservation: string;
  /** The same for the service that runs jobs, where that is another one. */
  readonly jobReservation?: string;
  /** A minor version of Kubernetes that the cloud supports beside the one that is the default, and one that it supports no longer. */
  readonly otherKubernetesVersion: string;
  readonly oldKubernetesVersion: string;
  /** Whether a Terraform runner installs what runs in a cluster, so that an API server that is private has to be acknowledged. */
  readonly deployedByRunner: boolean;
  /** Where models go on to: an account, the number of a project, a principal, a namespace. */
  readonly otherPlace: string;
  /** The id of a secret of the cloud that jobs of a platform may read (absent: there is no cloud). */
  secret?(platform: IMlPlatform): string;
  /** An identity of this target, for grants and personas. */
  identity(name: string): import('../../src/core').IIdentity;
  /** A new app with a platform `Ml` of these portable props and the least that the cloud itself demands. Nothing touches the network. */
  platform(props?: MlPlatformProps, extra?: SubjectOptions): Built;
  /** Reads what a program has written into a folder; it has one stack with a platform that carries these tags. */
  read(directory: string, tags: Record<string, string>): Facts;
}

/** Situations that each cloud says with props of its own. Absent ones are situations that the target does not know; the suite reports them. */
export interface SubjectOptions {
  readonly region?: string;
  readonly existing?: Array<'network' | 'key' | 'artifacts' | 'registry' | 'container'>;
  /** An existing network that has no private subnet. */
  readonly networkWithoutPrivateSubnets?: boolean;
  /** An existing key that lies in `otherRegion`. */
  readonly keyOfOtherRegion?: boolean;
}

export interface Built {
  readonly platform: IMlPlatform;
  /** The stack of the platform, and one beside it in the same app. */
  readonly stack: IConstruct;
  readonly otherStack: IConstruct;
  /** Synthesises the whole app into a temporary folder and reads it. */
  synth(): Facts;
}

/** What an auditor asks, answered from the synthesised output alone. */
export interface Facts {
  readonly stores: StoreFacts[];
  readonly registries: RegistryFacts[];
  readonly network?: NetworkFacts;
  readonly keys: Array<{ readonly rotated: boolean; readonly protected: boolean }>;
  readonly logs: Array<{ readonly name: string; readonly retentionDays: number; readonly encrypted: boolean }>;
  readonly alarms: AlarmFacts[];
  /** Addresses that are told, a severity. */
  readonly told: Record<Severity, string[]>;
  readonly budget?: { readonly amount: number; readonly alertAtPercent: number[] };
  readonly personas: PersonaFacts[];
  readonly graphs: string[];
  /** Resources that could carry tags or labels and lack one of the platform's. */
  readonly untagged: string[];
  /** Rights with a wildcard in an action, or over every resource without a condition; each as `where: what`. */
  readonly wildcards: string[];
  /** Resources that can be reached from the internet. */
  readonly publicEndpoints: string[];
  /** Addresses or logical ids of all resources, sorted: they are a contract. */
  readonly ids: string[];
  /** Resources of one type, place and name, which the cloud would take for one. */
  readonly twins: string[];
  /** Names of outputs: the platform's attributes. */
  readonly outputs: string[];
  /** Texts that look like secrets (keys, tokens, passwords) in what was synthesised. */
  readonly secrets: string[];
  /** Kubernetes clusters that are made, or described where they exist. */
  readonly clusters: ClusterFacts[];
  /** Helm releases in the order of the output, of whichever stack; our own chart of manifests is `manifests`. */
  readonly software: SoftwareFacts[];
  /** Training jobs, wherever they run. */
  readonly jobs: JobFacts[];
  /** Runs that a deployment itself would start, each as its address. */
  readonly runs: string[];
  /** Model endpoints, whatever they are made of. */
  readonly endpoints: EndpointFacts[];
  /** Registries of models. */
  readonly modelRegistries: ModelRegistryFacts[];
  /** Groups of features, whatever keeps them. */
  readonly featureGroups: FeatureGroupFacts[];
  /** Monitors of models, whatever they are made of. */
  readonly driftMonitors: DriftMonitorFacts[];
}

/** A monitor as its cloud, or Evidently, will have it. */
export interface DriftMonitorFacts {
  readonly name: string;
  readonly kind: 'managed' | 'evidently';
  /** `data-drift`, `model-quality` …, sorted. */
  readonly signals: string[];
  /**
   * What alarms or the service hold values against, as the program says it: `data-drift/amount`, `prediction-drift`, `model-quality/f1`, `bias/sex/disparate-impact`,
   * `attribution-drift`, `data-quality/amount/missing`.
   */
  readonly thresholds: Record<string, number>;
  /** As the cloud writes it. */
  readonly schedule: string;
  /** Absent where the service knows no limit. */
  readonly maxRunSeconds?: number;
  /** Where the data of the baseline lies, what is watched, the ground truth, and where reports go. */
  readonly baseline: string;
  readonly watches: string;
  readonly groundTruth?: string;
  readonly reports: string;
  /** Segments that are measured on their own, as `country=NL`. */
  readonly segments: string[];
  /** With the platform's key: reports, results and disks of whatever computes. */
  readonly encrypted?: boolean;
  /** Whether what computes is in the platform's network only. */
  readonly private: boolean;
  /** Beginnings of keys that what computes may read, and write; empty where rights are not given by prefix. */
  readonly reads: string[];
  readonly writes: string[];
  /** Whoever may read the reports, as the cloud names them. */
  readonly readers: string[];
  /** Whether an approval in a registry, or a version that a run sees, renews the baseline. */
  readonly renewed: boolean;
  /** Where what was learned is kept, of a service that learns anew once a program with other approvals names another place. */
  readonly kept?: string;
  readonly retraining?: {
    /** The job or the pipeline, as the cloud names it. */
    readonly starts: string;
    readonly coolDownSeconds: number;
    readonly maxRunsPerDay: number;
  };
  /** In a cluster: what its runs may do there, as `create trainjobs`, or `get configmaps/name`. */
  readonly clusterRights?: string[];
}

/** A group of features as its cloud, or Feast, will have it. */
export interface FeatureGroupFacts {
  /** As the service calls it. */
  readonly name: string;
  readonly kind: 'managed' | 'feast';
  readonly entityKeys: string[];
  readonly eventTime: string;
  /** The types of all columns, keys and event time included, as the service calls them. */
  readonly columns: Record<string, string>;
  /** Absent where nothing is online. */
  readonly online?: 'standard' | 'low';
  readonly offline: boolean;
  readonly ttlSeconds?: number;
  /** With the platform's key, wherever values lie: online, offline, in the stream. */
  readonly encrypted?: boolean;
  /** Reached from the platform's network, or with an identity of the cloud, only. */
  readonly private: boolean;
  /** Whether a destroy, or a group that is gone from the program, leaves the values. */
  readonly protected: boolean;
  /** Columns of which an auditor can see that they have personal data; the group's name stands for all of them where the service has no place for more. */
  readonly personalData: string[];
  /** Who answers for it. */
  readonly owner?: string;
  /** The address of the files that are its source. */
  readonly source?: string;
  readonly stream?: { readonly shards?: number; readonly retentionHours: number; readonly encrypted?: boolean; readonly keepsDeadLetters: boolean };
  /** Whoever may read values, and write them, as the cloud names them. */
  readonly readers: string[];
  readonly writers: string[];
}

/** An endpoint as its cloud will have it, once the rollout that the program asks for has ended. */
export interface EndpointFacts {
  readonly name: string;
  readonly kind: 'managed' | 'scale-to-zero' | 'kserve' | 'deployment';
  readonly variants: VariantFacts[];
  readonly shadow?: VariantFacts & { readonly percent: number };
  readonly rollout: {
    /** The part that the new model has first, in percent. */
    readonly firstPercent: number;
    readonly bakeSeconds: number;
    /** How many alarms or queries send traffic back. */
    readonly guards: number;
  };
  readonly capture?: {
    readonly percent: number;
    readonly location: string;
    /** What keeps requests may read, and write, where that is not what serves. */
    readonly reads?: string[];
    readonly writes?: string[];
  };
  /** Of a service: reached from the platform's network only, and encrypted with the platform's key. */
  readonly private?: boolean;
  readonly encrypted?: boolean;
  /** Whether containers can call nothing. */
  readonly isolated?: boolean;
  /** The role, account or identity of the containers. */
  readonly runsAs: string;
  /** Beginnings of keys that they may read; empty where rights are not given by prefix. */
  readonly reads: string[];
  /** Beginnings of keys that they may write. */
  readonly writes: string[];
}

export interface VariantFacts {
  readonly name: string;
  /** Its part of the requests, in whole percent. */
  readonly percentOfTraffic: number;
  readonly image: string;
  /** The address of its files; none where they are part of the image. */
  readonly model?: string;
  readonly environment: Record<string, string>;
  readonly min: number;
  readonly max: number;
  /** `requests`, `cpu`, `gpu`, `latency`, sorted; empty where the number is fixed. */
  readonly follows: string[];
  /** How many times of the clock move its limits. */
  readonly schedules: number;
  readonly gpus: number;
  /** As the service calls it. */
  readonly machine?: string;
}

export interface ModelRegistryFacts {
  readonly name: string;
  readonly versions: ModelVersionFacts[];
  /** Whoever may change whether a version may be served, as the cloud names them. */
  readonly approvers: string[];
  /** Whoever may add versions that wait. */
  readonly registrars: string[];
  /** Accounts, projects, principals or namespaces that may read versions. */
  readonly promotedTo: string[];
  /** Keys of objects that those may read, with `*` for whatever follows; empty where files come along, or are read by other means. */
  readonly promotedReads: string[];
  /** With the platform's key; absent where the registry is somebody else's. */
  readonly encrypted?: boolean;
}

export interface ModelVersionFacts {
  readonly status: 'pending' | 'approved' | 'rejected';
  /** Who decided, and why. */
  readonly by?: string;
  readonly reason?: string;
  readonly model?: string;
  /** Where the registry keeps it. */
  readonly image?: string;
  /** All that people read of it: its card, in whatever form. */
  readonly said: string;
  readonly stage?: string;
}

/** What a run of a job will be, wherever it stands: in a ConfigMap, a state machine, a workflow, a schedule. The name of a run is `<run>`. */
export interface JobFacts {
  readonly name: string;
  readonly backend: 'cluster' | 'managed' | 'batch';
  /** A kind of Kubernetes, or what the service calls it. */
  readonly kind: string;
  readonly image: string;
  /** What a node runs, with whatever stands before the job's own command. */
  readonly command: string[];
  readonly nodes: { readonly min: number; readonly max: number };
  /** GPUs of a node. */
  readonly gpus: number;
  /** As the service calls it; in a cluster the groups of nodes say more. */
  readonly machine?: string;
  readonly spot: boolean;
  readonly reservationId?: string;
  /** How long machines stay after a run. */
  readonly keepWarmSeconds?: number;
  /** The variables of a node by their names; one that a Secret of Kubernetes fills is `secret <name>/<key>`. */
  readonly environment: Record<string, string>;
  /** Addresses in stores: of what it reads by the names of the data, and of what it writes. */
  readonly inputs: Record<string, string>;
  readonly checkpoints?: string;
  readonly output?: string;
  readonly maxRunSeconds: number;
  /** How often a run starts again; absent where the service decides. */
  readonly retries?: number;
  /** As the cloud writes them: a crontab line, `rate(…)`, `cron(…)`. */
  readonly schedules: string[];
  /** Objects whose arrival starts a run. */
  readonly arrivals: Array<{ readonly store: string; readonly prefix: string }>;
  /** The role, account or identity of a run. */
  readonly runsAs: string;
  /** Beginnings of keys that it may read only, and that it may write; empty where rights are not given by prefix. */
  readonly reads: string[];
  readonly writes: string[];
  /** Ids of secrets of the cloud that it may read. */
  readonly readsSecrets: string[];
  /** Of a service: whether disks and output are encrypted with the platform's key, and whether it runs in the platform's network without an address of the internet. */
  readonly encrypted?: boolean;
  readonly private?: boolean;
  /** In a cluster. */
  readonly pod?: PodFacts;
}

export interface PodFacts {
  readonly namespace: string;
  readonly queue?: string;
  readonly priority?: string;
  /** The groups of nodes that it may run on. */
  readonly nodeGroups: string[];
  /** Keys of taints that do not keep it away. */
  readonly tolerates: string[];
}

export interface ClusterFacts {
  readonly name: string;
  /** The minor version of Kubernetes, where the cluster is made. */
  readonly version?: string;
  /** `open` is the whole internet. */
  readonly access: 'private' | 'authorized' | 'gateway' | 'open';
  readonly authorizedCidrs: string[];
  /** Whether nodes have no address of the internet. */
  readonly privateNodes: boolean;
  /** With the platform's key. */
  readonly secretsEncrypted: boolean;
  readonly auditLogs: boolean;
  readonly workloadIdentity: boolean;
  /** Whether a credential that belongs to no identity of the cloud opens it. */
  readonly localAccounts: boolean;
  readonly protected: boolean;
  /** The release channel as the portable program says it; none where nobody upgrades. */
  readonly channel?: 'rapid' | 'regular' | 'stable';
  /** The day, first hour (UTC) and length of the window in which nodes are replaced. */
  readonly maintenance?: { readonly day: string; readonly startHour: number; readonly hours: number };
  /** The groups that the user asked for; the cluster's own group is left out. */
  readonly groups: NodeGroupFacts[];
  /** Who may work in it. */
  readonly letIn: AccessFacts[];
}

export interface AccessFacts {
  /** The name of the identity. */
  readonly who: string;
  readonly rights: 'edit' | 'admin';
  /** For `edit`. */
  readonly namespace?: string;
}

export interface NodeGroupFacts {
  readonly name: string;
  readonly machine?: string;
  readonly gpus: number;
  readonly min: number;
  readonly max: number;
  readonly capacity: 'on-demand' | 'spot' | 'reservation';
  readonly reservationId?: string;
  readonly compact: boolean;
  readonly diskGib?: number;
  /** With the platform's key; where nodes exist already, their owner's. */
  readonly diskEncrypted: boolean;
  readonly surge?: number;
  /** Whether the taint `nvidia.com/gpu` keeps others away. */
  readonly tainted: boolean;
  readonly labels: Record<string, string>;
  /** Whether a node gets new images without a deployment. */
  readonly patched: boolean;
}

export interface SoftwareFacts {
  readonly release: string;
  readonly chart: string;
  readonly repository?: string;
  readonly version?: string;
  readonly namespace: string;
  readonly values: Record<string, any>;
  /** The resources that our own chart prints. */
  readonly manifests: Record<string, any>[];
}

export interface StoreFacts {
  readonly name: string;
  /** Encrypted with the platform's key (on Kubernetes: demanded of the store). */
  readonly encrypted: boolean;
  readonly public: boolean;
  readonly tlsOnly: boolean;
  readonly versioned: boolean;
  readonly protected: boolean;
  readonly transitions: Array<{ readonly prefix: string; readonly tier: StorageTier; readonly days: number }>;
  readonly expiry: Array<{ readonly prefix: string; readonly days: number }>;
  readonly lockedDays?: number;
  readonly replicaRegion?: string;
}

export interface RegistryFacts {
  readonly name: string;
  readonly encrypted: boolean;
  readonly public: boolean;
  readonly immutableTags: boolean;
  readonly scanOnPush: boolean;
  readonly keepLast?: number;
}

export interface NetworkFacts {
  /** How many private subnets there are; 1 where subnets span zones. */
  readonly privateSubnets: number;
  readonly reachesInternet: boolean;
  /** The address ranges of the network; empty where it has none of its own. */
  readonly ranges: string[];
  /** Services that are reached privately, as the cloud calls them. */
  readonly endpoints: string[];
  readonly flowLogs: boolean;
  /** Whether the platform itself keeps the private names of the services that it reaches. */
  readonly keepsNames: boolean;
}

export interface AlarmFacts {
  readonly kind: string;
  readonly severity: Severity;
  /** Whether the alarm is bound to the channels of its severity. */
  readonly routed: boolean;
}

export interface PersonaFacts {
  readonly persona: string;
  readonly members: string[];
  /** Actions or permissions that are allowed. */
  readonly allowed: string[];
  readonly boundary?: string;
}
