/**
 * A text of a container as the user wrote it: in commands and variables the kubelet puts a variable in place of `$(NAME)`, and one dollar sign in place of two.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#entrypoint
 */
export function asWritten(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}
