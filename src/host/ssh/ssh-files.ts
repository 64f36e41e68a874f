import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EnvironmentError } from '../../support/errors.js';
import type { FileStatus, GuardedProcess, HostFiles } from '../host.js';
import { quoted, type HostShell } from './host-shell.js';

/** Bytes that are read at a time when a range is. */
const blockBytes = 65_536;

/** The files of a host that is reached over SSH, by a POSIX shell: it need not have SFTP. */
export class SshFiles implements HostFiles {
  constructor(
    private readonly name: string,
    private readonly shell: HostShell,
    private readonly spawn: (argv: readonly string[]) => Promise<GuardedProcess>,
  ) {}

  async readText(path: string): Promise<string | undefined> {
    const { output, code } = await this.shell.ask(`show <${quoted(path)}`);
    return code === 0 ? output : undefined;
  }

  async list(directory: string): Promise<string[]> {
    const { output } = await this.shell.ask(`ls -a -- ${quoted(directory)}`);
    return output.split('\n').filter((name) => name !== '' && name !== '.' && name !== '..');
  }

  async stat(path: string): Promise<FileStatus | undefined> {
    const file = quoted(path);
    const script = `ls -ldnL -- ${file} && { [ ! -x ${file} ] || echo executable; }`;
    const { output } = await this.shell.ask(script);
    const [line = '', executable = ''] = output.split('\n');
    const [mode, , , , size, ...rest] = line.split(/\s+/);
    if (mode === undefined || size === undefined) return undefined;
    const kind = mode.startsWith('-') ? 'file' : mode.startsWith('d') ? 'directory' : 'other';
    return {
      kind,
      sizeBytes: kind === 'file' ? Number(size) : 0,
      modified: rest.slice(0, 3).join(' '),
      isExecutable: executable === 'executable',
    };
  }

  read(path: string, range?: { readonly offset: number; readonly bytes: number }): Readable {
    const { offset = 0, bytes = Infinity } = range ?? {};
    // dd reads whole blocks: what is too much at both ends is dropped here.
    const skipped = Math.floor(offset / blockBytes);
    const count = Math.ceil((offset + bytes) / blockBytes) - skipped;
    const dd = ['dd', `if=${path}`, `bs=${blockBytes}`, `skip=${skipped}`];
    const argv = range ? [...dd, ...(count === Infinity ? [] : [`count=${count}`])] : ['cat', '--', path];
    const slice = range && { from: offset - skipped * blockBytes, bytes };
    return Readable.from(this.#output(`read ${path}`, argv, slice), { objectMode: false });
  }

  async write(path: string, content: string | Buffer | Readable): Promise<void> {
    const source = content instanceof Readable ? content : Readable.from([Buffer.from(content)]);
    await this.feed(`write ${path}`, `umask 077; exec cat >${quoted(path)}`, source);
  }

  async makeDirectory(path: string): Promise<void> {
    await this.shell.must(`make the directory ${path}`, `mkdir -m 700 -- ${quoted(path)}`);
  }

  async makePipe(path: string): Promise<void> {
    await this.shell.must(`make the pipe ${path}`, `mkfifo -m 600 -- ${quoted(path)}`);
  }

  async remove(path: string): Promise<void> {
    await this.shell.must(`remove ${path}`, `rm -rf -- ${quoted(path)}`);
  }

  async freeBytes(directory: string): Promise<number> {
    const what = `see how much room ${directory} has`;
    const table = await this.shell.must(what, `df -Pk -- ${quoted(directory)}`);
    const freeKib = Number(table.trim().split('\n').at(-1)?.trim().split(/\s+/).at(-3));
    if (Number.isFinite(freeKib)) return freeKib * 1024;
    throw new EnvironmentError(`cannot ${what} on ${this.name}: df says ${JSON.stringify(table)}`);
  }

  /**
   * Runs a shell script with a stream as its stdin.
   *
   * @param what - as in `write /a/file`, for a message
   * @throws EnvironmentError when it fails, with what it said
   */
  async feed(what: string, script: string, source: Readable): Promise<void> {
    await using process = await this.spawn(['/bin/sh', '-c', script]);
    const said = collect(process);
    // One that ends early takes nothing more: what it said tells more than the broken pipe.
    const fed = pipeline(source, process.stdin).catch((error: unknown) => error);
    const { exitCode, hostLost } = await process.ended;
    if (exitCode !== 0) source.destroy();
    const trouble = await fed;
    if (hostLost) throw hostLost;
    if (exitCode !== 0)
      throw new EnvironmentError(`cannot ${what} on ${this.name}: ${said() || `status ${exitCode ?? '?'}`}`);
    if (trouble !== undefined)
      throw new EnvironmentError(`cannot ${what} on ${this.name}`, { cause: trouble });
  }

  async *#output(
    what: string,
    argv: readonly string[],
    slice: { readonly from: number; readonly bytes: number } | undefined,
  ): AsyncGenerator<Buffer> {
    await using process = await this.spawn(argv);
    let words = '';
    process.stderr.on('data', (bytes: Buffer) => (words += bytes.toString()));
    // The channel is writable too: only its readable end is to be consumed.
    const bytes = process.stdout.pipe(new PassThrough());
    let skip = slice?.from ?? 0;
    let left = slice?.bytes ?? Infinity;
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      const part = chunk.subarray(skip, skip + left);
      skip = Math.max(0, skip - chunk.length);
      left -= part.length;
      if (part.length > 0) yield part;
    }
    const { exitCode, hostLost } = await process.ended;
    if (hostLost) throw hostLost;
    if (exitCode !== 0) throw new EnvironmentError(`cannot ${what} on ${this.name}: ${words.trim()}`);
  }
}

/** @returns what gives what a process has said so far */
function collect(process: GuardedProcess): () => string {
  let text = '';
  for (const stream of [process.stdout, process.stderr])
    stream.on('data', (bytes: Buffer) => (text = (text + bytes.toString()).slice(-2000)));
  return () => text.trim();
}
