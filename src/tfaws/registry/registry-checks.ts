import { IConstruct } from 'constructs';
import { ModelVersionProps } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { isUnresolved, Problems } from '../../core/private';
import { ModelPlan } from '../../core/registry/model-plan';
import { ModelRegistryPlan, planModelRegistry } from '../../core/registry/model-registry-plan';
import { ModelVersionPlan, planModelVersion } from '../../core/registry/model-version-plan';
import { REGISTRIES } from '../../facts/aws/image-registries';
import { IMAGES } from '../../facts/aws/images';
import { ACCOUNT_ID } from '../../facts/aws/names';
import { versionProblems } from '../../facts/aws/registry-checks';
import { MODEL_GROUP_NAME } from '../../facts/aws/registry-service';
import { ARCHIVE } from '../../facts/aws/serving-model';
import { isWritable } from '../identity/identity-grant';
import { placeOf } from '../platform/place';
import { ArtifactStore } from '../storage/artifact-store';
import { ContainerRegistry } from '../storage/container-registry';
import { TARGET } from '../support';
import { ModelRegistryProps } from './model-registry-props';
import { promotedTo, repositoryOf } from './promotion-access';
import { RegistryParts } from './registry-parts';

/** Checks what a registry is to be, and completes it. */
export function planRegistry(scope: IConstruct, id: string, props: ModelRegistryProps): ModelRegistryPlan {
  const { platformName, profile } = props.platform;
  return planModelRegistry(scope, id, props, {
    target: TARGET,
    platform: { platformName, construct: props.platform, profileName: profile.name },
    nameRule: MODEL_GROUP_NAME,
    check: (plan, problems) => checkRegistry(plan, props, problems),
  });
}

/** Checks what a version is to be, and completes it. */
export function planVersion(scope: IConstruct, id: string, props: ModelVersionProps, parts: RegistryParts): ModelVersionPlan {
  return planModelVersion(scope, id, props, {
    registry: parts.plan,
    images: { images: IMAGES, registries: REGISTRIES },
    place: 'SageMaker',
    region: parts.platform.region,
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    archive: ARCHIVE,
    system: TARGET.system,
    check: (version, problems) => {
      versionProblems(version).forEach(({ code, message }) => problems.add(code, message));
      checkOwners(version.model, parts, problems);
    },
  });
}

function checkRegistry({ approvers, promotions }: ModelRegistryPlan, { platform }: ModelRegistryProps, problems: Problems): void {
  const place = placeOf(platform.region, platform.accountId);
  approvers.forEach(({ name, identity }) => {
    requireIdentityOf('aws', identity, problems);
    if (identity.identitySystem === 'aws' && !isWritable(identity, place)) {
      problems.add('identity/cannot-grant', `the approver '${name}' is '${identity.identityName}', which has no policy here to write a right into: give a role or a user of this account`);
    }
  });
  promotions.filter((promotion) => !isUnresolved(promotion.place) && !ACCOUNT_ID.test(promotion.place)).forEach(({ place: account, stage }) => {
    problems.add('models/promotion-place', `versions are to go on to ${stage} in '${account}', which is no account of AWS: give its twelve digits`);
  });
}

/** A bucket and a repository have one policy each, which is written where they are made. */
function checkOwners({ artifact, image }: ModelPlan, { platform, plan }: RegistryParts, problems: Problems): void {
  if (promotedTo(plan, platform).length === 0) return;
  const owned = (what: string, where: string) => problems.add(
    'models/promotion-owner',
    `versions are to go on to other accounts, but ${what} lies in ${where}, whose policy is not written here: use what the platform makes, or let the accounts in there and leave the promotion out`,
  );
  if (artifact && !(artifact.store instanceof ArtifactStore)) owned('the model', `the bucket '${artifact.store.storeName}'`);
  if (image && repositoryOf(image.uri, platform) !== undefined && !(platform.registry instanceof ContainerRegistry)) owned('its image', `the registry '${platform.registry.registryUri}'`);
}
