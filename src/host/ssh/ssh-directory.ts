import type { PrivateDirectory } from '../host.js';
import { quoted, type HostShell } from './host-shell.js';

/** A directory on a host that is reached over SSH, within that of the host's guardian. */
export class SshDirectory implements PrivateDirectory {
  private constructor(
    private readonly shell: HostShell,
    private readonly isLost: () => boolean,
    readonly path: string,
  ) {}

  /** @throws EnvironmentError when it cannot be made */
  static async create(shell: HostShell, isLost: () => boolean, path: string): Promise<SshDirectory> {
    await shell.must(`make the directory ${path} for QEMU's sockets`, `mkdir -m 700 -- ${quoted(path)}`);
    return new SshDirectory(shell, isLost, path);
  }

  file(name: string): string {
    return `${this.path}/${name}`;
  }

  async processOf(pidFile: string): Promise<number | undefined> {
    // Ids are used again; only one whose command line names this directory is ours.
    const script =
      `pid=; read -r pid <${quoted(this.file(pidFile))}; state=$(state_of "$pid") && case $state in Z|X) ;; *) ` +
      `grep -qF -- ${quoted(this.path)} "/proc/$pid/cmdline" && echo "$pid" ;; esac`;
    const { output } = await this.shell.ask(script);
    const pid = Number(output.trim());
    return pid > 0 ? pid : undefined;
  }

  /** Where the way to the host is lost, its guardian does it. */
  async [Symbol.asyncDispose](): Promise<void> {
    const directory = quoted(this.path);
    try {
      await this.shell.must(
        `remove ${this.path}`,
        `end_directory ${directory} 2>/dev/null; rm -rf -- ${directory}`,
      );
    } catch (error) {
      if (!this.isLost()) throw error;
    }
  }
}
