import { Model } from './model';
import { IModelVersion } from './model-version';

const MODELS = new WeakMap<IModelVersion, Model>();

/** Remembers what a version of this program was registered with. */
export function keepModel(version: IModelVersion, model: Model): void {
  MODELS.set(version, model);
}

/** Whether what is said beside a version is what this program registered it with; of another program's version nobody here knows. */
export function isAsRegistered({ version, runtime, _container: container }: Model): boolean {
  const registered = registeredModel(version!);
  if (!registered) return !runtime && !container;
  return (!runtime || said(runtime) === said(registered.runtime)) && (!container || said(container) === said(registered._container));
}

/** One that was taken over is made of what its source is. */
function registeredModel(version: IModelVersion): Model | undefined {
  const model = MODELS.get(version);
  return model?.version ? registeredModel(model.version) : model;
}

/** What is known only at deployment has another token each time that it is asked for, and cannot be compared. */
function said(value: object = {}): string {
  const parts = Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify(parts).replace(/\$\{[^}]*\}/g, '${}');
}
