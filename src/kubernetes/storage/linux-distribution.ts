/** What runs on nodes, as far as a storage driver can bring programs to them. The values are those of the chart of Blob Storage. */
export enum LinuxDistribution {
  /** Ubuntu. */
  UBUNTU = 'debian',

  /** Red Hat Enterprise Linux. */
  RHEL = 'fedora',

  /** Red Hat Enterprise Linux CoreOS, of OpenShift. */
  RHCOS = 'rhcos',

  /** Flatcar Container Linux. */
  FLATCAR = 'flatcar',

  /** Garden Linux. */
  GARDEN_LINUX = 'gardenlinux',
}
