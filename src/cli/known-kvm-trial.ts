import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, findImage } from '../image/index.js';
import type { Arch } from '../model/index.js';
import { findQemu } from '../qemu/index.js';
import { tryKvm, type KvmTrial } from './kvm-trial.js';

interface Remembered {
  readonly circumstances: string;
  readonly trial: KvmTrial;
}

/**
 * As {@link tryKvm}, but what was found is remembered for as long as nothing changes: a run shall begin at once, and a
 * guest on KVM takes a second or, where KVM is of no use, the whole deadline.
 */
export async function knownKvmTrial(
  guest: { readonly arch: Arch; readonly qemu?: string },
  signal: AbortSignal,
): Promise<KvmTrial> {
  const file = join(cacheDirectory(), `kvm-${guest.arch}.json`);
  const circumstances = describeCircumstances(guest);
  const known = read(file);
  if (known?.circumstances === circumstances) return known.trial;
  const trial = await tryKvm(guest, signal);
  if (trial.outcome !== 'untried') remember(file, { circumstances, trial });
  return trial;
}

/** The host since it was booted, the QEMU, and the image: with each of them equal, a trial comes to the same. */
function describeCircumstances({ arch, qemu }: { readonly arch: Arch; readonly qemu?: string }): string {
  const path = findQemu(arch, qemu);
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return [bootId, path, statSync(path).mtimeMs, findImage({ arch })?.id].join(' ');
}

function read(file: string): Remembered | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Remembered;
  } catch {
    return undefined;
  }
}

function remember(file: string, remembered: Remembered): void {
  try {
    writeFileSync(file, JSON.stringify(remembered));
  } catch {
    // Then the next run tries again.
  }
}
