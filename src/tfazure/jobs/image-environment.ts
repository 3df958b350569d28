import { Fn, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The body of `Microsoft.MachineLearningServices/workspaces/environments/versions@2025-12-01`, as far as it is used. */
interface EnvironmentBody {
  readonly properties: { readonly image: string; readonly osType: 'Linux'; readonly tags: Readonly<Record<string, string>> };
}

/** What a job calls its image. */
export interface ImageEnvironment {
  readonly environmentId: string;
  /** Absent where the image is an environment of a registry already. */
  readonly resource?: TerraformResource;
}

/** A version of an environment is an image and never another one: a new image is a new version, which is there before the old one goes. */
export function imageEnvironment(scope: Construct, id: string, platform: IMlPlatform, name: string, image: string): ImageEnvironment {
  if (image.startsWith('azureml://')) return { environmentId: image };
  const resource = new AzapiResource<EnvironmentBody>(scope, id, {
    type: 'Microsoft.MachineLearningServices/workspaces/environments/versions',
    name: Fn.substr(Fn.sha256(image), 0, 12),
    parentId: `${platform.machineLearningWorkspaceId}/environments/${name}`,
    body: { properties: { image, osType: 'Linux', tags: platform.tags } },
    lifecycle: { createBeforeDestroy: true },
  });
  return { environmentId: resource.id, resource };
}
