/** Where an image or a folder of images lies in a mirror: under the path that it has in its own registry, as pull-through caches have it. */
export function mirroredImage(mirror: string, image: string): string {
  return `${mirror}/${image.replace(/^[^/]+\//, '')}`;
}
