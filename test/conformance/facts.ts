import { IConstruct } from 'constructs';
import { IMlPlatform, MlPlatformProps, Severity, StorageTier } from '../../src/core';
import { Target } from '../../src/core/private';

/** A target as the conformance suites see it: how to make a platform on it, and how to read what was synthesised. */
export interface Subject {
  readonly target: Target;
  /** A region that the subject's platforms lie in, a second one, and what an existing key of another region looks like there (absent: no regions). */
  readonly region?: string;
  readonly otherRegion?: string;
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
  /** Names of outputs: the platform's attributes. */
  readonly outputs: string[];
  /** Texts that look like secrets (keys, tokens, passwords) in what was synthesised. */
  readonly secrets: string[];
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
