import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { SshHost } from '../../../src/host/index.js';
import { VmUnderTest } from '../../../src/index.js';
import { until } from '../../../src/support/deadline.js';
import { CleanUp } from '../../../src/support/clean-up.js';
import { EnvironmentError } from '../../../src/support/errors.js';
import { processesNaming, serverLacks, SshServer } from '../../helpers/ssh-server/ssh-server.js';

/** What a step is doing when the connection is cut. */
const phases: readonly (readonly [what: string, before: readonly Taken[], step: Taken, delayMs?: number])[] =
  [
    ['starts QEMU', [], ['boot']],
    ['boots', [], ['boot'], 1_500],
    ['has the guest at work', [['boot']], ['toggle', { vcpus: 1, times: 1_000 }]],
    ['migrates', [['boot']], ['migrate', { via: 'tcp' }]],
  ];
type Taken = readonly [operation: string, value?: unknown];

/** The connection to the host that the VM runs on is cut: an error of the surroundings, never a finding about the VM. */
describe('a VM whose host is lost', function () {
  this.timeout(120_000);
  let cleanUp: CleanUp;
  beforeEach(function () {
    cleanUp = new CleanUp();
    const lacks = serverLacks('OpenSSH');
    if (lacks === undefined) return;
    console.log(`      ${lacks}`);
    this.skip();
  });
  afterEach(() => cleanUp[Symbol.asyncDispose]());

  for (const [what, before, step, delayMs = 100] of phases) {
    it(`is no finding while it ${what}`, async () => {
      const server = cleanUp.use(await SshServer.start('OpenSSH'));
      const host = cleanUp.use(await SshHost.open(server.credentials));
      const vm = cleanUp.use(VmUnderTest.open({ host, vcpus: 2, ramMib: 256 }));
      for (const [operation, value] of before) await vm.take(operation, value);
      const taken = vm.take(...step).catch((error: unknown) => error);
      // The cut may come at any moment: there is no right one to wait for.
      await sleep(delayMs);
      for (const pid of server.serving()) process.kill(pid, 'SIGKILL');
      const error = await taken;
      expect(error, String(error)).to.be.instanceOf(EnvironmentError);
      expect(String(error)).to.include('was lost');
      // The kernel that it boots is a file of the server's own.
      const seen = () => processesNaming(server.directory).join();
      await until('its QEMUs to be gone', { timeoutMs: 30_000, seen }, () =>
        processesNaming(`-kernel\0${server.directory}`).length === 0 ? true : undefined,
      );
    });
  }
});
