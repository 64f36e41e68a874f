/** Something that not every QEMU offers, in words that follow `QEMU 7.2.22 has no …`. */
export type Need =
  | `QMP command ${string}`
  /** One that takes a descriptor, which this host has to be able to pass. */
  | `QMP command ${string} with a descriptor, passed by perl`
  | `migration capability ${string}`
  /** One that QEMU offers everywhere, and accepts only where the host's kernel lets it. */
  | `migration capability ${string} on this host`
  | `migration parameter ${string}`
  /** As after `-device`. */
  | `device ${string}`
  /** As after `-object`. */
  | `object type ${string}`
  /**
   * A member of an enumeration in QEMU's introspection, by the way to it from a command's arguments:
   * `value zstd of migrate-set-parameters.multifd-compression`.
   */
  | `value ${string} of ${string}`
  /** That `query-hotpluggable-cpus` offers slots on this machine type. */
  | 'pluggable vCPUs';

/** What a machine has besides what every machine of vmwright's has. */
export type Equipment =
  /** A device that tells QEMU when the guest's kernel panics. */
  | 'panic notifier'
  /** A device that acts when the guest does not feed it. */
  | 'watchdog'
  /** Memory that another QEMU can take over as it is. */
  | 'shared memory'
  /** That QEMU stays, stopped, when the guest powers off or panics. */
  | 'stays after shutdown';
