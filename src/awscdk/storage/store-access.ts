import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGrantPrefix } from '../../core/private';
import { STORE_READ, STORE_WRITE } from '../../facts/aws/grants';
import { StatementFact } from '../../facts/aws/statement';
import { grant } from '../identity/statements';
import { stackValues } from '../stack-values';

/** Who may use the objects of a bucket. */
export class StoreAccess {
  public constructor(private readonly scope: Construct, private readonly bucket: IBucket, private readonly key: IKey | undefined) {}

  public read(identity: IIdentity, prefix: string): void {
    this.give(identity, STORE_READ, prefix);
  }

  public write(identity: IIdentity, prefix: string): void {
    this.give(identity, STORE_WRITE, prefix);
  }

  private give(identity: IIdentity, facts: readonly StatementFact[], prefix: string): void {
    requireGrantPrefix(prefix);
    const { bucket, key } = this;
    const values = { ...stackValues(this.scope, ''), store: bucket.bucketArn, prefix, ...(key && { key: key.keyArn }) };
    facts.forEach((fact) => {
      if (!fact.resources.includes('{key}')) grant(this.scope, identity, fact, values, { resource: bucket });
      else if (key) grant(this.scope, identity, fact, values, { resource: key, selfArns: ['*'] });
    });
  }
}
