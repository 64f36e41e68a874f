/** What a faulty monitor does in place of what QEMU would. Plain data: it is handed to the program that sits between. */
export type MonitorFault =
  /** The event never comes. */
  | { readonly event: string }
  /** An event with this status tells another one. */
  | { readonly status: string; readonly becomes: string }
  /** With the event of this status QEMU dies of a signal, as by an assertion about what a migration brings. */
  | { readonly status: string; readonly kills: 'SIGABRT' | 'SIGSEGV' }
  /** After the command QEMU is told another one. */
  | { readonly command: string; readonly besides: string }
  /** The command reaches QEMU with other arguments. From then on there are other faults besides. */
  | { readonly command: string; readonly arguments: object; readonly then?: readonly MonitorFault[] }
  /** The command is answered so, and QEMU hears nothing of it. From then on there are other faults besides. */
  | { readonly command: string; readonly answer: object; readonly then?: readonly MonitorFault[] }
  /** The command is answered with a list out of which these objects are taken, or only this member of theirs. */
  | { readonly command: string; readonly without: { readonly path: string; readonly member?: string } }
  /** In place of an answer comes this line. */
  | { readonly command: string; readonly line: string }
  /** In place of an answer the connection is closed; QEMU hears nothing of the command. */
  | { readonly command: string; readonly close: true };
