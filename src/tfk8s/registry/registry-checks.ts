import { IConstruct } from 'constructs';
import { ModelVersionProps } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { Problems } from '../../core/private';
import { ModelRegistryPlan, planModelRegistry } from '../../core/registry/model-registry-plan';
import { ModelVersionPlan, planModelVersion } from '../../core/registry/model-version-plan';
import { IMAGES } from '../../facts/kubernetes/images-runtimes';
import { MODEL_NAME } from '../../facts/kubernetes/registry-sync';
import { TARGET } from '../support';
import { checkTrackingUri } from './mlflow-door';
import { ModelRegistryProps } from './model-registry-props';
import { RegistryParts } from './registry-parts';

/** A key of a ConfigMap, and the end of an alias of MLflow. */
const VERSION_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;

/** Checks what a registry is to be, and completes it. */
export function planRegistry(scope: IConstruct, id: string, props: ModelRegistryProps): ModelRegistryPlan {
  const { platformName, profile } = props.platform;
  return planModelRegistry(scope, id, props, {
    target: TARGET,
    platform: { platformName, construct: props.platform, profileName: profile.name },
    nameRule: MODEL_NAME,
    check: ({ approvers }, problems) => {
      approvers.forEach(({ identity }) => requireIdentityOf('kubernetes', identity, problems));
      checkPlace(props, problems);
    },
  });
}

function checkPlace({ platform, trackingUri, existingNamespace }: ModelRegistryProps, problems: Problems): void {
  if (trackingUri !== undefined) checkTrackingUri(trackingUri, problems);
  if (existingNamespace !== undefined && [platform.network.networkId, platform.namespace].includes(existingNamespace)) {
    problems.add(
      'models/namespace',
      `the registry is to be in '${existingNamespace}', the platform's namespace, where personas change ConfigMaps, and so would decide in place of approvers: give a namespace of its own, or leave 'existingNamespace' out`,
    );
  }
}

/** Checks what a version is to be, and completes it. */
export function planVersion(scope: IConstruct, id: string, props: ModelVersionProps, { plan }: RegistryParts): ModelVersionPlan {
  return planModelVersion(scope, id, props, {
    registry: plan,
    images: { images: IMAGES, registries: {} },
    place: 'Kubernetes',
    filesOnly: true,
    storageUri: /^s3:\/\//,
    storageName: 'an S3-compatible store',
    system: TARGET.system,
    check: (version, problems) => checkVersion(id, version, problems),
  });
}

function checkVersion(id: string, { model: { kind } }: ModelVersionPlan, problems: Problems): void {
  if (kind === 'image' || kind === 'hugging-face') {
    const what = kind === 'image' ? 'an image' : 'downloaded from Hugging Face';
    problems.add('models/version-files', `a version of MLflow is made of files in a store, but '${id}' is ${what}: register Model.fromArtifact, or serve it without a registry`);
  }
  if (!VERSION_ID.test(id)) problems.add('core/name-illegal', `'${id}' is to name a version of a model, which takes letters, digits, '-' and '_', 63 at most: choose another id`);
}
