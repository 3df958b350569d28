import { IConstruct } from 'constructs';
import { ModelVersionProps } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { isUnresolved, kebab, literal, Problems } from '../../core/private';
import { ModelRegistryPlan, planModelRegistry } from '../../core/registry/model-registry-plan';
import { ModelVersionPlan, planModelVersion } from '../../core/registry/model-version-plan';
import { IMAGES, REGISTRIES } from '../../facts/gcp/images';
import { REGISTRY_NAME } from '../../facts/gcp/names';
import { LONGEST_DESCRIPTION, LONGEST_VERSION_ALIAS } from '../../facts/gcp/registry-limits';
import { TARGET } from '../support';
import { ModelRegistryProps } from './model-registry-props';
import { RegistryParts } from './registry-parts';
import { descriptionOf } from './version-request';

/** The id of a project, or its number. */
const PROJECT = /^(?:\d{6,15}|(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9])$/;
const ARTIFACT_REGISTRY = /^(?:[a-z0-9-]+-docker\.pkg\.dev|(?:[a-z]+\.)?gcr\.io)\//;

/** Checks what a registry is to be, and completes it. */
export function planRegistry(scope: IConstruct, id: string, props: ModelRegistryProps): ModelRegistryPlan {
  const { platformName, profile } = props.platform;
  return planModelRegistry(scope, id, props, {
    target: TARGET,
    platform: { platformName, construct: props.platform, profileName: profile.name },
    nameRule: REGISTRY_NAME,
    check: (plan, problems) => checkRegistry(plan, props, problems),
  });
}

/** Checks what a version is to be, and completes it. */
export function planVersion(scope: IConstruct, id: string, props: ModelVersionProps, parts: RegistryParts): ModelVersionPlan {
  return planModelVersion(scope, id, props, {
    registry: parts.plan,
    images: { images: IMAGES, registries: REGISTRIES },
    place: 'Vertex AI',
    region: parts.platform.location,
    storageUri: /^gs:\/\//,
    storageName: 'Cloud Storage',
    system: TARGET.system,
    check: (version, problems) => checkVersion(id, version, problems),
  });
}

function checkRegistry({ approvers, promotions }: ModelRegistryPlan, { deployer }: ModelRegistryProps, problems: Problems): void {
  problems.collect(() => literal(deployer, "'deployer'"));
  approvers.forEach(({ identity }) => requireIdentityOf('gcp', identity, problems));
  promotions.filter(({ place }) => !isUnresolved(place) && !PROJECT.test(place)).forEach(({ place, stage }) => {
    problems.add('models/promotion-place', `versions are to go on to ${stage} in '${place}', which is no project of Google Cloud: give its id or its number`);
  });
}

function checkVersion(id: string, plan: ModelVersionPlan, problems: Problems): void {
  const { model: { image, container } } = plan;
  const alias = kebab(id);
  if (!/^[a-z][a-z0-9-]*[a-z0-9]$|^[a-z]$/.test(alias) || alias.length > LONGEST_VERSION_ALIAS) {
    problems.add('models/version-alias', `the version is to be called '${alias}', which Vertex AI takes as no alias: choose an id of up to ${LONGEST_VERSION_ALIAS} letters, digits and hyphens, a letter first`);
  }
  const { length } = descriptionOf(plan);
  if (length > LONGEST_DESCRIPTION) {
    problems.add('models/card', `what is said of the version has ${length} characters, of which its workflow takes ${LONGEST_DESCRIPTION}: shorten its card`);
  }
  if (container.grpc) problems.add('models/container', 'the container of the version speaks gRPC, but Vertex AI asks by HTTP: leave grpc out');
  if (image && !isUnresolved(image.uri.split('/')[0]) && !ARTIFACT_REGISTRY.test(image.uri)) {
    problems.add('models/image', `the version is to be served by '${image.uri}', but Vertex AI takes images of Artifact Registry only: copy it there, and give that one`);
  }
}
