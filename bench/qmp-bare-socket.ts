import type { Duplex } from 'node:stream';

/**
 * The least that a program can do to ask over a QMP socket: it sends a command with a number as its id, collects text
 * until a line end, and parses the line. It looks up the waiting call by that id, and nothing else: no deadlines, no
 * events, no errors, no exact integers, no UTF-8 across chunks, no limit, no transcript.
 */
export class BareSocket {
  #text = '';
  #id = 0;
  readonly #waiting = new Map<number | undefined, (value: unknown) => void>();

  private constructor(private readonly socket: Duplex) {
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      this.#text += chunk;
      let start = 0;
      for (let end = this.#text.indexOf('\n'); end !== -1; end = this.#text.indexOf('\n', start)) {
        const reply = JSON.parse(this.#text.slice(start, end)) as { id?: number; return: unknown };
        start = end + 1;
        this.#waiting.get(reply.id)?.(reply.return);
        this.#waiting.delete(reply.id);
      }
      this.#text = this.#text.slice(start);
    });
  }

  /** @param capabilities - what to negotiate: the same as the other side of the comparison */
  static async over(socket: Duplex, capabilities: readonly string[]): Promise<BareSocket> {
    const bare = new BareSocket(socket);
    // The greeting is the message without an id.
    await new Promise((resolve) => bare.#waiting.set(undefined, resolve));
    await bare.ask(`"qmp_capabilities","arguments":{"enable":${JSON.stringify(capabilities)}}`);
    return bare;
  }

  /** @param command - as JSON, with its arguments if it has any */
  ask(command: string): Promise<unknown> {
    const id = ++this.#id;
    const reply = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.socket.write(`{"execute":${command},"id":${id}}\n`);
    return reply;
  }
}
