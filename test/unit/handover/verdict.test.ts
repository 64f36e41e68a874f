import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { scriptOf, walkOf } from './script-of.js';

const scriptedQemu = fileURLToPath(new URL('../../helpers/scripted-qemu/scripted-qemu.mjs', import.meta.url));

/** Stops the VM while its kernel starts: what is refused there is refused at the only step. */
const stopsWhileItBoots = walkOf('[{ boot: , while: [{ stop-and-cont: 1 }] }]');

describe('the verdict of a script', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'verdict-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What comes of a script with such a QEMU, which leaves nothing behind. */
  function verdictOf(
    qemu: object,
    finding: Parameters<typeof scriptOf>[1] = {},
    walk = stopsWhileItBoots,
  ): { status: number | null; lastLine: string } {
    const path = join(folder, 'reproduce.sh');
    // Nobody waits so long in a test.
    writeFileSync(path, scriptOf(walk, finding).replace('patience=600', 'patience=2'), { mode: 0o755 });
    const { status, stdout, stderr } = spawnSync(path, {
      env: { ...process.env, QEMU: scriptedQemu, TMPDIR: folder, SCRIPTED_QEMU: JSON.stringify(qemu) },
      encoding: 'utf8',
    });
    expect(readdirSync(folder)).to.deep.equal(['reproduce.sh']);
    return { status, lastLine: `${stdout.trimEnd().split('\n').at(-1) ?? ''}${stderr}` };
  }

  it('is that it could not be tried where QEMU says what it lacks, and ends', () => {
    const words = "qemu-system-aarch64: unsupported machine type 'virt-11.1'\n";
    const { status, lastLine } = verdictOf({ starts: false, words, ends: 1 }, { kind: 'guest-hang' });
    expect(status, lastLine).to.equal(125);
    expect(lastLine).to.contain('QEMU does not start; it ended with status 1');
  });

  it('is that a crash at the start is the bug where a crash was found there, and no other', () => {
    const crash = { starts: false, ends: 'SIGABRT' };
    const shown = verdictOf(crash, { kind: 'qemu-crash' });
    expect(shown.status, shown.lastLine).to.equal(1);
    expect(shown.lastLine).to.contain('QEMU died of SIGABRT');
    expect(verdictOf(crash, { kind: 'guest-hang' }).status).to.equal(125);
    const later = verdictOf(crash, { kind: 'qemu-crash' }, walkOf('[boot, stop]'));
    expect(later.status, later.lastLine).to.equal(125);
  });

  const refusals: Readonly<Record<string, string>> = {
    'a command': 'The command stop has not been found',
    'an argument': "Parameter 'mode' is unexpected",
    'a capability': "Parameter 'capability' does not accept value 'mapped-ram'",
    'a capability, in the words of QEMU 5.2': "Invalid parameter 'mapped-ram'",
    'a property': "Property 'virt-9.0-machine.its' not found",
    'a device': "'pvpanic-pci' is not a valid device model name",
    'a transport': "Parameter 'uri' expects 'a valid migration protocol'",
    'means of its host': 'Postcopy is not supported: Userfaultfd not available',
  };
  for (const [what, desc] of Object.entries(refusals)) {
    it(`is that it could not be tried where QEMU lacks ${what}`, () => {
      const errorClass = desc.startsWith('The command') ? 'CommandNotFound' : 'GenericError';
      const qemu = { refuses: { stop: { class: errorClass, desc } } };
      const { status, lastLine } = verdictOf(qemu, { kind: 'qmp-refused', message: 'QEMU refused stop' });
      expect(status, lastLine).to.equal(125);
      expect(lastLine).to.contain(desc);
    });
  }

  it('is the bug where QEMU refuses what it knows, or in the very words that were found', () => {
    const refuses = (desc: string) => ({ refuses: { stop: { class: 'GenericError', desc } } });
    expect(verdictOf(refuses('The VM is busy'), { kind: 'qmp-refused' }).status).to.equal(1);
    const desc = "Property 'cpu.power' not found";
    const message = `QEMU refused stop: GenericError: ${desc}`;
    expect(verdictOf(refuses(desc), { kind: 'qmp-refused', message }).status).to.equal(1);
  });

  it('is no bug when the time is up, unless what was found is a hang', () => {
    const slow = verdictOf({}, { kind: 'guest-panic' });
    expect(slow.status, slow.lastLine).to.equal(125);
    expect(slow.lastLine).to.contain('the guest does not come up');
    const hang = verdictOf({}, { kind: 'guest-hang' });
    expect(hang.status, hang.lastLine).to.equal(1);
    const later = verdictOf({}, { kind: 'guest-hang' }, walkOf('[boot, stop]'));
    expect(later.status, later.lastLine).to.equal(125);
  });

  it('is the bug at once when the machine is reset though nothing asked for it', () => {
    const resets = [{ ms: 400, reason: 'guest-reset' }];
    const { status, lastLine } = verdictOf({ resets }, { kind: 'unexpected-reset' });
    expect(status, lastLine).to.equal(1);
    expect(lastLine).to.contain('the machine was reset though nothing asked for it');
  });

  it('is none where there is no such QEMU, or where a shell stumbles', () => {
    const script = scriptOf(stopsWhileItBoots);
    const tried = (text: string, QEMU: string) =>
      spawnSync('sh', ['-c', text], { env: { PATH: process.env['PATH'], QEMU, TMPDIR: folder } }).status;
    expect(tried(script, 'no-such-qemu')).to.equal(125);
    expect(
      tried(script.replace("\n  step 1 'boot", "\n$nobody_has_set_this\n  step 1 'boot"), scriptedQemu),
    ).to.equal(125);
  });
});
