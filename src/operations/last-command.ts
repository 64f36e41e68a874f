import { EnvironmentError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import type { Vm } from '../vm/index.js';

/** A script ends with this status, and says why, where the guest's image lacks what it takes. */
export const lacking = 77;

/**
 * Has the guest run a script that it does not live to answer, and waits for what comes of it. The session is closed then.
 *
 * @param effect - waits for it; called before the script is sent
 * @throws EnvironmentError when the guest's image lacks something; FindingError `guest-refused` when the script fails
 */
export async function lastCommand(
  vm: Vm,
  script: string,
  effect: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const wait = { timeoutMs: vm.patienceMs, signal };
  const guest = await vm.guest(wait);
  const coming = effect();
  const failing = guest.run(script, wait).then(
    ({ code, stderr }) => mustSucceed(code, stderr),
    // The connection ends with the guest, or nobody waits for the answer any more.
    () => undefined,
  );
  try {
    await Promise.race([coming, failing.then(() => coming)]);
  } finally {
    coming.catch(() => undefined);
    await vm.logOut();
  }
}

/** @throws as {@link lastCommand} unless a script's status is 0 */
export function mustSucceed(code: number | null, stderr: string): void {
  const said = stderr.trim();
  if (code === lacking) throw new EnvironmentError(`the guest's image lacks what this step takes: ${said}`);
  if (code === 0) return;
  throw new FindingError(`the guest could not do it: ${said}`, {
    kind: 'guest-refused',
    signature: `guest-refused ${said.replaceAll(/\d+/g, 'N')}`,
    expected: 'that the guest does it',
    seen: said,
  });
}
