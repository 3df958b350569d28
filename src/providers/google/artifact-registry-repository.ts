export { ArtifactRegistryRepository } from '@cdktf/provider-google/lib/artifact-registry-repository';
