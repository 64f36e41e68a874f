import type { MigrationStream } from '../../migration/index.js';
import { streamFault } from './stream-fault.js';
import { device } from './vcpus.js';

/** Bit 41 of a number of nanoseconds is 37 minutes. */
const aheadNs = 1n << 41n;

/** What the machine has besides its vCPUs and its memory. */
export const machineFaults = [
  streamFault({
    name: 'clock-put-forward',
    says: "The virtual clock comes back 37 minutes ahead, and with it the guest's.",
    plan: (stream) => {
      const field = ['cpu_clock_offset'];
      const offset = device(stream, 'timer')?.field(...field)?.leaf;
      if (typeof offset !== 'bigint') return undefined;
      const ticks = device(stream, 'timer')?.field('cpu_ticks_offset')?.leaf;
      return {
        edits: [
          { edit: 'set', device: 'timer', field, to: offset + aheadNs },
          // What x86 counts its time stamps by.
          ...(typeof ticks === 'bigint'
            ? [{ edit: 'set', device: 'timer', field: ['cpu_ticks_offset'], to: ticks + aheadNs } as const]
            : []),
        ],
        what: 'timer#0/cpu_clock_offset: 2199 s more',
      };
    },
  }),
  streamFault({
    name: 'clock-lost',
    says: 'The virtual clock is not in the stream: that of the destination goes on from its own start.',
    plan: (stream) =>
      device(stream, 'timer') && { edits: [{ edit: 'remove', device: 'timer' }], what: 'timer#0: taken out' },
  }),
  streamFault({
    name: 'network-device-lost',
    says: "The network device's section is not in the stream: it comes back as after a reset.",
    plan: (stream) => {
      const name = networkDevice(stream);
      if (name === undefined) return undefined;
      return { edits: [{ edit: 'remove', device: name }], what: `${name}#0: taken out` };
    },
  }),
  streamFault({
    name: 'section-cut',
    says: 'The stream ends in the middle of the section of the network device, as when its source dies.',
    plan: (stream) => {
      const name = networkDevice(stream);
      if (name === undefined) return undefined;
      return {
        edits: [{ edit: 'cut', device: name, at: 'torn inside' }],
        what: `${name}#0: cut in its middle`,
      };
    },
  }),
  streamFault({
    name: 'runstate-flipped',
    says: 'The stream says that the VM was paused where it was running, and running where it was paused.',
    plan: (stream) => {
      const state = device(stream, 'globalstate');
      const text = state?.field('runstate')?.bytes;
      if (!text) return undefined;
      const was = Buffer.from(text).toString('latin1').split('\0', 1)[0];
      const becomes = was === 'running' ? 'paused' : 'running';
      const to = Buffer.alloc(text.length);
      to.write(becomes, 'latin1');
      return {
        edits: [
          { edit: 'set', device: 'globalstate', field: ['runstate'], to },
          // With the zero byte at its end.
          { edit: 'set', device: 'globalstate', field: ['size'], to: becomes.length + 1 },
        ],
        what: `globalstate#0/runstate: ${was} -> ${becomes}`,
      };
    },
  }),
];

function networkDevice({ devices }: MigrationStream): string | undefined {
  return devices.find(({ name }) => name.endsWith('/virtio-net'))?.name;
}
