import { describeError, type DeadlineError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';

/** A QEMU process that lives and opens no monitor, however long it is given. */
export function silentFromTheStart(cause: DeadlineError): FindingError {
  return new FindingError(
    'QEMU was started, and never opens its monitor',
    {
      kind: 'qemu-hang',
      signature: 'qemu-hang QEMU never opens its monitor',
      expected: 'a QMP monitor that answers',
      seen: describeError(cause),
    },
    { cause },
  );
}
