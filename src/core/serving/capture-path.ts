import { isUnresolved, Problems } from '../private';
import { ArtifactPath } from '../storage';
import { ModelEndpointPlan, readPaths } from './model-endpoint-plan';

/** Where captured requests can be written. */
export interface CaptureStores {
  readonly storageUri: RegExp;
  readonly storageName: string;
  /** Who writes them, as users call it. */
  readonly writer: string;
}

/** Notes a place of captured requests that nobody can write to. */
export function checkCapturePath(plan: ModelEndpointPlan, { storageUri, storageName, writer }: CaptureStores, problems: Problems): void {
  const path = plan.capture?.path;
  if (!path) return;
  if (!isUnresolved(path.uri.split('/')[0]) && !storageUri.test(path.uri)) {
    problems.add('serving/capture-path', `requests are to be kept at '${path.uri}', where ${writer} cannot write: give a path of ${storageName}, or leave 'path' out`);
  }
  checkOverlap(plan, path, problems);
}

/** What is captured must not be written over what is served: the right to write there would be the right to change the model. */
function checkOverlap(plan: ModelEndpointPlan, path: ArtifactPath, problems: Problems): void {
  const folder = ({ uri }: ArtifactPath) => uri.replace(/\/?$/, '/');
  readPaths(plan).filter((model) => folder(model).startsWith(folder(path)) || folder(path).startsWith(folder(model))).forEach(({ uri }) => {
    problems.add('serving/capture-overlap', `requests are to be kept at '${path.uri}', where they would lie with the model at '${uri}': give a folder that holds no model, and lies in none`);
  });
}
