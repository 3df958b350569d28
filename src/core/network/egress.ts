import { refuse } from '../private';

/**
 * What the private network may reach outside itself.
 *
 * @example
 * import { Egress } from 'ml-platform-constructs';
 *
 * const open = Egress.nat();
 * const sealed = Egress.none();
 * const mirrored = Egress.mirrored('registry.acme.internal');
 */
export class Egress {
  /** The internet, through the cloud's address translation: nothing outside can open a connection inwards. */
  public static nat(): Egress {
    return new Egress('nat');
  }

  /** Nothing but the cloud's own services, through private endpoints. */
  public static none(): Egress {
    return new Egress('none');
  }

  /**
   * As `none`, and charts and images come from a mirror that the network reaches.
   *
   * @param registry host of the OCI registry, without a scheme: `registry.acme.internal`
   */
  public static mirrored(registry: string): Egress {
    if (!/^[a-z0-9.-]+(:\d+)?(\/[\w./-]+)?$/.test(registry)) {
      refuse('network/mirror', `'${registry}' is no registry address: give a host without a scheme, such as 'registry.acme.internal'`);
    }
    return new Egress('mirrored', registry);
  }

  private constructor(
    /** `nat`, `none` or `mirrored`. */
    public readonly kind: string,
    /** The mirror, for `mirrored`. */
    public readonly mirror?: string,
  ) {}
}
