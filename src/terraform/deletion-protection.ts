import { TerraformResource } from 'cdktf';

/** Makes Terraform refuse every plan that would destroy a resource that holds data. Whatever else its lifecycle says stays. */
export function protectFromDeletion(resource: TerraformResource): void {
  resource.lifecycle = { ...resource.lifecycle, preventDestroy: true };
}
