/** What `vmwright doctor` found out about one thing. */
export interface Check {
  /** The thing: `qemu aarch64`, `kvm`. */
  readonly name: string;
  /**
   * - `ok`: as it should be
   * - `limited`: scenarios run, but something is not possible, or was not tried
   * - `lacking`: no scenario runs before it is mended
   */
  readonly state: 'ok' | 'limited' | 'lacking';
  /** What was found, in a line. */
  readonly found: string;
  /** How to mend it, in a line; a command where one does it. */
  readonly remedy?: string;
  /** More for programs. */
  readonly details?: Readonly<Record<string, unknown>>;
}
