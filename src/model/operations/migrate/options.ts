import * as z from 'zod';
import { transport } from './transports.js';

/** One of a few words. @param what - as in "expected what the guest does (idle, busy)" */
function oneOf<const Words extends readonly string[]>(what: string, words: Words) {
  return z.enum(words, {
    error: ({ input }) => `expected ${what} (${words.join(', ')}), not ${JSON.stringify(input)}`,
  });
}

const channels = 'expected the number of channels, from 1 to 255';

/** What stands behind `migrate:`. */
export const migrateOptions = z.strictObject(
  {
    via: transport,
    /** What the guest does: nothing, or a computation on every online vCPU whose result is checked. */
    guest: oneOf('what the guest does', ['idle', 'busy']).default('idle'),
    /** It does not go on at the destination before `cont`. */
    arrive: oneOf('how the VM arrives', ['paused']).optional(),
    /** How many channels its memory takes. */
    multifd: z.int(channels).min(1, channels).max(255, channels).optional(),
    compression: oneOf('how its memory is compressed', [
      'none',
      'zlib',
      'zstd',
      'qpl',
      'uadk',
      'qatzip',
    ]).optional(),
    /** How memory that changes meanwhile is dealt with. */
    precopy: oneOf('what helps it to an end', ['xbzrle', 'auto-converge']).optional(),
    /** The vCPUs go first, their memory follows. */
    postcopy: oneOf('a kind of postcopy', ['plain', 'preempt', 'recover', 'preempt-recover']).optional(),
    /** The destination is asked before the source stops. */
    switchover: oneOf('a kind of switch-over', ['acknowledged']).optional(),
    /** The destination answers at the end, so that the source knows whether the VM has arrived; not through a file. */
    'return-path': oneOf('whether the destination answers', ['on']).optional(),
    /** By which keys or certificates; those that begin with `wrong` do not fit each other. */
    tls: oneOf('keys or certificates', [
      'psk',
      'x509',
      'wrong-psk',
      'wrong-name',
      'wrong-authority',
    ]).optional(),
    /** The state at its beginning is saved while the VM runs on; what it does later is lost. */
    snapshot: oneOf('a kind of snapshot', ['background']).optional(),
    /**
     * For a host that is restarted (`reboot`), or gets a newer QEMU while the memory stays where it is: beside the old one
     * (`transfer`) or in its process (`exec`).
     */
    cpr: oneOf('a kind of checkpoint and restart', ['reboot', 'transfer', 'exec']).optional(),
    /** The kernel sends memory without a copy of its own. */
    'zero-copy': oneOf('what is not copied', ['send']).optional(),
  },
  { error: 'expected how the VM travels, as in migrate: { via: file }' },
);

export type MigrateParameters = z.infer<typeof migrateOptions>;
