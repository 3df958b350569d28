/** A text in which nothing is a reference of Terraform but a token of cdktf. */
export function writtenText(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, '$$$${').replace(/%\{/g, '%%{');
}

/** Variables in which nothing is a reference of Terraform but a token of cdktf: `${HOME}` is what the container is to read. */
export function asWritten<Plan extends { readonly environment: Readonly<Record<string, string>> }>(plan: Plan): Plan {
  return { ...plan, environment: Object.fromEntries(Object.entries(plan.environment).map(([name, value]) => [name, writtenText(value)])) };
}
