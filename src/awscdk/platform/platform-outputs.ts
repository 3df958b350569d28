import { CfnOutput, Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { MlPlatformAttributes } from './ml-platform-attributes';

export type OutputAttributes = Omit<MlPlatformAttributes, 'profile' | 'tags' | 'permissionsBoundary' | 'serviceCidr' | 'kubectlLayer'>;

/** Writes what `MlPlatform.fromAttributes` takes as outputs of the stack: `AcmeMlNetworkId` and so on. */
export function writeOutputs(scope: Construct, attributes: OutputAttributes): void {
  const prefix = attributes.platformName.split('-').map(capital).join('');
  Object.entries(attributes).forEach(([name, value]) => {
    const output = new CfnOutput(scope, capital(name), {
      value: typeof value === 'string' ? value : Fn.join(',', value),
      description: `Attribute '${name}' of the ML platform ${attributes.platformName}`,
    });
    output.overrideLogicalId(`${prefix}${capital(name)}`);
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
