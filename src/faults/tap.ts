import { duplexPair, type Duplex } from 'node:stream';
import type { InterposedQemu } from '../machine/index.js';

/** A line of QMP, as far as a fault looks at it. Numbers beyond 2^53 are not exact here: what is not changed goes on as text. */
export interface QmpLine {
  readonly execute?: string;
  readonly 'exec-oob'?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly id?: unknown;
  readonly event?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly return?: unknown;
  readonly error?: unknown;
}

/** What becomes of a command that vmwright sends to QEMU. */
export type Verdict =
  | 'pass'
  /** QEMU hears nothing of it, and nobody answers. */
  | 'swallow'
  /** QEMU hears nothing of it, and the connection is closed. */
  | 'close'
  /** QEMU is told these arguments. */
  | { readonly withArguments: Readonly<Record<string, unknown>> }
  /** QEMU hears nothing of it; vmwright gets this. */
  | { readonly answer: Pick<QmpLine, 'return' | 'error'> }
  /** QEMU hears nothing of it; vmwright gets this line. */
  | { readonly line: string };

/** A monitor with a tap in it. */
export interface TappedMonitor {
  readonly qemu: InterposedQemu;
  /** Has QEMU do something of which vmwright hears nothing. Settles with QEMU's answer, whatever that is. */
  readonly tell: (command: string, parameters?: object) => Promise<unknown>;
}

/** What a fault does to what goes through a monitor; it leaves alone what it has no method for. */
export interface Tap {
  command?(name: string, line: QmpLine, monitor: TappedMonitor): Verdict | Promise<Verdict>;
  /** @returns the event that vmwright gets to hear of; undefined: none */
  event?(name: string, line: QmpLine, monitor: TappedMonitor): QmpLine | undefined;
  /** An answer to a command that QEMU had. @returns as `event` */
  reply?(command: string, line: QmpLine, monitor: TappedMonitor): QmpLine | undefined;
}

/** Puts a tap between a monitor and whoever talks to what is returned. */
export function tapped(monitor: Duplex, qemu: InterposedQemu, tap: Tap): Duplex {
  const [ours, theirs] = duplexPair();
  const between = new Between(monitor, theirs, qemu, tap);
  onLines(theirs, (line) => between.fromVmwright(line));
  onLines(monitor, (line) => between.fromQemu(line));
  // Of a pair of streams, neither learns by itself that the other was destroyed.
  for (const event of ['end', 'close']) monitor.on(event, () => theirs.end());
  for (const stream of [ours, theirs]) stream.on('close', () => between.leave());
  theirs.on('end', () => between.leave()).on('close', () => ours.destroy(theirs.errored ?? undefined));
  for (const stream of [monitor, theirs]) stream.on('error', () => stream.destroy());
  return ours;
}

class Between implements TappedMonitor {
  /** By their ids, which are vmwright's own. */
  readonly #commands = new Map<unknown, string>();
  readonly #told = new Map<string, (answer: unknown) => void>();
  /** Commands keep their order while a fault thinks about one of them. */
  #before: Promise<void> = Promise.resolve();

  constructor(
    readonly monitor: Duplex,
    readonly client: Duplex,
    readonly qemu: InterposedQemu,
    readonly tap: Tap,
  ) {}

  readonly tell = (command: string, parameters?: object): Promise<unknown> => {
    const id = `planted-${this.#told.size + 1}`;
    return new Promise((answered) => {
      this.#told.set(id, answered);
      this.monitor.write(`${JSON.stringify({ execute: command, arguments: parameters, id })}\n`);
    });
  };

  fromVmwright(text: string): void {
    this.#before = this.#before.then(async () => {
      const line = parsed(text);
      const name = line?.execute ?? line?.['exec-oob'];
      const verdict = line && name !== undefined ? await this.tap.command?.(name, line, this) : undefined;
      this.#pass(text, line ?? {}, name, verdict ?? 'pass');
    });
    // What a fault cannot do must not go unseen: the client learns that its monitor is gone, and why.
    this.#before.catch((error: unknown) => this.client.destroy(error as Error));
  }

  fromQemu(text: string): void {
    const line = parsed(text);
    const told = typeof line?.id === 'string' ? this.#told.get(line.id) : undefined;
    if (told) {
      told(line);
      return;
    }
    const command = this.#commands.get(line?.id);
    if (line?.id !== undefined) this.#commands.delete(line.id);
    const becomes = line ? this.#becomes(line, command) : undefined;
    if (line && !becomes) return;
    this.#answer(becomes === line || !becomes ? text : JSON.stringify(becomes));
  }

  /** vmwright takes leave: what it has sent gets to QEMU first. */
  leave(): void {
    const end = () => void this.monitor.end();
    this.#before.then(end, end);
  }

  #becomes(line: QmpLine, command: string | undefined): QmpLine | undefined {
    const { tap } = this;
    if (line.event !== undefined) return tap.event ? tap.event(line.event, line, this) : line;
    return command !== undefined && tap.reply ? tap.reply(command, line, this) : line;
  }

  #pass(text: string, line: QmpLine, name: string | undefined, verdict: Verdict): void {
    if (verdict === 'swallow') return;
    if (verdict === 'close') this.client.end();
    else if (verdict === 'pass' || 'withArguments' in verdict) {
      if (name !== undefined) this.#commands.set(line.id, name);
      const changed =
        verdict === 'pass' ? text : JSON.stringify({ ...line, arguments: verdict.withArguments });
      this.monitor.write(`${changed}\n`);
    } else if ('line' in verdict) this.#answer(verdict.line);
    else this.#answer(JSON.stringify({ ...verdict.answer, id: line.id }));
  }

  #answer(text: string): void {
    // One that was told of its end hears nothing more.
    if (this.client.writable) this.client.write(`${text}\r\n`);
  }
}

/** Undefined for what is no object of JSON. */
function parsed(text: string): QmpLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Lines can be long, as a schema's: what has come of one is put together once. */
function onLines(stream: Duplex, take: (line: string) => void): void {
  let pieces: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...pieces, chunk.subarray(from, end)]).toString('utf8');
      pieces = [];
      from = end + 1;
      if (line.trim() !== '') take(line.replace(/\r$/, ''));
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from));
  });
}
