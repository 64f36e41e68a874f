import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { localHost, type Host, type PrivateDirectory } from '../host/index.js';
import { abridgedStream, isWholeWithDevices, streamEndBytes } from '../migration/index.js';

interface KeptStream {
  readonly path: string;
  readonly host: Host;
  /** What there is of it on this machine, where it is on another. */
  readonly copies: Map<'whole' | 'devices', Promise<string>>;
}

/** The migration streams of a VM that are still kept, oldest first; each on the host that it was saved on. */
export class StreamFiles {
  readonly #streams: KeptStream[] = [];
  #count = 0;

  /** @param directoryOn - the VM's own directory on a host */
  constructor(private readonly directoryOn: (host: Host) => Promise<PrivateDirectory>) {}

  get paths(): readonly string[] {
    return this.#streams.map(({ path }) => path);
  }

  /** A place for one more. @param options - `keep`: those before it are still wanted; else they are removed */
  async add(host: Host, { keep }: { readonly keep: boolean }): Promise<string> {
    const directory = await this.directoryOn(host);
    if (!keep) await Promise.all(this.#streams.splice(0).map((stream) => remove(stream)));
    this.#count += 1;
    const path = directory.file(`migration-stream-${this.#count}`);
    this.#streams.push({ path, host, copies: new Map() });
    return path;
  }

  /**
   * One of them as a file of this machine, a copy where it is on another.
   *
   * @param part - `devices`: the guest's memory may be left out, which is most of it
   * @returns nothing when there is no such file
   * @throws EnvironmentError when it cannot be copied
   */
  async here(path: string, part: 'whole' | 'devices'): Promise<string | undefined> {
    const stream = this.#streams.find((one) => one.path === path);
    const host = stream?.host ?? localHost;
    const status = await host.files.stat(path);
    if (status === undefined) return undefined;
    if (!stream || host === localHost) return path;
    const { copies } = stream;
    const copy =
      copies.get(part) ??
      (part === 'whole' ? this.#copyHere(stream) : this.#devicesHere(stream, status.sizeBytes));
    copies.set(part, copy);
    return await copy;
  }

  async #copyHere({ host, path }: KeptStream): Promise<string> {
    const copy = await this.#fileHere(path);
    await localHost.files.write(copy, host.files.read(path));
    return copy;
  }

  async #devicesHere(stream: KeptStream, sizeBytes: number): Promise<string> {
    const { host, path } = stream;
    const bytes = {
      head: Math.min(sizeBytes, streamEndBytes.head),
      tail: Math.min(sizeBytes, streamEndBytes.tail),
    };
    const [head, tail] = await Promise.all([
      buffer(host.files.read(path, { offset: 0, bytes: bytes.head })),
      buffer(host.files.read(path, { offset: sizeBytes - bytes.tail, bytes: bytes.tail })),
    ]);
    const devices = await abridgedStream({ path, head, tail });
    const copy = await this.#fileHere(`${path}-devices`);
    if (devices) await localHost.files.write(copy, devices);
    if (devices && (await isWholeWithDevices(copy))) return copy;
    const whole = stream.copies.get('whole') ?? this.#copyHere(stream);
    stream.copies.set('whole', whole);
    return await whole;
  }

  async #fileHere(path: string): Promise<string> {
    const directory = await this.directoryOn(localHost);
    return directory.file(basename(path));
  }
}

async function remove({ path, host, copies }: KeptStream): Promise<void> {
  await host.files.remove(path);
  for (const copy of await Promise.allSettled(copies.values()))
    if (copy.status === 'fulfilled') await localHost.files.remove(copy.value);
}
