import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { deepFreeze, kebab, NameRule, physicalName, Problems, requireCapability, Target } from '../private';
import { Accelerator } from '../training';
import { ModelCard } from './model-card';
import { checkModelName, rememberModelName } from './model-names';
import { ModelRegistryProps } from './model-registry';
import { ModelStage } from './model-stage';
import { Promotion } from './promotion';

/** What a target renders as a registry. */
export interface ModelRegistryPlan {
  readonly modelName: string;
  readonly description?: string;
  readonly stage: ModelStage;
  /** By name, in the order of the names. */
  readonly approvers: ReadonlyArray<{ readonly name: string; readonly identity: IIdentity }>;
  readonly promotions: readonly Promotion[];
  readonly card?: ModelCard;
  /** What versions are served on. */
  readonly accelerator?: Accelerator;
}

/** What the target knows when it asks for a plan. */
export interface ModelRegistryContext {
  readonly target: Target;
  readonly platform: { readonly construct: IConstruct; readonly platformName: string; readonly profileName: string };
  readonly nameRule: NameRule;
  /** The cloud's own checks, of the identity system of approvers for one; its problems arrive together with core's. */
  check(plan: ModelRegistryPlan, problems: Problems): void;
}

const ORDER = [ModelStage.DEVELOPMENT, ModelStage.STAGING, ModelStage.PRODUCTION];

/** Checks what a registry is to be, and completes it; throws all that is wrong at once. */
export function planModelRegistry(scope: IConstruct, id: string, props: ModelRegistryProps, context: ModelRegistryContext): ModelRegistryPlan {
  const problems = new Problems(scope, id);
  const { target, platform, nameRule } = context;
  const { promotions = [], approvers = {} } = props;
  const stage = props.stage ?? (platform.profileName as ModelStage);
  const modelName = physicalName(nameRule, props.modelName === undefined ? [platform.platformName, kebab(id)] : [props.modelName], problems);
  if (!ORDER.includes(stage)) problems.add('models/stage', `'${stage}' is no stage: give ModelStage.DEVELOPMENT, STAGING or PRODUCTION`);
  Object.keys(approvers).filter((name) => name.trim() === '').forEach(() => {
    problems.add('models/approver', 'an approver has no name, by which nobody could approve: give the name that approvals have');
  });
  checkPromotions(stage, promotions, problems);
  if (promotions.length > 0) requireCapability(target, 'models/promotion', 'approved versions are to go on elsewhere', problems);
  if (Object.keys(approvers).length > 0) requireCapability(target, 'models/approvers', 'only some are to approve versions', problems);
  else requireApprover(stage, promotions, problems);
  const plan: ModelRegistryPlan = {
    modelName,
    stage,
    promotions,
    description: props.description,
    approvers: Object.keys(approvers).sort().map((name) => ({ name, identity: approvers[name]! })),
    card: props.card,
    accelerator: props.accelerator,
  };
  context.check(plan, problems);
  checkModelName(modelName, platform.construct, problems);
  problems.throwIfAny();
  rememberModelName(modelName, platform.construct);
  return deepFreeze(plan);
}

function checkPromotions(stage: ModelStage, promotions: readonly Promotion[], problems: Problems): void {
  promotions.forEach((promotion) => {
    if (promotion.stage === stage) {
      problems.add('models/same-stage', `versions of ${stage} are to go on to ${promotion.stage} in '${promotion.place}', where they are already: give another stage, or leave the promotion out`);
    } else if (ORDER.indexOf(promotion.stage) < ORDER.indexOf(stage)) {
      problems.add('models/promotion-order', `versions of ${stage} are to go back to ${promotion.stage} in '${promotion.place}': promote to a later stage only; a version that fails there is rejected`);
    }
  });
  const places = promotions.map(({ place }) => place);
  places.filter((place, i) => places.indexOf(place) !== i).forEach((place) => {
    problems.add('models/promotion-twice', `versions are to go on to '${place}' twice: name it once`);
  });
}

function requireApprover(stage: ModelStage, promotions: readonly Promotion[], problems: Problems): void {
  const production = [stage, ...promotions.map((promotion) => promotion.stage)].includes(ModelStage.PRODUCTION);
  if (!production) return;
  problems.add('models/no-approver', `versions are ${stage === ModelStage.PRODUCTION ? 'served in production' : 'to go on to production'}, but nobody may approve them: name who decides in 'approvers'`);
}
