import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key of its own that a mirror signs with; apt is told to trust it for that mirror alone. */
export class SigningKey {
  // Short: the agent's socket lies in it.
  readonly #home = mkdtempSync(join(tmpdir(), 'vmw-gpg-'));
  /** The public key, as `Signed-By` takes it. */
  readonly file = join(this.#home, 'public.gpg');

  constructor() {
    mkdirSync(this.#home, { recursive: true, mode: 0o700 });
    this.#gpg(['--passphrase', '', '--quick-gen-key', 'mirror@example', 'ed25519', 'sign', '0']);
    writeFileSync(this.file, this.#gpg(['--export']));
  }

  clearsign(text: string): Buffer {
    return this.#gpg(['--clearsign'], text);
  }

  [Symbol.dispose](): void {
    execFileSync('gpgconf', ['--kill', 'gpg-agent'], { env: this.#environment(), stdio: 'ignore' });
    rmSync(this.#home, { recursive: true, force: true });
  }

  #gpg(args: readonly string[], input = ''): Buffer {
    return execFileSync('gpg', ['--batch', '--quiet', '--pinentry-mode', 'loopback', ...args], {
      env: this.#environment(),
      input,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  }

  #environment(): NodeJS.ProcessEnv {
    return { ...process.env, GNUPGHOME: this.#home };
  }
}
