import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { ModelVersionProps } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { isUnresolved, Problems } from '../../core/private';
import { ModelRegistryPlan, planModelRegistry } from '../../core/registry/model-registry-plan';
import { ModelVersionPlan, planModelVersion } from '../../core/registry/model-version-plan';
import { REGISTRIES } from '../../facts/aws/image-registries';
import { IMAGES } from '../../facts/aws/images';
import { ACCOUNT_ID } from '../../facts/aws/names';
import { versionProblems } from '../../facts/aws/registry-checks';
import { MODEL_GROUP_NAME } from '../../facts/aws/registry-service';
import { ARCHIVE } from '../../facts/aws/serving-model';
import { TARGET } from '../support';
import { ModelRegistryProps } from './model-registry-props';
import { RegistryParts } from './registry-parts';

/** Checks what a registry is to be, and completes it. */
export function planRegistry(scope: IConstruct, id: string, props: ModelRegistryProps): ModelRegistryPlan {
  const { platformName, profile } = props.platform;
  return planModelRegistry(scope, id, props, {
    target: TARGET,
    platform: { platformName, construct: props.platform, profileName: profile.name },
    nameRule: MODEL_GROUP_NAME,
    check: checkRegistry,
  });
}

/** Checks what a version is to be, and completes it. */
export function planVersion(scope: IConstruct, id: string, props: ModelVersionProps, { plan }: RegistryParts): ModelVersionPlan {
  const { region } = Stack.of(scope);
  return planModelVersion(scope, id, props, {
    registry: plan,
    images: { images: IMAGES, registries: REGISTRIES },
    place: 'SageMaker',
    region: isUnresolved(region) ? undefined : region,
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    archive: ARCHIVE,
    system: TARGET.system,
    check: (version, problems) => versionProblems(version).forEach(({ code, message }) => problems.add(code, message)),
  });
}

function checkRegistry({ approvers, promotions }: ModelRegistryPlan, problems: Problems): void {
  approvers.forEach(({ identity }) => requireIdentityOf('aws', identity, problems));
  promotions.filter(({ place }) => !isUnresolved(place) && !ACCOUNT_ID.test(place)).forEach(({ place, stage }) => {
    problems.add('models/promotion-place', `versions are to go on to ${stage} in '${place}', which is no account of AWS: give its twelve digits`);
  });
}
