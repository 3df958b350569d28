import { RUN_FUNCTION } from './function-rights';
import { StatementFact, useKey } from './statement';

/** The function that writes the text of a script as an object, where nothing else of a stack can: its runtime is as that in `features-stream.ts`. */
export const WRITER_FUNCTION = { runtime: 'nodejs24.x', handler: 'index.handler', architecture: 'arm64', memoryMegabytes: 128, timeoutSeconds: 30 } as const;

export const WRITER_CODE = `const { PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const s3 = new S3Client({});
exports.handler = async ({ bucket, key, text }) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ContentType: 'text/x-python', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: process.env.KEY }));
};
`;

/** What Lambda does for itself is not for the code: https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html */
/** What it does: `{files}` is the key of a folder, `{logs}` the ARN of its logs, `{subnets}` (ARNs). */
export const WRITE_SCRIPT: readonly StatementFact[] = [
  { sid: 'WriteScript', actions: ['s3:PutObject'], resources: ['{artifacts}/{files}/*'] },
  useKey('EncryptScript', 's3', 'kms:GenerateDataKey'),
  ...RUN_FUNCTION,
];
