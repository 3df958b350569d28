import { ModelCardProps } from '../../core';
import { kebab } from '../../core/private';
import { ModelVersionPlan } from '../../core/registry/model-version-plan';
import { LONGEST_LABEL, NOT_IN_LABELS } from '../../facts/gcp/registry-limits';
import { writtenText } from '../../terraform';
import { containerSpec } from '../serving/model-content';
import { RegistryParts } from './registry-parts';

const STATUSES = ['pending', 'approved', 'rejected'];

/** What the workflow of a registry is told of a version: all that it is, in the words of Vertex AI (v1). */
export interface VersionRequest {
  readonly action: 'add';
  readonly place: string;
  readonly modelId: string;
  readonly alias: string;
  /** The alias that says which content it has. */
  readonly content: string;
  /** The alias that says whether it may be served, and all that there are. */
  readonly status: string;
  readonly statuses: readonly string[];
  readonly description: string;
  /** Which call makes it, and with what. */
  readonly how: 'upload' | 'copy';
  readonly request: object;
}

/** `digest` makes a short word of a content. */
export function versionRequest(id: string, plan: ModelVersionPlan, parts: RegistryParts, digest: (content: object) => string): VersionRequest {
  const { platform, plan: registry, place } = parts;
  const alias = kebab(id);
  const { model: { version } } = plan;
  const gpus = registry.accelerator?.count ?? 0;
  const encryptionSpec = { kmsKeyName: platform.encryptionKey.keyId };
  const labels = labelsOf(plan, platform.tags, registry.stage);
  const request = version
    ? { encryptionSpec, sourceModel: version.versionId }
    : { model: { ...uploadOf(plan, registry.modelName, gpus), encryptionSpec, labels } };
  // Words about it may change, what it is may not.
  const content = version ? { sourceModel: version.versionId } : contentOf(plan, gpus);
  return {
    action: 'add',
    place,
    alias,
    request,
    modelId: registry.modelName,
    content: `${alias}-${digest(content)}`,
    status: `${alias}-${plan.approval.status}`,
    statuses: STATUSES.map((status) => `${alias}-${status}`),
    description: writtenText(descriptionOf(plan)),
    how: version ? 'copy' : 'upload',
  };
}

function contentOf({ model }: ModelVersionPlan, gpus: number): object {
  return { ...(model.artifact ? { artifactUri: model.artifact.uri } : {}), containerSpec: containerSpec(model, {}, gpus) };
}

function uploadOf(plan: ModelVersionPlan, modelName: string, gpus: number): object {
  const { card, description } = plan;
  return { displayName: modelName, description: writtenText(card?.content.description ?? description ?? modelName), ...contentOf(plan, gpus) };
}

function labelsOf({ card }: ModelVersionPlan, tags: Readonly<Record<string, string>>, stage: string): Record<string, string> {
  const owner = card && { 'owner': labelText(card.content.owner), 'risk-rating': labelText(card.content.riskRating ?? 'unknown') };
  return { ...tags, stage, ...owner };
}

function labelText(text: string): string {
  return text.toLowerCase().replace(NOT_IN_LABELS, '_').slice(0, LONGEST_LABEL);
}

/** What people read of a version: who decided, what is new, and its card. */
export function descriptionOf({ approval: { status, by, reason }, card, description }: ModelVersionPlan): string {
  const decision = by === undefined ? 'Waits for approval.' : `${status === 'approved' ? 'Approved' : 'Rejected'} by ${by}${reason === undefined ? '' : `: ${reason}`}.`;
  return [decision, ...(description === undefined ? [] : [description]), ...(card ? cardLines(card.content) : [])].join('\n');
}

function cardLines(card: ModelCardProps): string[] {
  const { metrics = [] } = card;
  const said = {
    'Description': card.description,
    'Owner': card.owner,
    'Intended use': card.intendedUse,
    'Limitations': card.limitations,
    'Risk': card.riskRating,
    'Training data': card.trainingData,
    'Ethical considerations': card.ethicalConsiderations,
    ...card.details,
  };
  const lines = Object.entries(said).flatMap(([heading, text]) => (text === undefined ? [] : [`${heading}: ${text}`]));
  return [...lines, ...metrics.map(({ metricName, value, dataset }) => `${metricName}: ${value}${dataset === undefined ? '' : ` (${dataset})`}`)];
}
