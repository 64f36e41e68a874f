import { QmpConnectionLostError, QmpProtocolError, QmpStateError, describeBytes } from './errors.js';

/** Why a session ended. The first reason wins. */
export type Ending =
  | { readonly by: 'us' }
  | {
      readonly by: 'peer';
      readonly reason: string;
      readonly lastCommand?: string | undefined;
      readonly cause?: unknown;
    }
  | {
      readonly by: 'protocol';
      readonly problem: string;
      readonly bytes: Uint8Array;
      readonly cause?: unknown;
    }
  | { readonly by: 'transcript'; readonly error: unknown };

/** The error for those who follow the connection as a whole; undefined when it was closed from this side. */
export function errorOfConnection(ending: Ending, peer: string): Error | undefined {
  switch (ending.by) {
    case 'us':
      return undefined;
    case 'peer':
      return lost(ending, `the QMP connection to ${peer} was lost`);
    case 'protocol':
      return violated(ending, `${peer} sent something that is not QMP`);
    case 'transcript':
      return ending.error instanceof Error ? ending.error : new Error(String(ending.error));
  }
}

/** The error for one call: it was in flight when the session ended, or came after that. */
export function errorOfCall(ending: Ending, peer: string, command: string, when: 'during' | 'after'): Error {
  const during = when === 'during';
  switch (ending.by) {
    case 'us':
      return new QmpStateError(
        during
          ? `the client of ${peer} was closed while '${command}' was in flight`
          : `cannot execute '${command}': the client of ${peer} was closed`,
      );
    case 'peer':
      return lost(
        ending,
        during
          ? `the QMP connection to ${peer} was lost while '${command}' was in flight`
          : `cannot execute '${command}': the QMP connection to ${peer} was lost`,
        command,
      );
    case 'protocol':
      return violated(
        ending,
        during
          ? `${peer} sent something that is not QMP while '${command}' was in flight`
          : `cannot execute '${command}': ${peer} had sent something that is not QMP`,
        command,
      );
    case 'transcript':
      return ending.error instanceof Error ? ending.error : new Error(String(ending.error));
  }
}

function lost(ending: Ending & { by: 'peer' }, message: string, command?: string): QmpConnectionLostError {
  const { reason, lastCommand } = ending;
  const last =
    command === undefined && lastCommand !== undefined ? `; the last command was '${lastCommand}'` : '';
  return new QmpConnectionLostError(
    `${message}: ${reason}${last}`,
    reason,
    command,
    lastCommand,
    causeOf(ending),
  );
}

function violated(ending: Ending & { by: 'protocol' }, message: string, command?: string): QmpProtocolError {
  const { problem, bytes } = ending;
  const seen = describeBytes(bytes);
  return new QmpProtocolError(`${message}: ${problem}; seen: ${seen}`, bytes, command, causeOf(ending));
}

function causeOf({ cause }: { readonly cause?: unknown }): ErrorOptions | undefined {
  return cause === undefined ? undefined : { cause };
}
