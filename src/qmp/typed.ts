import type { Commands } from './generated/commands.js';
import type { Events } from './generated/events.js';
import type { QmpTimestamp } from './messages.js';
import type { CallOptions } from './options.js';
import type { Empty } from './values.js';

/** The commands that the types know: all of the QEMU versions that generated/commands.ts names. */
export type CommandName = keyof Commands;

/** What a command takes. */
export type ArgumentsOf<C extends CommandName> = Commands[C]['arguments'];

/** What a command returns. */
export type ResultOf<C extends CommandName> = Commands[C]['result'];

/** The events that the types know. */
export type EventName = keyof Events;

/** One event. Events without data have no member `data`. */
export interface EventOf<N extends EventName> {
  readonly event: N;
  readonly timestamp: QmpTimestamp;
  readonly data: Events[N];
}

/** Any event that the types know, told apart by `event`. */
export type QmpEvent = { [N in EventName]: EventOf<N> }[EventName];

/** Out-of-band execution is only for the commands that allow it. */
type OptionsOf<C extends CommandName> = Commands[C] extends { readonly oob: true }
  ? CallOptions
  : CallOptions & { readonly oob?: false };

/** What follows the command's name: its arguments, which may be left out when none is required, then options. */
export type ExecuteParameters<C extends CommandName> =
  Empty extends ArgumentsOf<C>
    ? [args?: ArgumentsOf<C> | undefined, options?: OptionsOf<C>]
    : [args: ArgumentsOf<C>, options?: OptionsOf<C>];
