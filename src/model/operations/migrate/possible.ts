import type { MigrateParameters } from './options.js';
import { isConnection, isSocket, isThroughFile } from './transports.js';

/** Why options do not go together on any QEMU, or nothing when they do. */
export function contradictionOf(options: MigrateParameters): string | undefined {
  return rules.find((rule) => rule.broken(options))?.says;
}

/** Whether the memory is handed over as it is: by descriptors. */
export function staysInPlace(cpr: MigrateParameters['cpr']): boolean {
  return cpr === 'transfer' || cpr === 'exec';
}

interface Rule {
  broken(options: MigrateParameters): boolean;
  readonly says: string;
}

/** As QEMU's own checks of capabilities (migration/options.c, migration/migration.c) and channels have it. */
const rules: readonly Rule[] = [
  {
    broken: ({ multifd, via }) => multifd !== undefined && !isSocket(via) && via !== 'mapped-ram',
    says: 'multifd needs a socket for each channel (unix, tcp) or mapped-ram',
  },
  {
    broken: ({ compression, multifd, via }) =>
      compression !== undefined && (multifd === undefined || via === 'mapped-ram'),
    says: 'memory is compressed by the channels of multifd, and never in mapped-ram',
  },
  {
    broken: ({ postcopy, via }) => postcopy !== undefined && !isConnection(via),
    says: 'postcopy needs a connection for both directions (unix, tcp, fd)',
  },
  {
    broken: ({ postcopy, via }) => postcopy?.startsWith('preempt') === true && !isSocket(via),
    says: 'postcopy with preempt needs a second connection (unix, tcp)',
  },
  {
    broken: ({ postcopy, multifd }) => postcopy !== undefined && multifd !== undefined,
    says: 'postcopy with multifd came late, and most QEMUs refuse it',
  },
  {
    broken: ({ tls, via }) => tls !== undefined && !isConnection(via),
    says: 'TLS needs a connection for both directions (unix, tcp, fd)',
  },
  {
    broken: ({ switchover, via }) => switchover !== undefined && !isConnection(via),
    says: 'the destination answers over a connection for both directions only (unix, tcp, fd)',
  },
  {
    broken: ({ precopy, multifd, via }) =>
      precopy === 'xbzrle' && (multifd !== undefined || via === 'mapped-ram'),
    says: 'xbzrle goes neither with multifd nor with mapped-ram',
  },
  {
    broken: ({ snapshot, via, multifd, precopy }) =>
      snapshot !== undefined &&
      (!isThroughFile(via) || via === 'mapped-ram' || multifd !== undefined || precopy !== undefined),
    says: 'a background snapshot goes into a plain file (file, file-uri, file-offset, fdset), without multifd and the like',
  },
  {
    broken: ({ 'zero-copy': zeroCopy, multifd, compression, tls, via }) =>
      zeroCopy !== undefined &&
      (multifd === undefined || compression !== undefined || tls !== undefined || via !== 'tcp'),
    says: 'zero-copy goes with multifd over tcp, without compression and TLS',
  },
  {
    broken: ({ cpr, postcopy, snapshot }) =>
      cpr !== undefined && (postcopy !== undefined || snapshot !== undefined),
    says: 'checkpoint and restart goes neither with postcopy nor with a background snapshot',
  },
  {
    broken: ({ cpr, via }) => cpr === 'transfer' && via !== 'unix',
    says: 'cpr: transfer goes via unix: the source has to know both of its sockets before the destination can choose any',
  },
  {
    broken: ({ cpr, via }) => cpr === 'exec' && !['file', 'file-uri', 'file-offset'].includes(via),
    says: 'cpr: exec goes through a file (file, file-uri, file-offset): there is no second QEMU at the other end',
  },
  {
    broken: ({ cpr, multifd, precopy, switchover, tls }) =>
      staysInPlace(cpr) && [multifd, precopy, switchover, tls].some((option) => option !== undefined),
    says: 'in cpr: transfer and exec the memory does not travel: there is nothing to be done about how it does',
  },
];
