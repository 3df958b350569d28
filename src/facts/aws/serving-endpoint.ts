/** A model that is served, as this almanac asks of it; core's plan has it. */
export interface ServedModel {
  readonly kind: string;
  readonly image?: { readonly uri: string };
  readonly ownImage: boolean;
  readonly framework: string;
  readonly container: {
    readonly port: number;
    readonly healthPath: string;
    readonly predictPath: string;
    readonly command?: readonly string[];
    readonly args?: readonly string[];
  };
  readonly artifact?: { readonly uri: string; readonly key: string };
  readonly version?: { readonly versionId: string };
  readonly huggingFace?: { readonly modelId: string; readonly revision: string };
}

/** One of the models behind an endpoint, with its machines. */
export interface ServedVariant {
  readonly name: string;
  readonly weight: number;
  readonly model: ServedModel;
  readonly gpus: number;
  readonly machine?: { readonly name: string; readonly cpus: number; readonly memoryGib: number };
  readonly scaling: { readonly min: number; readonly max: number; readonly schedules: ReadonlyArray<{ readonly min: number; readonly max: number }> };
}

/** What this almanac asks of an endpoint. */
export interface SageMakerEndpoint {
  readonly name: string;
  readonly place: { readonly kind: string };
  readonly variants: readonly ServedVariant[];
  readonly shadow?: ServedVariant & { readonly percent: number };
  readonly rollout: { readonly kind: string; readonly steps: readonly number[]; readonly bakeSeconds: number; readonly keepOldSeconds: number };
  readonly capture?: { readonly percent: number; readonly responses: boolean };
  readonly networkIsolation: boolean;
  readonly environment: Readonly<Record<string, string>>;
}

/** Whether something moves the number of machines of a variant. */
export function isScaled({ scaling: { min, max, schedules } }: Pick<ServedVariant, 'scaling'>): boolean {
  return max > min || schedules.length > 0;
}

/** The most machines that a variant ever has. */
export function mostMachines({ scaling: { max, schedules } }: Pick<ServedVariant, 'scaling'>): number {
  return Math.max(max, ...schedules.map((limits) => limits.max));
}
