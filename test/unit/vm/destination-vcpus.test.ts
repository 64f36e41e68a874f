import { expect } from 'chai';
import type { QmpClient } from '../../../src/qmp/index.js';
import { destinationVcpus } from '../../../src/vm/destination-vcpus.js';

const never = new AbortController().signal;
const start = '/machine/unattached/device[7]';
const plugged = (id: string) => `/machine/peripheral/${id}`;

/** A source with these vCPUs in its slots. */
function destinationOf(...vcpus: (string | undefined)[]) {
  const slots = vcpus.map((vcpu, core) => ({
    ...{ type: 'qemu64-x86_64-cpu', 'vcpus-count': 1, props: { 'core-id': core } },
    ...(vcpu !== undefined && { 'qom-path': vcpu }),
  }));
  const qmp = { execute: () => Promise.resolve(slots) } as unknown as QmpClient;
  return destinationVcpus(qmp, { vcpus: 2, maxVcpus: 4, extraArguments: ['-S'] }, never);
}

const device = (id: string, core: number) => ['-device', `qemu64-x86_64-cpu,id=${id},core-id=${core}`];

describe('destinationVcpus', () => {
  it('puts plugged vCPUs on the command line, with their ids and in their slots', async () => {
    expect(await destinationOf(start, start, undefined, plugged('more'))).to.deep.equal({
      ...{ vcpus: 2, maxVcpus: 4 },
      extraArguments: ['-S', ...device('more', 3)],
    });
  });

  it('has no vCPU that was unplugged', async () => {
    const { vcpus, extraArguments } = await destinationOf(start, undefined, undefined, undefined);
    expect(vcpus).to.equal(1);
    expect(extraArguments).to.deep.equal(['-S']);
  });

  it('names those from the start that come after a gap, since -smp knows no gaps', async () => {
    const { vcpus, extraArguments } = await destinationOf(start, undefined, start, plugged('more'));
    expect(vcpus).to.equal(1);
    expect(extraArguments).to.deep.equal(['-S', ...device('from-start-2', 2), ...device('more', 3)]);
  });

  it('keeps the id of one that was plugged where one from the start had been', async () => {
    const { vcpus, extraArguments } = await destinationOf(start, plugged('vcpu1'), undefined, undefined);
    expect(vcpus).to.equal(1);
    expect(extraArguments).to.deep.equal(['-S', ...device('vcpu1', 1)]);
  });
});
