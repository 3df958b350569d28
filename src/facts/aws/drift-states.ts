/** A state of a machine, as the language has it: https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-state-machine-structure.html */
export type State = Readonly<Record<string, unknown>>;

/** An expression of JSONata, which Step Functions works out: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
export function jsonata(expression: string): string {
  return `{% ${expression} %}`;
}

/** What users wrote, which might begin and end as an expression does: a text with it, which the machine reads. There are no tokens in it. */
export function written(content: unknown): string {
  const text = JSON.stringify(JSON.stringify(content)).replace(/[%$]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return jsonata(`$parse(${text})`);
}

const CALL_SECONDS = 60;

/** Trouble on the way; errors by the names that the SDK for Java gives them: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
const retries = (service: string) => [{
  ErrorEquals: [`${service}.${service}Exception`, `${service}.SdkClientException`, 'States.Timeout'], IntervalSeconds: 5, MaxAttempts: 6, BackoffRate: 2,
}];

/** How services are called in names of errors. */
const SERVICES: Readonly<Record<string, string>> = { s3: 'S3', sagemaker: 'SageMaker', cloudwatch: 'CloudWatch', sfn: 'Sfn', batch: 'Batch' };

/** A call of a service by the integration of the SDK; `more` has `Next` or `End`. */
export function call(partition: string, action: string, args: unknown, more: State): State {
  return {
    Type: 'Task',
    Resource: `arn:${partition}:states:::aws-sdk:${action}`,
    Arguments: args,
    TimeoutSeconds: CALL_SECONDS,
    Retry: retries(SERVICES[action.split(':')[0]!]!),
    ...more,
  };
}

/** A machine in JSONata. */
export function machine(comment: string, startAt: string, states: Readonly<Record<string, State>>): Record<string, unknown> {
  return { Comment: comment, QueryLanguage: 'JSONata', StartAt: startAt, States: states };
}
