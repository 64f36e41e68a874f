import type { MigrationStream, StreamEdit } from '../../migration/index.js';
import { streamFault, type StreamPlan } from './stream-fault.js';
import { device, isArm, lastOnlineVcpu, registerOf, savedVcpus } from './vcpus.js';

/** The virtual timer's private interrupt (PPI 11, INTID 27) on QEMU's virt machine. */
const virtualTimer = 1 << 27;
/** An entry of the APIC's local vector table that is masked (Intel SDM, 11.5.1). */
const lvtMasked = 0x1_0000;

/** The name that QEMU's macro gives it (`gt_timer[GTIMER_VIRT]` in target/arm/machine.c). */
const virtualTimerField = 'gt_timer[1]';

/** So late that it is wrong even of a guest that gets no time for long, in nanoseconds. */
const lateNs = 24_000_000_000n;

/** What a vCPU has of interrupts and timers. */
export const interruptFaults = [
  streamFault({
    name: 'vcpu-timer-lost',
    says: "The last online vCPU's timer interrupt comes back disabled in its interrupt controller.",
    plan: (stream) => {
      const vcpu = lastOnlineVcpu(stream);
      return isArm(stream) ? withoutArmTimer(stream, vcpu) : withoutApicTimer(stream, vcpu);
    },
  }),
  streamFault({
    name: 'vcpu-timer-late',
    says: 'Every timer of a vCPU that is armed comes back 24 s later.',
    plan: (stream) => late(stream),
  }),
  streamFault({
    name: 'interrupt-controller-lost',
    says: 'The interrupt controller of the last online vCPU comes back as after a reset.',
    plan: (stream) => {
      const vcpu = lastOnlineVcpu(stream);
      return isArm(stream) ? resetRedistributor(stream, vcpu) : resetApic(stream, vcpu);
    },
  }),
];

function withoutArmTimer(stream: MigrationStream, vcpu: number): StreamPlan | undefined {
  const field = ['cpu', vcpu, 'gicr_ienabler0'];
  const enabled = device(stream, 'arm_gicv3')?.field(...field)?.leaf;
  if (typeof enabled !== 'number' || (enabled & virtualTimer) === 0) return undefined;
  return {
    edits: [{ edit: 'set', device: 'arm_gicv3', field, to: enabled & ~virtualTimer }],
    what: `arm_gicv3#0/cpu[${vcpu}]/gicr_ienabler0: interrupt 27 disabled`,
  };
}

function withoutApicTimer(stream: MigrationStream, vcpu: number): StreamPlan | undefined {
  const timer = device(stream, 'apic', vcpu)?.field('lvt', 0)?.leaf;
  if (typeof timer !== 'number' || (timer & lvtMasked) !== 0) return undefined;
  return {
    edits: [{ edit: 'set', device: 'apic', instance: vcpu, field: ['lvt', 0], to: timer | lvtMasked }],
    what: `apic#${vcpu}/lvt[0]: the timer masked`,
  };
}

/** QEMU saves when its own timer fires; -1 and the largest number are those that are not armed. */
function late(stream: MigrationStream): StreamPlan | undefined {
  const edits: StreamEdit[] = [];
  const vcpus: number[] = [];
  for (const instance of savedVcpus(stream)) {
    const arm = isArm(stream);
    const name = arm ? 'cpu' : 'apic';
    const field = [arm ? virtualTimerField : 'timer_expiry'];
    const expires = device(stream, name, instance)?.field(...field)?.leaf;
    if (typeof expires !== 'bigint' || expires < 0n || expires > 1n << 62n) continue;
    vcpus.push(instance);
    edits.push({ edit: 'set', device: name, instance, field, to: expires + lateNs });
    edits.push(...(arm ? lateComparator(stream, instance) : lateApic(stream, instance)));
  }
  return vcpus.length === 0
    ? undefined
    : { edits, what: `the timers of vCPU ${vcpus.join(', ')}: 24 s later` };
}

/** The architecture's own word for it, in ticks of the counter: a QEMU may reckon its timer anew. */
function lateComparator(stream: MigrationStream, instance: number): StreamEdit[] {
  const [register, frequency] = ['CNTV_CVAL_EL0', registerOf(stream, instance, 'CNTFRQ_EL0') ?? 62_500_000n];
  const value = registerOf(stream, instance, register);
  if (value === undefined) return [];
  const to = value + (lateNs * frequency) / 1_000_000_000n;
  return [{ edit: 'set-register', device: 'cpu', instance, register, to }];
}

function lateApic(stream: MigrationStream, instance: number): StreamEdit[] {
  const next = device(stream, 'apic', instance)?.field('next_time')?.leaf;
  if (typeof next !== 'bigint') return [];
  return [{ edit: 'set', device: 'apic', instance, field: ['next_time'], to: next + lateNs }];
}

/** The GIC architecture's values after a reset (IHI 0069): nothing enabled, no priority let through. */
function resetRedistributor(stream: MigrationStream, vcpu: number): StreamPlan | undefined {
  const gic = device(stream, 'arm_gicv3');
  if (!gic?.field('cpu', vcpu)) return undefined;
  const fields = [
    'gicr_ctlr',
    'gicr_igroupr0',
    'gicr_ienabler0',
    'gicr_ipendr0',
    'gicr_iactiver0',
    'icc_pmr_el1',
  ];
  const edits: StreamEdit[] = [
    ...fields.map((field) => ({ field: ['cpu', vcpu, field] })),
    ...[0, 1, 2].map((group) => ({ field: ['cpu', vcpu, 'icc_igrpen', group] })),
  ].map(({ field }) => ({ edit: 'set', device: 'arm_gicv3', field, to: 0 }));
  return { edits, what: `arm_gicv3#0/cpu[${vcpu}]: as after a reset` };
}

/** The SDM's values after a reset (11.4.7.1): off, every entry masked. */
function resetApic(stream: MigrationStream, instance: number): StreamPlan | undefined {
  if (!device(stream, 'apic', instance)) return undefined;
  const set = (field: (string | number)[], to: number): StreamEdit => ({
    edit: 'set',
    device: 'apic',
    instance,
    field,
    to,
  });
  return {
    edits: [
      ...[set(['spurious_vec'], 0xff), set(['tpr'], 0), set(['log_dest'], 0), set(['dest_mode'], 0xf)],
      ...[0, 1, 2, 3, 4, 5].map((entry) => set(['lvt', entry], lvtMasked)),
      ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((word) => [set(['irr', word], 0), set(['isr', word], 0)]),
      ...[set(['initial_count'], 0), set(['timer_expiry'], -1)],
    ],
    what: `apic#${instance}: as after a reset`,
  };
}
