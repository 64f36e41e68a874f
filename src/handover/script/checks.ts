import { isComingUp, onlineVcpus, type Step, type VmModel } from '../../model/index.js';
import { CannotBeScripted } from './form.js';

/** What a script must show, as a run tells it. */
export interface ShownFinding {
  readonly kind: string;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly seen?: string | undefined;
  /** Index of the step, from 0, and how it reads. */
  readonly step: number;
  readonly stepText: string;
}

interface Lines {
  /** Before the step and behind it. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

interface Place {
  readonly before: VmModel;
  readonly step: Step;
  readonly after: VmModel;
}

/**
 * What has to be looked at for one finding besides what is looked at after each step.
 *
 * @throws CannotBeScripted where a shell cannot see it
 */
export function checksOf(finding: ShownFinding, { after }: Place): Lines {
  const { expected = '' } = finding;
  const none: Lines = { before: [], after: [] };
  const events = /^(?:(\w+) events|(resets), by RESET events): (\d+)$/.exec(expected);
  if (events) {
    const event = events[1] ?? 'RESET';
    return {
      before: [`events_before=$(events ${event})`],
      after: [`events_since ${event} ${events[3] ?? '0'}`],
    };
  }
  if (expected.includes('loaded and saved again'))
    throw new CannotBeScripted(
      'what a VM is saved as again is compared by vmwright: `vmwright inspect` shows it',
    );
  const thread = /^the thread of vCPU (\d+) burns CPU/.exec(expected)?.[1];
  if (thread !== undefined) return { ...none, after: [`idle_thread ${thread}`] };
  // What a stream says of a vCPU's power shows when the guest switches it.
  const power = /^power state of vCPU (\d+): (on|off)$/.exec(expected);
  if (power && after.runstate === 'running' && !isComingUp(after)) {
    const vcpu = Number(power[1]);
    if (power[2] !== 'off') return none;
    const online = [...onlineVcpus(after), vcpu].sort((a, b) => a - b);
    return {
      ...none,
      after: [`guest 'echo 1 >/sys/devices/system/cpu/cpu${vcpu}/online'`, `look ${online.join(' ')}`],
    };
  }
  return none;
}
