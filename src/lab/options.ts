import type { StoreOptions } from '../qemu/index.js';

/** How something of the lab is built. */
export interface BuildOptions extends StoreOptions {
  readonly cache: string;
}

/** Which lab is meant. */
export interface LabOptions {
  /**
   * The kernel whose KVM runs the guests: the beginning of a Debian version, as `6.1`, or the path of an arm64 Image. Default:
   * the newest of this machine's own release.
   */
  readonly kernel?: string | undefined;
  /** For a kernel of the user's own whose drivers are modules: its `lib/modules/RELEASE`. */
  readonly modules?: string | undefined;
  /** The QEMUs in it, by the beginnings of Debian versions. Default: that of this machine's own release. */
  readonly qemus?: readonly string[] | undefined;
  /** Its processors; a guest with more vCPUs takes its time. Default: 2. */
  readonly vcpus?: number | undefined;
  /** Default: 2048. */
  readonly memoryMib?: number | undefined;
  /** The QEMU that emulates the lab's machine, as after `--qemu`. Default: the one on PATH. */
  readonly outerQemu?: string | undefined;
  /** Default: `cacheDirectory()`. */
  readonly cache?: string | undefined;
}
