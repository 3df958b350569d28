import { writtenText } from '../../terraform';
import { VertexModelProps } from './vertex-model';

/** `Model` of the Vertex AI API (v1), as far as it is used: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models#Model */
export interface VertexModelBody {
  readonly displayName: string;
  readonly description?: string;
  readonly artifactUri: string;
  readonly containerSpec: {
    readonly imageUri: string;
    readonly predictRoute?: string;
    readonly healthRoute?: string;
    readonly ports: ReadonlyArray<{ readonly containerPort: number }>;
    readonly env?: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  };
  readonly encryptionSpec: { readonly kmsKeyName: string };
  readonly labels: Readonly<Record<string, string>>;
}

const PORT = 8080;

export function modelBody(id: string, { platform, artifacts, container, displayName, description }: VertexModelProps): VertexModelBody {
  const env = Object.entries(container.environment ?? {}).map(([name, value]) => ({ name, value: writtenText(value) }));
  return {
    displayName: writtenText(displayName ?? `${platform.platformName}: ${id}`),
    ...(description ? { description: writtenText(description) } : {}),
    artifactUri: artifacts.uri,
    containerSpec: {
      imageUri: container.imageUri,
      ...(container.predictRoute ? { predictRoute: container.predictRoute } : {}),
      ...(container.healthRoute ? { healthRoute: container.healthRoute } : {}),
      ports: [{ containerPort: container.port ?? PORT }],
      ...(env.length > 0 ? { env } : {}),
    },
    encryptionSpec: { kmsKeyName: platform.encryptionKey.keyId },
    labels: { ...platform.tags },
  };
}
