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
export interface ModelVersionContext extends ModelImages {
  readonly registry: ModelRegistryPlan;
  /** The cloud's own checks; its problems arrive together with core's. */
  check(plan: ModelVersionPlan, problems: Problems): void;
}

/** Checks what a version is to be, and completes it; throws all that is wrong at once. */
export function planModelVersion(scope: IConstruct, id: string, props: ModelVersionProps, context: ModelVersionContext): ModelVersionPlan {
  const problems = new Problems(scope, id);
  const approval = props.approval ?? Approval.pending();
  checkApprover(approval, context.registry, problems);
  const accelerator = context.accelerator ?? servedOn(props.model, context);
  const model = planModel(props.model, `the version '${id}'`, { ...context, accelerator }, problems);
  const plan: ModelVersionPlan | undefined = model && { model, approval, card: props.card ?? context.registry.card, description: props.description };
  if (plan) context.check(plan, problems);
  problems.throwIfAny();
  return deepFreeze(plan!);
}

/** What an image is found for where nobody said it: machines without GPUs, or any GPU for a runtime that has images for GPUs only. */
function servedOn({ runtime }: Model, { images: { images } }: ModelImages): string | undefined {
  const known = images.filter(({ framework, use }) => framework === runtime?.framework && use === 'serving');
  return known.length > 0 && known.every(({ accelerator }) => accelerator === 'gpu') ? 'gpu' : undefined;
}

function checkApprover({ by, status }: Approval, { approvers }: ModelRegistryPlan, problems: Problems): void {
  if (by === undefined || approvers.some(({ name }) => name === by)) return;
  const known = approvers.length > 0 ? `those are ${approvers.map(({ name }) => name).join(', ')}` : 'there are none';
  problems.add('models/unknown-approver', `the version is ${status} by '${by}', who is none of the approvers of its registry; ${known}: correct the name, or add it to 'approvers'`);
}
