import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascal } from '../names';

export interface RegistryOutputs {
  readonly registryId: string;
  readonly modelName: string;
  readonly auditCommand: string;
}

/** Writes what other programs and people need of a registry: the outputs `AcmeMlFraudModelsRegistryId`, `…ModelName` and `…AuditCommand`. */
export function writeRegistryOutputs(registry: Construct, platformName: string, values: RegistryOutputs): void {
  const prefix = `${pascal(platformName)}${registry.node.id.replace(/[^A-Za-z0-9]/g, '')}`;
  const write = (name: string, value: string, description: string) => {
    new CfnOutput(registry, name, { value, description: `${description} the model registry ${registry.node.id}` }).overrideLogicalId(`${prefix}${name}`);
  };
  write('RegistryId', values.registryId, 'The model package group of');
  write('ModelName', values.modelName, 'The name of the model of');
  write('AuditCommand', values.auditCommand, 'Asks who registered and approved what in');
}
