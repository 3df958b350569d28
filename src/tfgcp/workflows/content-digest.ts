import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { templateText } from '../jobs/template-text';

/** Short words for contents, as Terraform knows them: what a reference stands for counts, too. */
export class ContentDigest extends Construct {
  private count = 0;

  /** Twelve hexadecimal digits. */
  public of(content: object): string {
    const local = new TerraformLocal(this, String(++this.count), templateText(content));
    return Fn.substr(Fn.sha256(local.asString), 0, 12);
  }
}
