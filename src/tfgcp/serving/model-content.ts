import { ModelPlan } from '../../core/registry/model-plan';
import { SHARED_MEMORY_MIB } from '../../facts/gcp/serving-limits';
import { writtenText } from '../../terraform';

/** Images that Vertex AI knows itself: it needs to be told neither their port nor their paths, unless the user says other ones. */
const PREBUILT = /\/vertex-ai\/prediction\//;

/** As Google's own containers of Hugging Face listen; they take their paths from Vertex AI: https://github.com/huggingface/Google-Cloud-Containers */
const USUAL_PORT = 8080;

/** `ModelContainerSpec` of Vertex AI (v1): https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/ModelContainerSpec */
export function containerSpec(model: ModelPlan, environment: Readonly<Record<string, string>>, gpus: number): object {
  const { image, ownImage, huggingFace, container: { port, healthPath, predictPath, command, own } } = model;
  const env = Object.entries(environment).map(([name, value]) => ({ name, value: text(value) }));
  const args = argumentsOf(model);
  const asked = ownImage || huggingFace || own
    ? { ports: [{ containerPort: port }], healthRoute: healthPath, predictRoute: predictPath }
    : { ports: [{ containerPort: USUAL_PORT }] };
  return {
    imageUri: image!.uri,
    ...(PREBUILT.test(image!.uri) && !ownImage && !own ? {} : asked),
    ...(command ? { command: command.map(text) } : {}),
    ...(args.length > 0 ? { args: args.map(text) } : {}),
    ...(env.length > 0 ? { env } : {}),
    ...(gpus > 1 ? { sharedMemorySizeMb: String(SHARED_MEMORY_MIB) } : {}),
  };
}

/** A server of Hugging Face's models is told which; it answers SageMaker's paths, too: https://docs.vllm.ai/en/latest/serving/openai_compatible_server/ */
function argumentsOf({ huggingFace, container: { port, args = [] } }: ModelPlan): readonly string[] {
  if (!huggingFace) return args;
  return [`--model=${huggingFace.modelId}`, `--revision=${huggingFace.revision}`, '--host=0.0.0.0', `--port=${port}`, ...args];
}

/** Vertex AI puts variables in place of `$(NAME)`, unless two dollar signs stand there: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/EnvVar */
function text(value: string): string {
  return writtenText(value.replaceAll('$(', '$$$$('));
}
