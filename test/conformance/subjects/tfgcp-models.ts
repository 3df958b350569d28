import { Attributes, SynthesizedStack } from '../../support/terraform';
import { ModelRegistryFacts, ModelVersionFacts } from '../facts';
import { all, isPlatformKey, target } from './tfgcp-references';

/** Vertex AI makes a model with its first version; what is there before is the workflow that adds them. */
export function modelRegistries(stack: SynthesizedStack): ModelRegistryFacts[] {
  const keepers = all(stack, 'google_workflows_workflow').filter(({ name, source_contents }) => /-registry$/.test(name) && /models:/.test(source_contents));
  return keepers.map(({ name }) => registry(stack, (name as string).replace(/-registry$/, '')));
}

function registry(stack: SynthesizedStack, name: string): ModelRegistryFacts {
  const added = all(stack, 'restful_operation').filter(({ body, method }) => method === 'POST' && body?.argument).map(({ body }) => parsed(body.argument));
  const requests = added.filter(({ action, modelId }) => action === 'add' && modelId === name);
  const may = (permission: string) => {
    const roles = all(stack, 'google_project_iam_custom_role').filter(({ permissions, title }) => (title as string).startsWith(`${name}: `) && (permissions as string[]).includes(permission));
    return all(stack, 'google_project_iam_member').filter(({ role }) => roles.includes(target(stack, role)!)).map(({ member }) => member as string).filter((member) => !member.includes('${google_service_account.'));
  };
  const keys = requests.map(({ request: { encryptionSpec, model } }) => (encryptionSpec ?? model.encryptionSpec)?.kmsKeyName as string | undefined);
  const agents = may('aiplatform.models.export');
  const read = all(stack, 'google_storage_bucket_iam_member').filter(({ member, role }) => agents.includes(member as string) && role === 'roles/storage.objectViewer');
  return {
    name,
    versions: requests.map(version),
    approvers: may('aiplatform.models.update'),
    registrars: may('aiplatform.models.upload'),
    // The agent of Vertex AI there, which has the number of its project in its name.
    promotedTo: agents.map((member) => /^serviceAccount:service-(\d+)@gcp-sa-aiplatform\./.exec(member)?.[1] ?? member),
    promotedReads: read.map(({ condition }) => /\/objects\/([^"]*)"\)/.exec(condition?.expression ?? '')?.[1] ?? '').map((prefix) => `${prefix}*`),
    encrypted: keys.length > 0 && keys.every((key) => isPlatformKey(stack, key)),
  };
}

/** Terraform doubles what begins an expression of its own. */
const parsed = (text: string) => JSON.parse(text.replaceAll('$${', '${').replaceAll('%%{', '%{')) as Attributes;

/** One of the aliases says whether a version may be served; its description, who has said so. */
function version({ alias, status, description, request }: Attributes): ModelVersionFacts {
  const [, by, reason] = /^(?:Approved|Rejected) by ([^:\n]+?)(?:: (.*))?\.(?:\n|$)/.exec(description) ?? [];
  return {
    status: (status as string).slice(`${alias}-`.length) as ModelVersionFacts['status'],
    by,
    reason,
    model: request.model?.artifactUri,
    image: request.model?.containerSpec.imageUri,
    said: description,
    stage: request.model?.labels.stage,
  };
}
