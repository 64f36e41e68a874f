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

/** Takes an error's message apart: the remedy stands behind its last full stop. */
export function splitRemedy(message: string): Pick<Check, 'found' | 'remedy'> {
  const at = message.lastIndexOf('. ');
  return at < 0 ? { found: message } : { found: message.slice(0, at), remedy: message.slice(at + 2) };
}
