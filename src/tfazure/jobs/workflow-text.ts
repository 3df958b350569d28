/**
 * Text that a workflow of Logic Apps is to take as it is: a text that begins with `@`, and `@{` anywhere, are expressions there.
 * https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-workflow-definition-language#expressions
 */
export function workflowText(text: string): string {
  const inside = text.replace(/@\{/g, '@@{');
  return text.startsWith('@') && !text.startsWith('@{') ? `@${inside}` : inside;
}
