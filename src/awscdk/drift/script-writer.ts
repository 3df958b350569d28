import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { WRITE_SCRIPT, WRITER_CODE, WRITER_FUNCTION } from '../../facts/aws/drift-writer';
import { INGEST_TRUST } from '../../facts/aws/features-rights';
import { statements } from '../identity/statements';
import { EncryptedLogs } from '../observability/encrypted-logs';
import { privateSubnets } from '../platform/platform-network';
import { DriftContext } from './drift-context';

/** The function in the platform's network that writes the script which makes columns of requests: neither CloudFormation nor Step Functions writes a text into a bucket. */
export class ScriptWriter extends Construct {
  public readonly function: CfnFunction;

  public constructor(scope: Construct, id: string, { platform, plan, values }: DriftContext) {
    super(scope, id);
    const { platformName, key, vpc, jobSecurityGroup, profile: { settings: profile } } = platform;
    const logs = new EncryptedLogs(this, 'Logs', { platformName, part: `monitors/${plan.name}`, profile, key }).group;
    // Not as the group says it, which ends with `:*`.
    const logsArn = Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: logs.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    const role = new Role(this, 'Role', { description: `${plan.name}: writes the script of the monitor`, assumedBy: new ServicePrincipal(INGEST_TRUST.service) });
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `${plan.name}: writing the script of the monitor`, statements: statements(WRITE_SCRIPT, { ...values, logs: logsArn }), roles: [role],
    });
    const { runtime, handler, architecture, memoryMegabytes, timeoutSeconds } = WRITER_FUNCTION;
    this.function = new CfnFunction(this, 'Resource', {
      functionName: `${plan.name}-script`,
      description: `Writes the script of the monitor ${plan.name}`,
      runtime,
      handler,
      architectures: [architecture],
      memorySize: memoryMegabytes,
      timeout: timeoutSeconds,
      role: role.roleArn,
      code: { zipFile: WRITER_CODE },
      environment: { variables: { KEY: key.keyArn } },
      kmsKeyArn: key.keyArn,
      loggingConfig: { logGroup: logs.logGroupName },
      vpcConfig: { subnetIds: privateSubnets(vpc).map(({ subnetId }) => subnetId), securityGroupIds: [jobSecurityGroup.securityGroupId] },
    });
    this.function.node.addDependency(policy);
  }
}
