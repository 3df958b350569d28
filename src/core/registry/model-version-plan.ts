import { IConstruct } from 'constructs';
import { deepFreeze, Problems } from '../private';
import { Approval } from './approval';
import { Model } from './model';
import { ModelCard } from './model-card';
import { ModelImages, ModelPlan, planModel } from './model-plan';
import { ModelRegistryPlan } from './model-registry-plan';
import { ModelVersionProps } from './model-version';

/** What a target renders as a version. */
export interface ModelVersionPlan {
  readonly model: ModelPlan;
  readonly approval: Approval;
  readonly card?: ModelCard;
  readonly description?: string;
}

/** What the target knows when it asks for a plan. */
export interface ModelVersionContext extends Omit<ModelImages, 'accelerator' | 'scope' | 'versionNeedsRuntime' | 'versionHasRuntime'> {
  readonly registry: ModelRegistryPlan;
  /** Whether a version is files and words about them, and its registry keeps nothing of how a container is asked. */
  readonly filesOnly?: boolean;
  /** The cloud's own checks; its problems arrive together with core's. */
  check(plan: ModelVersionPlan, problems: Problems): void;
}

/** Checks what a version is to be, and completes it; throws all that is wrong at once. */
export function planModelVersion(scope: IConstruct, id: string, props: ModelVersionProps, context: ModelVersionContext): ModelVersionPlan {
  const problems = new Problems(scope, id);
  const approval = props.approval ?? Approval.pending();
  checkApprover(approval, context.registry, problems);
  const alike = scope.node.children.find(({ node }) => node.id !== id && node.id.toLowerCase() === id.toLowerCase());
  if (alike) problems.add('models/version-twice', `the versions '${alike.node.id}' and '${id}' differ in capitals only, which names of a cloud do not: choose another id`);
  const { registry, filesOnly = false } = context;
  const where = { ...context, scope, versionHasRuntime: !filesOnly, accelerator: registry.accelerator?.model ?? servedOn(props.model, context) };
  const model = planModel(props.model, `the version '${id}'`, where, problems);
  if (filesOnly && props.model.kind !== 'image' && model?.container.own) problems.add('models/container', notKept(id));
  const plan: ModelVersionPlan | undefined = model && { model, approval, card: props.card ?? context.registry.card, description: props.description };
  if (plan) context.check(plan, problems);
  problems.throwIfAny();
  return deepFreeze(plan!);
}

function notKept(id: string): string {
  return `the version '${id}' says how its container is asked, but its registry keeps files only: leave it out here, and say it where the version is served, Model.fromRegistry(version, runtime, container)`;
}

/** What an image is found for where nobody said it: machines without GPUs, or any GPU for a runtime that has images for GPUs only. */
function servedOn({ runtime }: Model, { images: { images } }: ModelVersionContext): string | undefined {
  const known = images.filter(({ framework, use }) => framework === runtime?.framework && use === 'serving');
  return known.length > 0 && known.every(({ accelerator }) => accelerator === 'gpu') ? 'gpu' : undefined;
}

function checkApprover({ by, status }: Approval, { approvers }: ModelRegistryPlan, problems: Problems): void {
  if (by === undefined || approvers.some(({ name }) => name === by)) return;
  const known = approvers.length > 0 ? `those are ${approvers.map(({ name }) => name).join(', ')}` : 'there are none';
  problems.add('models/unknown-approver', `the version is ${status} by '${by}', who is none of the approvers of its registry; ${known}: correct the name, or add it to 'approvers'`);
}
