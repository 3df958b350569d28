/** What Google Cloud allows in a name: data that each target turns into a rule of its own. */
export interface NameFact {
  readonly what: string;
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: RegExp;
  readonly allowed: string;
  readonly separator: string;
}

const RFC1035 = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const RFC1035_IN_WORDS = 'lower-case letters, digits and hyphens, a letter first and no hyphen last';

/** https://docs.cloud.google.com/storage/docs/buckets#naming; dots would make it a domain name, and 'google' is not allowed in it. */
export const BUCKET_NAME: NameFact = {
  what: 'a Cloud Storage bucket',
  minLength: 3,
  maxLength: 63,
  pattern: /^(?!goog)(?!.*g[o0]{2}g[l1]e)[a-z0-9][a-z0-9_-]*[a-z0-9]$/,
  allowed: "lower-case letters, digits, hyphens and underscores, and never 'google'",
  separator: '-',
};

/** https://docs.cloud.google.com/artifact-registry/docs/repositories/create-repos */
export const REPOSITORY_NAME: NameFact = {
  what: 'a repository of Artifact Registry',
  minLength: 1,
  maxLength: 63,
  pattern: RFC1035,
  allowed: RFC1035_IN_WORDS,
  separator: '-',
};

/** Networks, subnets, routers, firewall rules, addresses: https://docs.cloud.google.com/compute/docs/naming-resources */
export const COMPUTE_NAME: NameFact = {
  what: 'a network, a subnet or a firewall rule',
  minLength: 1,
  maxLength: 63,
  pattern: RFC1035,
  allowed: RFC1035_IN_WORDS,
  separator: '-',
};

/** https://docs.cloud.google.com/iam/docs/service-accounts-create */
export const SERVICE_ACCOUNT_NAME: NameFact = {
  what: 'a service account',
  minLength: 6,
  maxLength: 30,
  pattern: RFC1035,
  allowed: RFC1035_IN_WORDS,
  separator: '-',
};

/** https://docs.cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings/create */
export const KEY_NAME: NameFact = {
  what: 'a key ring or key of Cloud KMS',
  minLength: 1,
  maxLength: 63,
  pattern: /^[a-zA-Z0-9_-]+$/,
  allowed: 'letters, digits, hyphens and underscores',
  separator: '-',
};

/** https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/upload: `modelId`. */
export const MODEL_NAME: NameFact = {
  what: 'a model of Vertex AI',
  minLength: 1,
  maxLength: 63,
  pattern: /^[a-z0-9_][a-z0-9_-]*$/,
  allowed: 'lower-case letters, digits, hyphens and underscores, no hyphen first',
  separator: '-',
};

/**
 * A training job: its workflow has up to 64 characters (https://docs.cloud.google.com/workflows/docs/reference/rest/v1/projects.locations.workflows/create), its
 * network attachment, its triggers and labels 63, of which what tells several triggers apart takes 7.
 */
export const TRAINING_JOB_NAME: NameFact = {
  what: 'a training job of Vertex AI',
  minLength: 1,
  maxLength: 56,
  pattern: RFC1035,
  allowed: RFC1035_IN_WORDS,
  separator: '-',
};

/**
 * An endpoint: up to 63 characters with a letter first (https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints/create), of which
 * models that are uploaded for it take 13 behind the name. Its workflow has the same name.
 */
export const ENDPOINT_NAME: NameFact = {
  what: 'an endpoint of Vertex AI',
  minLength: 1,
  maxLength: 50,
  pattern: RFC1035,
  allowed: RFC1035_IN_WORDS,
  separator: '-',
};

/** A model of Model Registry with its workflow; see `MODEL_NAME`. */
export const REGISTRY_NAME: NameFact = {
  what: 'a registry of models of Vertex AI',
  minLength: 1,
  maxLength: 50,
  pattern: RFC1035,
  allowed: RFC1035_IN_WORDS,
  separator: '-',
};
