import { ImageUse } from './frameworks';

/** What the almanac of a cloud says of one image. */
export interface ImageFacts {
  readonly framework: string;
  /** The framework's version, as far as the publisher tells it. */
  readonly version: string;
  readonly use: ImageUse;
  readonly accelerator: 'gpu' | 'cpu';
  /** Repository and tag; with the host, where it is the same in every region. */
  readonly image: string;
  /** Which of the registries has it, where its host depends on the region. */
  readonly registry?: string;
  /** Python's version, where the publisher tells it. */
  readonly python?: string;
  /** The version of CUDA that it was built with, at least: only the major version where the publisher tells no more. */
  readonly cuda?: string;
  /** The day after which its publisher patches it no more; for the documentation, since there is no clock at synth. */
  readonly ends?: string;
}

/** The images of a cloud, as a target hands them to a plan. */
export interface ImageCatalogue {
  readonly images: readonly ImageFacts[];
  /** The hosts of registries that each region has its own of: by registry, then by region. */
  readonly registries: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
