import { localHost, openHost, SshHost, type Host } from '../host/index.js';
import { cacheDirectory } from '../image/index.js';
import { labFor, readLabState, type LabInUse } from '../lab/index.js';
import { CleanUp } from '../support/clean-up.js';
import { UsageError } from '../support/errors.js';
import { labOptions, type LabFlags } from './lab-options.js';
import { qemuInLab } from './qemu-in-lab.js';
import { say } from './streams.js';

/** Milliseconds until a host must have let us in. */
const loginMs = 30_000;
/** The first time, a lab's packages are downloaded. */
const labMs = 30 * 60_000;

/** What the command line says of hosts. */
export interface HostOptions extends LabFlags {
  readonly host?: string;
  readonly srcHost?: string;
  readonly dstHost?: string;
  /** Which QEMU of a lab that is started for this. */
  readonly qemu?: string | undefined;
  /** The same, where there are several. */
  readonly qemus?: readonly string[];
  /** The same where the lab is the destination alone. */
  readonly dstQemu?: string | undefined;
}

/** Where QEMU runs: the source of a migration, and its destination. */
export interface Hosts extends AsyncDisposable {
  readonly source: Host;
  readonly destination: Host;
  /** Those of the hosts that are the lab. */
  readonly labs: ReadonlyMap<Host, LabInUse>;
}

/**
 * Opens the hosts that a command line names; this machine where it names none. `lab` is the one that is up, or else one for
 * as long as it is used.
 *
 * @throws UsageError when they cannot be meant together; as openHost and labFor
 */
export async function openHosts(options: HostOptions, signal: AbortSignal): Promise<Hosts> {
  const { host, srcHost, dstHost } = options;
  if (host !== undefined && (srcHost !== undefined || dstHost !== undefined))
    throw new UsageError('--host is both hosts: give it alone, or --src-host and --dst-host');
  await using cleanUp = new CleanUp();
  const wait = { timeoutMs: loginMs, signal };
  const labs = new Map<Host, LabInUse>();
  const open = async (name: string | undefined, qemu: string | undefined): Promise<Host> => {
    if (name === undefined) return localHost;
    if (name !== 'lab') return cleanUp.use(await openHost(name, wait));
    const progress = { timeoutMs: labMs, signal, progress: say };
    const lab = cleanUp.use(await labFor(wishesOf(options, qemu), progress));
    const opened = cleanUp.use(await SshHost.open(lab.target, wait));
    labs.set(opened, lab);
    let told: Promise<void> | undefined;
    void opened.lost.then(() => {
      told = lab.whatBecame().then((what) => say(`the lab was lost: ${what}`));
    });
    // Before the lab is ended: of one whose own end is seen late, it would be said that it was told to end.
    cleanUp.defer(() => told);
    return opened;
  };
  const { qemu, dstQemu = qemu } = options;
  const source = await open(host ?? srcHost, qemu);
  const isOne = host !== undefined || srcHost === dstHost;
  const destination = isOne ? source : await open(dstHost, dstQemu);
  const opened = cleanUp.move();
  return {
    ...{ source, destination, labs },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** A lab that is started for a run has the QEMU that the run asks for. */
function wishesOf(options: HostOptions, qemu: string | undefined) {
  const wishes = labOptions(options);
  const { qemus = qemu === undefined ? [] : [qemu] } = options;
  const words = qemus.filter((word) => !word.includes('/'));
  if (wishes.qemus !== undefined || words.length === 0) return wishes;
  const up = readLabState(cacheDirectory());
  const areThere = up && words.every((word) => qemuInLab(up.facts.qemus, word) !== undefined);
  return areThere ? wishes : { ...wishes, qemus: words };
}
