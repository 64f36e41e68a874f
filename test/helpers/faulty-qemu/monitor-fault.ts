/** What a faulty monitor does in place of what QEMU would. Plain data: it is handed to the program that sits between. */
export type MonitorFault =
  /** The event never comes. */
  | { readonly event: string }
  /** The command reaches QEMU with other arguments. */
  | { readonly command: string; readonly arguments: object }
  /** The command is answered so, and QEMU hears nothing of it. */
  | { readonly command: string; readonly answer: object }
  /** In place of an answer comes this line. */
  | { readonly command: string; readonly line: string }
  /** In place of an answer the connection is closed; QEMU hears nothing of the command. */
  | { readonly command: string; readonly close: true };
