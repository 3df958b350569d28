/**
 * A text as the user wrote it: `${` and `%{` begin an expression in each text of Terraform, unless they are doubled; those of cdktf's tokens are meant.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function writtenText(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, '$$$${').replace(/%\{/g, '%%{');
}

/** A body all of whose texts are as the user wrote them. */
export function writtenTexts<Body>(body: Body): Body {
  return mapTexts(body, writtenText);
}

/** A body whose texts are written otherwise; its keys stay. */
export function mapTexts<Body>(body: Body, change: (text: string) => string): Body {
  if (typeof body === 'string') return change(body) as Body;
  if (Array.isArray(body)) return body.map((item: unknown) => mapTexts(item, change)) as Body;
  if (typeof body !== 'object' || body === null || 'resolve' in body) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, mapTexts<unknown>(value, change)])) as Body;
}
