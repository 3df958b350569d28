import { Fn, Lazy, propertyAccess, Token } from 'cdktf';
import { Construct } from 'constructs';
import { jsonText } from './json-text';
import { RawResource, RawResourceOptions } from './raw-resource';

/** The registry schema of a CloudFormation type, as committed in `facts/aws/cloud-control`. */
export interface CloudControlSchema {
  readonly typeName: string;
}

export interface CloudControlResourceProps<Properties extends object = object> extends RawResourceOptions {
  /** Without it the plan would call the service, which needs credentials and makes the plan depend on the day. */
  readonly schema: CloudControlSchema;
  /** The properties as CloudFormation names them; the caller types them. A function gives them at synthesis, where what is constructed later has a say. */
  readonly desiredState: Properties | (() => Properties);
  /** The role that Cloud Control acts with; left out, the caller's. */
  readonly roleArn?: string;
}

/** A CloudFormation type that the AWS provider has no resource for. */
export class CloudControlResource<Properties extends object = object> extends RawResource {
  public constructor(scope: Construct, id: string, props: CloudControlResourceProps<Properties>) {
    super(scope, id, 'aws_cloudcontrolapi_resource', 'aws', {
      type_name: props.schema.typeName,
      // `${1,128}` ends a pattern of some schemas, which Terraform would evaluate.
      schema: JSON.stringify(props.schema).replace(/\$\{/g, '$$$${'),
      desired_state: textOf(props.desiredState),
      role_arn: props.roleArn,
    }, props);
  }

  /** A property as the service knows it after the create, such as an ARN. */
  public property(name: string): string {
    return Token.asString(propertyAccess(Fn.jsondecode(this.getStringAttribute('properties')), [name]));
  }

  /** The primary identifier. */
  public get id(): string {
    return this.getStringAttribute('id');
  }
}

function textOf(state: object | (() => object)): string {
  return typeof state === 'function' ? Lazy.stringValue({ produce: () => jsonText(state()) }) : jsonText(state);
}
