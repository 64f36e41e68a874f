import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shellQuote } from '../../../src/qemu/index.js';
import type { MonitorFault } from './monitor-fault.js';
import type { StreamEdit } from './stream-edits.js';

/** Found from here, wherever the script is started. */
const tsx = createRequire(import.meta.url).resolve('tsx');
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** A wrapper script around a healthy QEMU, which plants a fault. It and its folder are gone when disposed of. */
export class FaultyQemu implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'faulty-qemu-'));
  /** The script. */
  readonly path = join(this.#folder, 'qemu');

  private constructor(script: (folder: string) => string) {
    this.#script('qemu', script(this.#folder));
  }

  /**
   * One that restores a VM with changes. QEMU reads `exec:cat FILE` through a shell, which takes the `cat` that comes
   * first on PATH.
   */
  static thatRestores(qemu: string, ...edits: readonly StreamEdit[]): FaultyQemu {
    const faulty = new FaultyQemu((folder) => `PATH=${quoted(folder)}:"$PATH" exec ${quoted(qemu)} "$@"`);
    const editsFile = join(faulty.#folder, 'edits.json');
    writeFileSync(editsFile, JSON.stringify(edits));
    const tampering = [process.execPath, '--import', tsx, here('tampering-cat.ts'), editsFile];
    const real = `PATH=${quoted(process.env['PATH'] ?? '')}`;
    faulty.#script('cat', `[ $# -gt 0 ] || ${real} exec cat\n${real} exec ${shellQuote(tampering)} "$1"`);
    return faulty;
  }

  /** One whose monitor does not say or do what QEMU would. */
  static thatSays(qemu: string, ...faults: readonly MonitorFault[]): FaultyQemu {
    const between = [process.execPath, here('monitor-between.mjs'), JSON.stringify(faults), qemu];
    return new FaultyQemu(() => `exec ${shellQuote(between)} "$@"`);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #script(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }
}

function quoted(word: string): string {
  return shellQuote([word]);
}
