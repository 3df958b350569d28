import { Fn } from 'cdktf';
import { writtenText } from '../../terraform';

/** What the program has to know as one word of a command line, whatever stands in it; what is known at deployment only is put in by Terraform. */
export function configArgument(config: object): string {
  const text = JSON.stringify(config);
  return text.includes('${TfToken[') ? Fn.base64encode(Fn.rawString(writtenText(text))) : Buffer.from(text).toString('base64');
}
