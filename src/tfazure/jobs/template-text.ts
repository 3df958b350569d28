/** Text that Terraform is to write as it is: `${` and `%{` begin an expression in each of its texts, unless they are doubled; those of cdktf's tokens are meant. */
export function terraformText(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, '$$$${').replace(/%\{/g, '%%{');
}

/**
 * Text that a workflow of Logic Apps is to take as it is: a text that begins with `@`, and `@{` anywhere, are expressions there.
 * https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-workflow-definition-language#expressions
 */
export function workflowText(text: string): string {
  const inside = text.replace(/@\{/g, '@@{');
  return text.startsWith('@') && !text.startsWith('@{') ? `@${inside}` : inside;
}

/** A body whose texts are written otherwise; its keys stay. */
export function mapTexts<Body>(body: Body, change: (text: string) => string): Body {
  if (typeof body === 'string') return change(body) as Body;
  if (Array.isArray(body)) return body.map((item: unknown) => mapTexts(item, change)) as Body;
  if (typeof body !== 'object' || body === null || 'resolve' in body) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, mapTexts<unknown>(value, change)])) as Body;
}
