import { basename } from 'node:path';
import { localHost, type Host, type PrivateDirectory } from '../host/index.js';

interface KeptStream {
  readonly path: string;
  readonly host: Host;
  /** The same on this machine, where it is on another. */
  copy?: Promise<string>;
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
    this.#streams.push({ path, host });
    return path;
  }

  /**
   * One of them as a file of this machine, a copy where it is on another.
   *
   * @returns nothing when there is no such file
   * @throws EnvironmentError when it cannot be copied
   */
  async here(path: string): Promise<string | undefined> {
    const stream = this.#streams.find((one) => one.path === path);
    const host = stream?.host ?? localHost;
    if ((await host.files.stat(path)) === undefined) return undefined;
    if (!stream || host === localHost) return path;
    stream.copy ??= this.#copyHere(host, path);
    return await stream.copy;
  }

  async #copyHere(host: Host, path: string): Promise<string> {
    const directory = await this.directoryOn(localHost);
    const copy = directory.file(basename(path));
    await localHost.files.write(copy, host.files.read(path));
    return copy;
  }
}

async function remove({ path, host, copy }: KeptStream): Promise<void> {
  await host.files.remove(path);
  if (copy) await localHost.files.remove(await copy);
}
