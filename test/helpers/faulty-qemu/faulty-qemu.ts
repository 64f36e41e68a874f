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

  private constructor(script: string) {
    this.#script('qemu', script);
  }

  /** One that restores a VM with changes. */
  static thatRestores(qemu: string, ...edits: readonly StreamEdit[]): FaultyQemu {
    const tampering = [process.execPath, '--import', tsx, here('tampering-cat.ts'), JSON.stringify(edits)];
    return FaultyQemu.#withCat(qemu, `[ $# -eq 0 ] || exec ${shellQuote(tampering)} "$1"\nexec cat`);
  }

  /** One that finds the disk full when it saves a VM. */
  static thatSavesToFullDisk(qemu: string, filler: string): FaultyQemu {
    const fill = `cat /dev/zero >${shellQuote([filler])} 2>/dev/null`;
    return FaultyQemu.#withCat(qemu, `[ $# -gt 0 ] || ${fill}\nexec cat "$@"`);
  }

  /** One that is given other arguments: each goes through this `sed` script. */
  static thatIsCalledWith(qemu: string, sed: string): FaultyQemu {
    return new FaultyQemu(`${changingArguments(sed)}\nexec ${shellQuote([qemu])} "$@"`);
  }

  /** The same, but only when it waits for an incoming migration. */
  static thatIsMigratedIntoWith(qemu: string, sed: string): FaultyQemu {
    const changes = `case " $* " in *" -incoming "*) ${changingArguments(sed)};; esac`;
    return new FaultyQemu(`${changes}\nexec ${shellQuote([qemu])} "$@"`);
  }

  /** One whose monitor does not say or do what QEMU would. */
  static thatSays(qemu: string, ...faults: readonly MonitorFault[]): FaultyQemu {
    const between = [process.execPath, here('monitor-between.mjs'), JSON.stringify(faults), qemu];
    return new FaultyQemu(`exec ${shellQuote(between)} "$@"`);
  }

  /** The same, but only when it waits for an incoming migration. */
  static thatIsMigratedIntoAndSays(qemu: string, ...faults: readonly MonitorFault[]): FaultyQemu {
    const between = [process.execPath, here('monitor-between.mjs'), JSON.stringify(faults), qemu];
    return new FaultyQemu(
      `case " $* " in *" -incoming "*) exec ${shellQuote(between)} "$@"; esac\nexec ${shellQuote([qemu])} "$@"`,
    );
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** QEMU saves and restores through a shell, by `cat`: that of the folder which comes first on PATH. */
  static #withCat(qemu: string, cat: string): FaultyQemu {
    const faulty = new FaultyQemu(`PATH="\${0%/*}:$PATH" exec ${shellQuote([qemu])} "$@"`);
    faulty.#script('cat', `PATH=${shellQuote([process.env['PATH'] ?? ''])}\n${cat}`);
    return faulty;
  }

  #script(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }
}

function changingArguments(sed: string): string {
  const changed = `set -- "$@" "$(printf %s "$argument" | sed -E ${shellQuote([sed])})"`;
  return `n=$#; while [ $n -gt 0 ]; do argument=$1; shift; ${changed}; n=$((n - 1)); done`;
}
