import { CleanUp } from '../support/clean-up.js';
import { DeadlineError, describeError } from '../support/errors.js';
import type { WaitOptions } from '../support/deadline.js';
import { localHost, type Host, type PrivateDirectory } from '../host/index.js';
import { GuestSession, readCpuNumbers, sameNumbers, type Canary, type CpuNumbers } from '../guest/index.js';
import { launch, type MachineSpec, type RunningMachine } from '../machine/index.js';
import type { MigrationRecord } from '../migration/index.js';
import { BootLog } from './boot-log.js';
import { defaultDeadlines, type Deadlines } from './deadlines.js';
import { destinationVcpus } from './destination-vcpus.js';
import { EventJournal } from './event-journal.js';
import { KernelLog } from './kernel-log.js';
import { silentFromTheStart } from './silent-qemu.js';
import { StreamFiles } from './stream-files.js';
import { Trouble } from './trouble.js';
import type { LaunchOptions, VmSettings, VmStart } from './vm-settings.js';
import { watchMachine, watchMonitor } from './watch-machine.js';

/**
 * The VM under test. It outlives its QEMU processes: a migration moves it into the next one. What is remembered here
 * is what must hold across them: the events, the boots, the first trouble.
 */
export class Vm implements AsyncDisposable {
  readonly journal = new EventJournal();
  readonly boots = new BootLog();
  readonly trouble = new Trouble();
  readonly kernelLog = new KernelLog(this.trouble);
  /** Set by the engine while a step may reset the machine: then a RESET event is no surprise. */
  resetExpected = false;
  /** The runstate that the present step leads to; set by the engine. One that QEMU falls into by itself is a finding. */
  runstateExpected = 'none';
  /** How often the guest may have booted by now; set by the engine. One boot more is a reset that nobody asked for. */
  bootsExpected = 0;
  /** Set by the operations that plug vCPUs and unplug them: a destination is then told which there are. */
  vcpusChanged = false;
  /** How it came up the first time; set by the operation that did it. */
  start: VmStart | undefined;
  /** What was told of the last migration; set by the operation that did it. */
  migration: MigrationRecord | undefined;
  /** What the guest computes during the present step, for the guest's witness to end and judge. */
  canary: Canary | undefined;

  readonly #cleanUp = new CleanUp();
  readonly #ending = new AbortController();
  readonly #launches: Promise<RunningMachine>[] = [];
  readonly #machines: RunningMachine[] = [];
  /** Those at the other place. */
  readonly #away = new WeakSet<RunningMachine>();
  #current: RunningMachine | undefined;
  #session: GuestSession | undefined;
  #wasLoggedInto = false;
  readonly #directories = new Map<Host, Promise<PrivateDirectory>>();
  readonly #streams = new StreamFiles((host) => this.#directoryOn(host));
  #snapshotDisk: Promise<string> | undefined;

  readonly #deadlines: Deadlines;

  constructor(readonly settings: VmSettings) {
    this.#deadlines = { ...defaultDeadlines, ...settings.deadlines };
  }

  /** The QEMU process that the VM lives in now. @throws Error before the first one */
  get machine(): RunningMachine {
    if (!this.#current) throw new Error('the VM has not been launched');
    return this.#current;
  }

  /**
   * How long a healthy guest may take for anything, in milliseconds: the first boot tells how quick the host is at present,
   * so that a hang is told soon on a quick host and a slow host is not called broken.
   */
  get patienceMs(): number {
    const { leastMs, mostMs, firstBootTimes } = this.#deadlines;
    return Math.min(Math.max(leastMs, firstBootTimes * (this.boots.firstBootMs ?? 0)), mostMs);
  }

  /** How long each half of a migration may take, in milliseconds. */
  get migrationMs(): number {
    return Math.max(this.#deadlines.migrationMs, this.patienceMs);
  }

  /** How long facts may take to come true, in milliseconds. */
  get settleMs(): number {
    return Math.max(this.#deadlines.settleMs, this.patienceMs / 3);
  }

  /** Whether the guest has let us in before: a key that it refuses now is its own trouble. */
  get wasLoggedInto(): boolean {
    return this.#wasLoggedInto;
  }

  /** Where the destination of a migration is launched now. */
  get destinationHost(): Host {
    const { host } = { ...this.settings.machine, ...this.#placeFor({ incoming: true }) };
    return host ?? localHost;
  }

  /** Whether the VM lives in this QEMU process. */
  livesIn(machine: RunningMachine): boolean {
    return this.#current === machine;
  }

  /** Every QEMU process so far, in the order of their launch. */
  get machines(): readonly RunningMachine[] {
    return this.#machines;
  }

  /** Starts a QEMU process for this VM; {@link moveTo} makes it the current one. */
  launch(options: LaunchOptions): Promise<RunningMachine> {
    const launching = this.#launch(options);
    this.#launches.push(launching);
    return launching;
  }

  /**
   * Prepares for another QEMU to take over the process of the present one, when that replaces itself (cpr-exec);
   * {@link moveTo} makes it the current one.
   *
   * @returns `command`: what QEMU has to execute; `machine`: the other one, once it has
   */
  async succeed({
    signal,
    ...own
  }: LaunchOptions): Promise<{ command: string[]; machine: Promise<RunningMachine> }> {
    const { machine: present } = this;
    const place = this.#placeFor(own);
    const spec = await this.#specOf({ ...place, ...own }, signal);
    // The present one saves first.
    const timeoutMs = 2 * this.migrationMs;
    const wait = { timeoutMs, signal: AbortSignal.any([signal, this.#ending.signal]) };
    const machine = present.successor(spec, wait).then((successor) => {
      this.#machines.push(successor);
      if (place) this.#away.add(successor);
      watchMonitor(this, successor, `qemu-${this.#machines.length}`);
      return successor;
    });
    this.#launches.push(machine);
    return { command: present.commandOf(spec), machine };
  }

  async #specOf(own: Partial<MachineSpec>, signal: AbortSignal): Promise<MachineSpec> {
    const spec = { ...this.settings.machine, ...own };
    const vcpus =
      spec.incoming && this.vcpusChanged ? await destinationVcpus(this.machine.qmp, spec, signal) : {};
    return { ...spec, ...vcpus };
  }

  async #launch({
    signal,
    troubledBy = 'any',
    isFollowed = true,
    ...own
  }: LaunchOptions): Promise<RunningMachine> {
    const name = `qemu-${this.#launches.length + 1}`;
    const place = this.#placeFor(own);
    const spec = await this.#specOf({ ...place, ...own }, signal);
    const machine = await launch(spec, {
      timeoutMs: Math.max(this.#deadlines.launchMs, this.patienceMs),
      signal: AbortSignal.any([signal, this.#ending.signal]),
      logs: { directory: this.settings.logs, name },
      interpose: this.settings.interpose,
    }).catch((error: unknown) => {
      throw error instanceof DeadlineError ? silentFromTheStart(error) : error;
    });
    this.#machines.push(machine);
    if (place) this.#away.add(machine);
    this.#cleanUp.use(machine);
    if (isFollowed) watchMachine(this, machine, name, troubledBy);
    return machine;
  }

  /** What happens to this machine of its own from now on happens to the VM. */
  follow(machine: RunningMachine): void {
    watchMachine(this, machine, `qemu-${this.#machines.indexOf(machine) + 1}`, 'any');
  }

  /** The VM lives in this QEMU process from now on. Its guest must be logged into anew. */
  async moveTo(machine: RunningMachine): Promise<void> {
    await this.logOut();
    this.#current = machine;
  }

  /**
   * A new place for a migration stream, outside of any QEMU process's own directory: when the restored VM turns out
   * to be wrong, the stream that it came from is evidence.
   *
   * @param options - `keep`: the streams before it are still wanted; else they are removed
   */
  newStream(options: { keep: boolean } = { keep: false }): Promise<string> {
    return this.#streams.add(this.machine.host, options);
  }

  /** The file that holds the VM's snapshots, for whichever QEMU process it lives in; made with the first snapshot. */
  snapshotDisk(): Promise<string> {
    this.#snapshotDisk ??= this.#directoryOn(this.machine.host).then((directory) =>
      directory.file('snapshots.qcow2'),
    );
    return this.#snapshotDisk;
  }

  /** Where the migration streams are that are still kept, oldest first; each on the host that it was saved on. */
  get streams(): readonly string[] {
    return this.#streams.paths;
  }

  /**
   * A kept migration stream as a file of this machine, a copy where it is on another.
   *
   * @param part - `devices`: the guest's memory may be left out, which is most of it
   * @returns nothing when there is no such file
   * @throws EnvironmentError when it cannot be copied
   */
  streamHere(path: string, part: 'whole' | 'devices'): Promise<string | undefined> {
    return this.#streams.here(path, part);
  }

  #directoryOn(host: Host): Promise<PrivateDirectory> {
    const known = this.#directories.get(host);
    if (known) return known;
    const made = host.privateDirectory().then((directory) => this.#cleanUp.use(directory));
    this.#directories.set(host, made);
    return made;
  }

  /** A destination is at the other place than its source. */
  #placeFor({ incoming }: Partial<MachineSpec>): VmSettings['otherPlace'] {
    const isHome = this.#current !== undefined && !this.#away.has(this.#current);
    return incoming === true && isHome ? this.settings.otherPlace : undefined;
  }

  /** Waits for the console marker of boot number `boot` (from 1), then logs in. @throws DeadlineError when it hangs */
  async waitUntilUp(boot: number, signal: AbortSignal): Promise<void> {
    const isFirst = this.boots.firstBootMs === undefined;
    const timeoutMs = isFirst ? this.#deadlines.firstBootMs : this.patienceMs;
    await this.boots.announced(boot, { timeoutMs, signal });
    const wait = { timeoutMs: this.patienceMs, signal };
    // Counted now: in the middle of a step it may be reset once more before anybody else looks.
    const { output } = await (await this.guest(wait)).ask('cat /proc/sys/kernel/random/boot_id', wait);
    this.boots.numberOf(output.trim());
  }

  /** The one SSH connection into the guest; made when there is none. */
  async guest(wait: WaitOptions): Promise<GuestSession> {
    if (this.#session) return this.#session;
    const { user, privateKey, hostKey } = this.settings.guest;
    const { host } = this.machine;
    const port = await this.machine.sshPort();
    const target = {
      ...{ host: '127.0.0.1', port, user, privateKey, hostKey },
      ...(host !== localHost && { dial: (abort: AbortSignal) => host.connect({ port }, abort) }),
    };
    const session = await GuestSession.connect(target, wait);
    this.#session = session;
    this.#wasLoggedInto = true;
    void session.closed.then(() => {
      if (this.#session === session) this.#session = undefined;
    });
    return session;
  }

  /** Which number the guest's kernel gives each vCPU. */
  async cpuNumbers(wait: WaitOptions): Promise<CpuNumbers> {
    if (!this.vcpusChanged) return sameNumbers;
    const { vcpus, maxVcpus = vcpus } = this.settings.machine;
    return readCpuNumbers(await this.guest(wait), maxVcpus, wait);
  }

  /** Closes the SSH connection: before a reset or a move, which it would not survive. */
  async logOut(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A destination may be on its way while its source has failed.
    this.#ending.abort(new Error('the VM is disposed of'));
    await Promise.allSettled(this.#launches);
    await this.logOut().catch((error: unknown) => {
      throw new Error(`closing the SSH connection: ${describeError(error)}`);
    });
    await this.#cleanUp[Symbol.asyncDispose]();
  }
}
