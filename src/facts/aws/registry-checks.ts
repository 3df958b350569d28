import { cardContent, CardFacts, cardProblems } from './registry-card';
import { approvalDescription, PackageFacts } from './registry-package';
import { LONGEST_APPROVAL_DESCRIPTION, METADATA_VALUE } from './registry-service';
import { SAGEMAKER_CONTAINER } from './serving-service';

/** A version of a model, as core's plan says it. */
export interface VersionFacts {
  readonly model: {
    readonly kind: string;
    readonly container: {
      readonly port: number;
      readonly healthPath: string;
      readonly predictPath: string;
      readonly grpc: boolean;
      readonly command?: readonly string[];
      readonly args?: readonly string[];
    };
  };
  readonly approval: PackageFacts['approval'];
  readonly card?: { readonly content: CardFacts };
  readonly description?: string;
}

const ASKED = { ...SAGEMAKER_CONTAINER, grpc: false };

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html */
const DESCRIPTION = { length: 1024, pattern: /^[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*$/u };

/** What SageMaker refuses of a version. */
export function versionProblems({ model, approval, card, description = '' }: VersionFacts): Array<{ readonly code: string; readonly message: string }> {
  const found: Array<{ readonly code: string; readonly message: string }> = [];
  const add = (code: string, message: string) => found.push({ code, message });
  if (model.kind === 'hugging-face') add('models/version-files', 'a version keeps what it is made of, but the model is downloaded from Hugging Face by each replica: copy its files to a store, and register Model.fromArtifact');
  const asked = Object.entries(ASKED).filter(([name, value]) => model.container[name as keyof typeof ASKED] !== value).map(([name]) => name);
  if (asked.length > 0) add('models/container', `SageMaker asks containers at port 8080, '/ping' and '/invocations' over HTTP, but the version says otherwise of ${asked.join(', ')}: leave it out, and let the image answer there`);
  // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html has no place for them.
  if (model.kind !== 'hugging-face' && (model.container.command || model.container.args)) add('models/container', 'the container of a version is to run a program, or arguments, of its own, but SageMaker keeps neither with a version: put them into the image, and register that');
  if (approval.by !== undefined && !METADATA_VALUE.pattern.test(approval.by)) add('models/approver', `the approver's name '${approval.by}' cannot be kept with a version, which takes ${METADATA_VALUE.allowed}: choose another name`);
  const decision = approvalDescription(approval) ?? '';
  if (decision.length > LONGEST_APPROVAL_DESCRIPTION) add('models/approver', `the reason of the approval has, with its name, ${decision.length} characters, and SageMaker takes ${LONGEST_APPROVAL_DESCRIPTION}: shorten it`);
  if (decision.includes('\n')) add('models/approver', 'the reason of the approval has several lines, and SageMaker takes one: join them');
  if (description.length > DESCRIPTION.length || !DESCRIPTION.pattern.test(description)) add('models/description', `the description of a version has at most ${DESCRIPTION.length} characters in one line, and this has ${description.length}: shorten it, or put it into the model card`);
  if (card) cardProblems(cardContent(card.content)).forEach((problem) => add('models/card', `SageMaker does not take the model card: ${problem}`));
  return found;
}
