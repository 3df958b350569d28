export { VertexAiEndpoint } from '@cdktf/provider-google/lib/vertex-ai-endpoint';
