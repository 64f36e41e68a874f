import type { Need } from '../../needs.js';
import type { MigrateParameters } from './options.js';
import { needsOfTransport } from './transports.js';

/** What QEMU must offer for a migration with these options. */
export function needsOfMigration(options: MigrateParameters): readonly Need[] {
  const { via, compression, precopy, postcopy, switchover, tls, snapshot, cpr } = options;
  return [
    ...needsOfTransport(via),
    ...(compression ? [`value ${compression} of migrate-set-parameters.multifd-compression` as const] : []),
    ...(precopy ? [`migration capability ${precopy}` as const] : []),
    ...(postcopy ? ['migration capability postcopy-ram on this host' as const] : []),
    ...(postcopy?.startsWith('preempt') ? ['migration capability postcopy-preempt' as const] : []),
    ...(switchover ? ['migration capability switchover-ack' as const] : []),
    ...(tls ? [`object type tls-creds-${tls.endsWith('psk') ? 'psk' : 'x509'}` as const] : []),
    ...(snapshot ? ['migration capability background-snapshot on this host' as const] : []),
    ...(cpr ? [`value cpr-${cpr} of migrate-set-parameters.mode` as const] : []),
    ...(options['zero-copy'] ? ['migration capability zero-copy-send' as const] : []),
  ];
}
