import type { StreamCursor } from './stream-cursor.js';

/** What the source tells the destination to do, between sections. */
export interface StreamCommand {
  readonly name: string;
  /** Bytes from the file's beginning. */
  readonly offset: number;
  /** What it says, in words, where it says more than its name. */
  readonly details?: string;
}

/** By their numbers (`MIG_CMD_*` in QEMU's migration/savevm.c). Each has its length with it, so a new one can be skipped. */
const names = new Map([
  [1, 'open-return-path'],
  [2, 'ping'],
  [3, 'postcopy-advise'],
  [4, 'postcopy-listen'],
  [5, 'postcopy-run'],
  [6, 'postcopy-ram-discard'],
  [7, 'packaged'],
  [8, 'enable-colo'],
  [9, 'postcopy-resume'],
  [10, 'recv-bitmap'],
  [11, 'switchover-start'],
]);

/** Reads a command from behind its type byte. What is in a package follows as it would without one. */
export async function readCommand(cursor: StreamCursor): Promise<StreamCommand> {
  const offset = cursor.position - 1;
  await cursor.need(4, 'a command');
  const number = cursor.u16();
  const length = cursor.u16();
  const name = names.get(number);
  if (name === undefined) throw cursor.notSupported(`migration command ${number}`, offset);
  const payload = await cursor.bytes(length, `the command ${name}`);
  const details = describe(name, payload);
  return details === undefined ? { name, offset } : { name, offset, details };
}

function describe(name: string, payload: Buffer): string | undefined {
  switch (name) {
    case 'ping':
      return payload.length === 4 ? String(payload.readUInt32BE()) : undefined;
    case 'packaged':
      return payload.length === 4 ? `${payload.readUInt32BE()} bytes of sections` : undefined;
    case 'postcopy-advise':
      if (payload.length !== 16) return 'no RAM';
      return `host pages 0x${payload.readBigUInt64BE().toString(16)}, target pages ${payload.readBigUInt64BE(8)}`;
    case 'postcopy-ram-discard': {
      const end = 2 + (payload[1] ?? 0);
      return `${payload.toString('utf8', 2, end)}, ${Math.floor((payload.length - end - 1) / 16)} ranges`;
    }
    case 'recv-bitmap':
      return payload.toString('utf8', 1);
    default:
      return undefined;
  }
}
