/** A place with objects: a folder in the container, or an address only. */
export interface JobDataFacts {
  readonly kind: string;
  readonly uri?: string;
}

/** What this almanac asks of a job; core's plan has it. */
export interface SageMakerJob {
  readonly name: string;
  readonly image: { readonly uri: string };
  readonly command: readonly string[];
  readonly nodes: { readonly max: number };
  readonly inputs: ReadonlyArray<JobDataFacts & { readonly name: string; readonly variable: string }>;
  readonly checkpoints?: JobDataFacts;
  readonly output?: JobDataFacts;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: ReadonlyArray<{ readonly variable: string; readonly secret: { readonly secretId: string } }>;
  readonly maxRunSeconds: number;
  readonly retries?: number;
  readonly diskGib?: number;
  readonly place: {
    readonly machine: { readonly name: string; readonly gpus: number };
    readonly capacity: string;
    readonly reservationId?: string;
    readonly keepWarmSeconds?: number;
  };
}

/** What the engine knows of where it runs. */
export interface SageMakerJobPlace {
  readonly partition: string;
  readonly roleArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly keyArn: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What each node runs before the command. */
  readonly script: string;
  /** Where SageMaker itself leaves what it has to leave, when the job has no output. */
  readonly ownUri: string;
}

/** An address as a folder: `a/b` is also the beginning of `a/bc`. */
export function folder(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}
