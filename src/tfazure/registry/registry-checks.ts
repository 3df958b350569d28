import { IConstruct } from 'constructs';
import { ModelVersionProps } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { isUnresolved, physicalName, Problems } from '../../core/private';
import { ModelRegistryPlan, planModelRegistry } from '../../core/registry/model-registry-plan';
import { ModelVersionPlan, planModelVersion } from '../../core/registry/model-version-plan';
import { IMAGES } from '../../facts/azure/images';
import { NAME_RULES } from '../../facts/azure/names';
import { MODEL_NAME, VERSION_NAME } from '../../facts/azure/registry-models';
import { TARGET } from '../support';
import { ModelRegistryProps } from './model-registry-props';
import { RegistryParts } from './registry-parts';

const OBJECT_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Checks what a registry is to be, and completes it. */
export function planRegistry(scope: IConstruct, id: string, props: ModelRegistryProps): ModelRegistryPlan {
  const { platformName, profile } = props.platform;
  return planModelRegistry(scope, id, props, {
    target: TARGET,
    platform: { platformName, construct: props.platform, profileName: profile.name },
    nameRule: MODEL_NAME,
    check: (plan, problems) => checkRegistry(plan, props, problems),
  });
}

/** Checks what a version is to be, and completes it. */
export function planVersion(scope: IConstruct, id: string, props: ModelVersionProps, parts: RegistryParts): ModelVersionPlan {
  const { plan, platform } = parts;
  return planModelVersion(scope, id, props, {
    registry: plan,
    images: { images: IMAGES, registries: {} },
    place: 'Azure ML',
    region: platform.location,
    filesOnly: true,
    storageUri: /^https:\/\/[a-z0-9]+\.(?:blob|dfs)\.core\.windows\.net\//,
    storageName: 'an Azure storage account',
    system: TARGET.system,
    check: (version, problems) => checkVersion(id, version, plan, problems),
  });
}

function checkRegistry(plan: ModelRegistryPlan, { sharedRegistry }: ModelRegistryProps, problems: Problems): void {
  const { approvers, promotions, modelName } = plan;
  approvers.forEach(({ identity }) => requireIdentityOf('azure', identity, problems));
  promotions.filter(({ place }) => !isUnresolved(place) && !OBJECT_ID.test(place)).forEach(({ place, stage }) => {
    problems.add('models/promotion-place', `versions are to go on to ${stage} by '${place}', which is no object id: give that of the principal that deploys there`);
  });
  if (promotions.length > 0 && !sharedRegistry) physicalName(NAME_RULES.machineLearningRegistry, [modelName], problems);
}

/** A version of Azure ML is made of files, and named by whoever registers it. */
function checkVersion(id: string, { model: { kind, version } }: ModelVersionPlan, { modelName }: ModelRegistryPlan, problems: Problems): void {
  if (version?.registry.modelName === modelName && version.versionId.startsWith('${')) {
    problems.add('models/own-version', `'${id}' is to take over a version of '${modelName}' itself, which is there already: serve that one, or take over a version of another registry`);
  }
  if (kind === 'image' || kind === 'hugging-face') {
    const what = kind === 'image' ? 'an image' : 'downloaded from Hugging Face';
    problems.add('models/version-files', `a version of Azure ML is made of files in a store, but '${id}' is ${what}: register Model.fromArtifact, or serve it without a registry`);
  }
  if (!VERSION_NAME.pattern.test(id)) problems.add('core/name-illegal', `'${id}' is to name a version of a model, which takes ${VERSION_NAME.allowed}: choose another id`);
}
