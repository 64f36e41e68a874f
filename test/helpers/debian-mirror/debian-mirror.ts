import { once } from 'node:events';
import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DebianHost } from '../../../src/debian/debian-release.js';
import { hostArchitecture } from '../../../src/debian/host-architecture.js';
import { buildPackage, sha256, type PackageSpec } from './packages.js';
import { SigningKey } from './signing-key.js';

export interface SuiteSpec {
  readonly codeName: string;
  /** As `stable`; also the path of a second name that it has on the mirror. */
  readonly alias: string;
  readonly origin?: string;
  /** Whether nothing of it comes in unasked, as with backports. */
  readonly notAutomatic?: boolean;
  readonly packages: readonly PackageSpec[];
}

/** What is done to an answer: sent as it is, damaged, never finished, or refused. */
type Treatment = 'send' | 'damage' | 'hang' | 'refuse';

/** A Debian mirror on this machine, with signed indexes, that does what a mirror should not when it is told to. */
export class DebianMirror {
  readonly #root = mkdtempSync(join(tmpdir(), 'vmw-mirror-'));
  readonly #key = new SigningKey();
  readonly #server: Server;
  readonly #waiting = new Set<ServerResponse>();
  readonly #asked: string[] = [];
  /** What to do with a request for a path. */
  treat: (path: string) => Treatment = () => 'send';
  /** Is told each path that is asked for. */
  onRequest: (path: string) => void = () => undefined;

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async open(suites: readonly SuiteSpec[]): Promise<DebianMirror> {
    const mirror = new DebianMirror();
    for (const suite of suites) mirror.#publish(suite);
    mirror.#server.listen(0, '127.0.0.1');
    await once(mirror.#server, 'listening');
    return mirror;
  }

  /** A machine that runs the release of this name, and uses this mirror. */
  host(codeName: string): DebianHost {
    const source = (suite: string) => ({
      uris: [`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`],
      suites: [suite],
      components: ['main'],
      signedBy: this.#key.file,
    });
    return {
      osRelease: `ID=debian\nVERSION_CODENAME=${codeName}\n`,
      sources: [source(codeName), source(`${codeName}-security`)],
    };
  }

  /** The paths that were asked for since the last look. */
  asked(): string[] {
    return this.#asked.splice(0);
  }

  #publish({ codeName, alias, origin = 'Debian', notAutomatic = false, packages }: SuiteSpec): void {
    const architecture = hostArchitecture();
    const stanzas = packages.map((spec) => buildPackage(spec, this.#root, `pool/${codeName}`, architecture));
    const index = `${stanzas.join('\n')}\n`;
    const release = [
      `Origin: ${origin}`,
      `Suite: ${alias}`,
      `Codename: ${codeName}`,
      `Date: ${new Date().toUTCString()}`,
      `Architectures: ${architecture}`,
      'Components: main',
      ...(notAutomatic ? ['NotAutomatic: yes'] : []),
      'SHA256:',
      ` ${sha256(index)} ${Buffer.byteLength(index)} main/binary-${architecture}/Packages`,
      '',
    ].join('\n');
    const signed = this.#key.clearsign(release);
    for (const name of new Set([codeName, alias])) {
      const directory = join(this.#root, 'dists', name);
      mkdirSync(join(directory, 'main', `binary-${architecture}`), { recursive: true });
      writeFileSync(join(directory, 'InRelease'), signed);
      writeFileSync(join(directory, 'main', `binary-${architecture}`, 'Packages'), index);
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(request.url ?? '/');
    this.#asked.push(path);
    this.onRequest(path);
    const treatment = this.treat(path);
    const file = join(this.#root, path);
    const status = statSync(file, { throwIfNoEntry: false });
    if (!status?.isFile() || treatment === 'refuse') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Length': status.size });
    if (treatment === 'hang') {
      response.write(Buffer.alloc(1));
      this.#waiting.add(response);
    } else if (treatment === 'damage') response.end(Buffer.alloc(status.size, 'x'));
    else createReadStream(file).pipe(response);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const response of this.#waiting) response.destroy();
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
    this.#key[Symbol.dispose]();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
