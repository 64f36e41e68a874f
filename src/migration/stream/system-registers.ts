import type { DeviceState } from './device-state.js';
import { aarch32RegisterNames } from './aarch32-register-names.js';
import { systemRegisterNames } from './system-register-names.js';

/** A system register of an Arm vCPU, as the stream has it. */
export interface SystemRegister {
  /** The architecture's name where it is known, or its encoding: `S3_1_C15_C2_0`, `p15,1,c9,c0,2`. */
  readonly name: string;
  /** KVM's number for it (`KVM_REG_ARM64`), which QEMU saves whatever the accelerator. */
  readonly id: bigint;
  readonly value: bigint;
}

/** The fields of a vCPU that hold all of them, as two arrays of one length. */
export const systemRegisterFields: ReadonlySet<string> = new Set([
  'cpreg_vmstate_array_len',
  'cpreg_vmstate_indexes',
  'cpreg_vmstate_values',
]);

/** The system registers of an Arm vCPU, in the stream's order; nothing for any other device. */
export function systemRegisters(device: DeviceState): readonly SystemRegister[] | undefined {
  const ids = numbers(device, 'cpreg_vmstate_indexes');
  const values = numbers(device, 'cpreg_vmstate_values');
  if (!ids || ids.length !== values?.length) return undefined;
  return ids.map((id, index) => ({ name: systemRegisterName(id), id, value: values[index] ?? 0n }));
}

function numbers(device: DeviceState, name: string): readonly bigint[] | undefined {
  const value = device.name === 'cpu' ? device.field(name)?.value : undefined;
  return isNumbers(value) ? value : undefined;
}

function isNumbers(value: unknown): value is readonly bigint[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'bigint');
}

/**
 * The name of a register by the number that QEMU has for it in its messages, which for one of AArch64 is shorter than KVM's (QEMU,
 * target/arm/cpregs.h, ENCODE_CP_REG and ENCODE_AA64_CP_REG). KVM's own number is taken as well.
 */
export function systemRegisterNameByQemu(number: bigint): string {
  if (number > 0xffff_ffffn) return systemRegisterName(number);
  if ((number & qemuAa64) !== 0n) return systemRegisterName(archArm64 | aarch64Group | (number & 0xffffn));
  const size = (number & qemu64) === 0n ? 2n : 3n;
  return systemRegisterName(archArm | (size << 52n) | (number & ~qemu64));
}

const qemuAa64 = 1n << 28n;
const qemu64 = 1n << 15n;
const aarch64Group = 0x13_0000n;

const archMask = 0xff00_0000_0000_0000n;
const archArm64 = 0x6000_0000_0000_0000n;
const archArm = 0x4000_0000_0000_0000n;
/** Of AArch64 registers, those with an encoding; others are cores' and SVE's own. */
const encoded = 0x13;

/**
 * The name of a register by KVM's number (Linux, Documentation/virt/kvm/api.rst, KVM_SET_ONE_REG). One without a name of
 * its own is named by its encoding, as assemblers do (S3_1_C15_C2_0), and one of AArch32 as in MRC and MRRC (p15,1,c9,c0,2).
 */
function systemRegisterName(id: bigint): string {
  const low = Number(id & 0xffffn);
  const group = Number((id >> 16n) & 0xfffn);
  const bits = (from: number, count: number) => (low >> from) & (2 ** count - 1);
  if ((id & archMask) === archArm64 && group === encoded) {
    return aarch64Name(bits(14, 2), bits(11, 3), bits(7, 4), bits(3, 4), bits(0, 3));
  }
  const coprocessor = group & 0xf;
  if ((id & archMask) !== archArm || coprocessor < 14) return `0x${id.toString(16)}`;
  const is64 = ((id >> 52n) & 0xfn) === 3n;
  const secure = (id & 0x2000_0000n) === 0n ? ' (secure)' : '';
  const name = is64
    ? wideAarch32Name(coprocessor, bits(3, 4), bits(7, 4))
    : aarch32Name(coprocessor, bits(3, 4), bits(11, 4), bits(7, 4), bits(0, 3));
  return `${name}${secure}`;
}

function wideAarch32Name(coprocessor: number, opc1: number, crm: number): string {
  const name = aarch32RegisterNames.get([coprocessor, opc1, crm].join());
  // There is one of 32 bits by that name, too.
  return name === undefined ? `p${coprocessor},${opc1},c${crm}` : `${name} (64 bits)`;
}

function aarch32Name(coprocessor: number, opc1: number, crn: number, crm: number, opc2: number): string {
  return (
    aarch32RegisterNames.get([coprocessor, opc1, crn, crm, opc2].join()) ??
    numberedAarch32Name(coprocessor, opc1, crn, crm, opc2) ??
    `p${coprocessor},${opc1},c${crn},c${crm},${opc2}`
  );
}

function aarch64Name(op0: number, op1: number, crn: number, crm: number, op2: number): string {
  return (
    systemRegisterNames.get([op0, op1, crn, crm, op2].join()) ??
    numberedName(op0, op1, crn, crm, op2) ??
    `S${op0}_${op1}_C${crn}_C${crm}_${op2}`
  );
}

/** Registers that there are many of. */
function numberedName(op0: number, op1: number, crn: number, crm: number, op2: number): string | undefined {
  if (op0 === 2 && op1 === 0 && crn === 0 && op2 >= 4) {
    return `DBG${debugRegisters[op2 - 4]}${crm}_EL1`;
  }
  const counter = op0 === 3 && op1 === 3 && crn === 14 ? eventCounterName(crm, op2) : undefined;
  return counter && `${counter}_EL0`;
}

function numberedAarch32Name(
  coprocessor: number,
  opc1: number,
  crn: number,
  crm: number,
  opc2: number,
): string | undefined {
  if (opc1 !== 0) return undefined;
  if (coprocessor === 14 && crn === 0 && opc2 >= 4) return `DBG${debugRegisters[opc2 - 4]}${crm}`;
  return coprocessor === 15 && crn === 14 ? eventCounterName(crm, opc2) : undefined;
}

function eventCounterName(crm: number, op2: number): string | undefined {
  if (crm < 8) return undefined;
  return `${crm < 12 ? 'PMEVCNTR' : 'PMEVTYPER'}${(crm & 3) * 8 + op2}`;
}

/** Of breakpoints and watchpoints, by what an encoding ends with, from 4 on. */
const debugRegisters = ['BVR', 'BCR', 'WVR', 'WCR'];
