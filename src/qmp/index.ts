export type { QmpAddress } from './address.js';
export { QmpClient } from './client.js';
export {
  type QmpCall,
  QmpConnectError,
  QmpConnectionLostError,
  QmpDeadlineError,
  QmpError,
  QmpProtocolError,
  QmpRefusedError,
  QmpStateError,
} from './errors.js';
export type { QmpListener } from './listener.js';
export type { EventMessage, QmpGreeting, QmpTimestamp } from './messages.js';
export type { CallOptions, QmpOptions, QmpTranscriptEntry } from './options.js';
export type { Descriptor } from './pass-descriptor.js';
export type { ArgumentsOf, CommandName, EventName, EventOf, QmpEvent, ResultOf } from './typed.js';
export type { Empty, Integer, Open } from './values.js';
export type { SchemaInfo } from './schema/introspection.js';
export type * from './generated/types.js';
