import { expect } from 'chai';
import { systemRegisters } from '../../../../src/migration/stream/index.js';
import { armCpu, buildStream, u64, type DeviceSpec } from './build-stream.js';
import { StreamFiles } from './stream-files.js';

/** KVM's number of an AArch64 register. */
const sysreg = (op0: number, op1: number, crn: number, crm: number, op2: number): bigint =>
  0x6030_0000_0013_0000n + BigInt((op0 << 14) | (op1 << 11) | (crn << 7) | (crm << 3) | op2);

/** That of a register of AArch32, which is not secure. */
const aarch32 = (coprocessor: number, opc1: number, crn: number, crm: number, opc2: number): bigint =>
  0x4020_0000_2000_0000n + BigInt((coprocessor << 16) | (crn << 11) | (crm << 7) | (opc1 << 3) | opc2);

const names: readonly (readonly [id: bigint, name: string])[] = [
  [sysreg(3, 0, 1, 0, 0), 'SCTLR_EL1'],
  [sysreg(3, 0, 4, 1, 0), 'SP_EL0'],
  [sysreg(3, 3, 13, 0, 2), 'TPIDR_EL0'],
  [sysreg(3, 3, 14, 3, 2), 'CNTV_CVAL_EL0'],
  [sysreg(3, 4, 1, 1, 0), 'HCR_EL2'],
  [sysreg(3, 3, 14, 9, 5), 'PMEVCNTR13_EL0'],
  [sysreg(3, 3, 14, 14, 2), 'PMEVTYPER18_EL0'],
  [sysreg(2, 0, 0, 3, 5), 'DBGBCR3_EL1'],
  [sysreg(2, 0, 0, 0, 2), 'OSDTRRX_EL1'],
  [sysreg(3, 1, 15, 2, 0), 'S3_1_C15_C2_0'],
  [0x4020_0000_200f_480an, 'p15,1,c9,c0,2'],
  [0x4030_0000_200f_0788n, 'p15,1,c15'],
  [0x4020_0000_000f_6800n, 'FCSEIDR (secure)'],
  [aarch32(15, 0, 7, 4, 0), 'PAR'],
  [0x4030_0000_200f_0380n, 'PAR (64 bits)'],
  [aarch32(14, 0, 0, 2, 2), 'DBGDSCRext'],
  [aarch32(14, 0, 0, 5, 6), 'DBGWVR5'],
  [aarch32(15, 0, 14, 9, 5), 'PMEVCNTR13'],
  [aarch32(15, 0, 14, 14, 2), 'PMEVTYPER18'],
  [0x6030_0000_0014_0000n, '0x6030000000140000'],
];

describe('system registers of an Arm vCPU', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  const vcpu = (ids: readonly bigint[], values: readonly number[]): DeviceSpec => ({
    ...armCpu(0, 0),
    fields: [
      {
        ...{ name: 'cpreg_vmstate_indexes', type: 'uint64' },
        elements: ids.map((id) => Buffer.from(id.toString(16).padStart(16, '0'), 'hex')),
      },
      { name: 'cpreg_vmstate_values', type: 'uint64', elements: values.map(u64) },
    ],
  });

  it('have the names of the architecture, or their encodings', async () => {
    const devices = [
      vcpu(
        names.map(([id]) => id),
        names.map((_, index) => index),
      ),
    ];
    const [cpu] = (await files.read(buildStream({ devices }))).devices;
    expect(cpu && systemRegisters(cpu)).to.deep.equal(
      names.map(([id, name], index) => ({ name, id, value: BigInt(index) })),
    );
  });

  it('are none where the lists do not fit each other, or are none', async () => {
    const devices = [vcpu([1n, 2n], [1]), { ...armCpu(1, 0), name: 'gic' }];
    for (const device of (await files.read(buildStream({ devices }))).devices) {
      expect(systemRegisters(device)).to.equal(undefined);
    }
  });
});
