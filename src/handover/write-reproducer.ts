import { copyFile, link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeCpio } from '../image/index.js';
import { describeStep, type Walk } from '../model/index.js';
import type { CellDescription, Finding, RecordedHost } from '../runner/index.js';
import { writeScenario } from '../scenario/index.js';
import { EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import type { VmSettings } from '../vm/index.js';
import { reportText } from './report-text.js';
import { CannotBeScripted } from './script/form.js';
import { guestFiles, guestFolder } from './script/guest-files.js';
import { writeScript } from './script/write-script.js';

/** A finding, with everything that it takes to show it to others. */
export interface FoundBug {
  readonly description: CellDescription;
  readonly walk: Walk;
  readonly settings: Pick<VmSettings, 'machine'>;
  /** What QEMU ran on, where that is known. */
  readonly host?: RecordedHost | undefined;
  readonly findings: readonly [Finding, ...Finding[]];
  /** The folder with the cell's logs; it may be the reproducer's own. */
  readonly logs: string;
  /** What there was at the walk that a shell with one QEMU does not have, as `a fault that was planted`. */
  readonly unscriptable?: string | undefined;
  /** How often the walk showed it, of how often that was tried: of 0 when it was not. */
  readonly howOften?: { readonly shows: number; readonly of: number } | undefined;
}

/** A folder that can be given away. */
export interface Reproducer {
  readonly folder: string;
  /** For `vmwright run`. */
  readonly scenario: string;
  /** For QEMU's bug tracker. */
  readonly report: string;
  /** Shows the bug with QEMU and a shell alone. */
  readonly script:
    | { readonly path: string; readonly whyNot?: undefined }
    | { readonly path?: undefined; readonly whyNot: string };
}

/**
 * Makes a folder that can be given away: `walk.yaml` for `vmwright run`, `walk.json` for `vmwright replay`, `REPORT.md` for QEMU's
 * bug tracker, the logs, and `reproduce.sh` with the guest that it takes, which needs QEMU and a shell alone.
 *
 * @param folder - made when it is not there
 * @throws EnvironmentError when it cannot be written; UsageError when the walk cannot be written down
 */
export async function writeReproducer(
  bug: FoundBug,
  folder: string,
  signal?: AbortSignal,
): Promise<Reproducer> {
  const directory = resolve(folder);
  try {
    return await write(onItsWalk(bug), directory, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new EnvironmentError(`cannot write the reproducer ${directory}`, { cause });
  }
}

/** What was found on a longer walk shows at the end of the one that it was shrunk to. */
function onItsWalk(bug: FoundBug): FoundBug {
  const { findings, walk } = bug;
  const step = walk.steps.length - 1;
  const last = walk.steps[step];
  if (!last || findings[0].step <= step) return bug;
  const [first, ...others] = findings.map((one) => ({ ...one, step, stepText: describeStep(last) }));
  return first ? { ...bug, findings: [first, ...others] } : bug;
}

async function write(bug: FoundBug, directory: string, signal: AbortSignal | undefined): Promise<Reproducer> {
  const file = (name: string) => join(directory, name);
  makeFolder(directory, '--output names another place');
  if (resolve(bug.logs) !== directory) await copyLogs(bug.logs, directory, signal);
  await writeFile(file('walk.yaml'), scenarioOf(bug));
  await writeFile(file('findings.json'), `${JSON.stringify(bug.findings, undefined, 2)}\n`);
  const script = await writeScriptWithGuest(bug, file);
  signal?.throwIfAborted();
  await writeFile(file('REPORT.md'), await reportText(bug, { directory, whyNoScript: script.whyNot }));
  return { folder: directory, scenario: file('walk.yaml'), report: file('REPORT.md'), script };
}

async function copyLogs(from: string, to: string, signal: AbortSignal | undefined): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    signal?.throwIfAborted();
    if (entry.isFile()) await copyFile(join(from, entry.name), join(to, entry.name));
  }
}

function scenarioOf({ findings: [finding], walk, description, howOften }: FoundBug): string {
  const { kind, signature, expected } = finding;
  const times = howOften && howOften.of > 0 ? `, in ${howOften.shows} of ${howOften.of} walks` : '';
  return writeScenario({
    proves:
      expected === undefined
        ? `Nothing of this kind shows: ${kind}.`
        : `After this walk it holds: ${expected}.`,
    because: `QEMU ${description.qemu.version}, ${description.arch} with ${description.accelerator}, showed "${signature}"${times}.`,
    walk,
  });
}

async function writeScriptWithGuest(
  { walk, settings: { machine }, findings, description, unscriptable }: FoundBug,
  file: (name: string) => string,
): Promise<Reproducer['script']> {
  if (unscriptable !== undefined) return { whyNot: unscriptable };
  if (machine.initrd === undefined)
    return { whyNot: 'the guest has no initramfs that a root shell on its console could be put into' };
  let script: string;
  try {
    const foundWith = `QEMU ${description.qemu.version}`;
    script = writeScript({ walk, machine, finding: findings[0], kinds: kindsOf(findings), foundWith });
  } catch (error) {
    if (!(error instanceof CannotBeScripted)) throw error;
    return { whyNot: error.message };
  }
  await writeFile(file('reproduce.sh'), script, { mode: 0o755 });
  await linkOrCopy(machine.kernel, file('kernel'));
  await writeFile(file('initramfs'), await withConsoleShell(machine.initrd));
  return { path: file('reproduce.sh') };
}

function kindsOf(findings: FoundBug['findings']): string[] {
  return [...new Set(findings.map(({ kind }) => kind))];
}

/** Another archive behind the guest's own: the kernel unpacks both, and what is in the second replaces what is in the first. */
async function withConsoleShell(initrd: string): Promise<Buffer> {
  const files = Object.entries(guestFiles).map(
    ([path, { text, mode }]) => ({ kind: 'file', path, mode, data: Buffer.from(text) }) as const,
  );
  const more = writeCpio([{ kind: 'directory', path: guestFolder, mode: 0o755 }, ...files]);
  return Buffer.concat([await readFile(initrd), gzipSync(more)]);
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await rm(to, { force: true });
  // Another file system, or one without links.
  await link(from, to).catch(() => copyFile(from, to));
}
