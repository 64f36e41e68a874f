import { setTimeout as sleep } from 'node:timers/promises';
import { GuestConnectionLostError, GuestHostKeyError, GuestLoginRefusedError } from '../guest/index.js';
import { QmpDeadlineError, QmpError, QmpProtocolError, QmpRefusedError } from '../qmp/index.js';
import { DeadlineError, describeError, EnvironmentError, formatSeconds } from '../support/errors.js';
import { FindingError, type FindingKind } from '../support/finding.js';
import { stableMessage, type Vm } from '../vm/index.js';
import type { Mismatch } from '../witnesses/index.js';
import type { Finding } from './outcome.js';

/** A crash of which QEMU did not say a word is known by what was done to it. */
function whereItDied(signature: string, operation: string): string {
  return /^SIG[A-Z]+$/.test(signature) ? `${signature} during ${operation}` : signature;
}

/** A finding that does not know yet where on the walk it was made. */
export type Diagnosis = Omit<Finding, 'step' | 'stepText'>;

/** Milliseconds for the reason behind a lost connection to show: a death, a panic. */
const reasonGraceMs = 3_000;

/**
 * A fact that is wrong, as a finding.
 *
 * @param waitedMs - how long it was given to come true, if at all
 */
export function findingFromMismatch(
  vm: Vm,
  operation: string,
  mismatch: Mismatch,
  waitedMs?: number,
): Diagnosis {
  const { witness, kind, fact, expected, seen } = mismatch;
  const waited = waitedMs === undefined ? '' : ` (waited ${formatSeconds(waitedMs)})`;
  return {
    ...{ kind, witness },
    message: `after ${operation}, ${witness} says: ${fact}: ${seen}; must be: ${expected}${waited}`,
    signature: `${kind} after ${operation}: ${witness}: ${stableMessage(`${fact}: ${seen}, not ${expected}`)}`,
    expected: `${fact}: ${expected}`,
    seen: `${fact}: ${seen}`,
    evidence: vm.kernelLog.tail(),
  };
}

/**
 * What an error during a step says of the VM under test.
 *
 * @throws the error itself when it says nothing of the VM: vmwright or its surroundings broke
 */
export async function findingFromError(vm: Vm, operation: string, error: unknown): Promise<Diagnosis> {
  const logFailure = vm.machines.map((machine) => machine.logFailure).find(Boolean);
  if (logFailure) throw logFailure;
  const kind = kindOf(vm, error);
  if (!kind && (error instanceof EnvironmentError || !vm.trouble.signal.aborted)) throw error;
  // A closed connection is only the first sign: what closed it is the finding, and may show a moment later.
  if (!vm.trouble.signal.aborted) {
    await sleep(reasonGraceMs, undefined, { signal: vm.trouble.signal }).catch(() => undefined);
  }
  const { reason } = vm.trouble;
  if (reason instanceof EnvironmentError) throw reason;
  const cause = reason ?? error;
  if (cause instanceof FindingError) {
    return {
      evidence: vm.kernelLog.tail(),
      ...cause.finding,
      signature: whereItDied(cause.finding.signature, operation),
      message: `during ${operation}: ${describeError(cause)}`,
    };
  }
  if (!kind) throw error;
  const seen = describeError(error);
  const evidence = vm.kernelLog.tail();
  const suspicion = kind === 'guest-hang' ? lostTimer(vm.kernelLog.tail(40)) : '';
  return {
    kind,
    message: `during ${operation}: ${kind === 'guest-hang' ? 'the guest does not answer: ' : ''}${seen}${suspicion}`,
    signature: `${kind} during ${operation}: ${stableMessage(`${signatureText(error)}${suspicion}`)}`,
    ...{ seen, evidence },
  };
}

function kindOf(vm: Vm, error: unknown): FindingKind | undefined {
  if (error instanceof FindingError) return error.finding.kind;
  if (error instanceof QmpRefusedError) return 'qmp-refused';
  if (error instanceof QmpProtocolError) return 'qmp-protocol';
  if (error instanceof QmpError || error instanceof QmpDeadlineError) return 'qemu-hang';
  if (error instanceof GuestConnectionLostError || error instanceof DeadlineError) return 'guest-hang';
  const isLockedOut = error instanceof GuestHostKeyError || error instanceof GuestLoginRefusedError;
  return isLockedOut && vm.wasLoggedInto ? 'guest-broken' : undefined;
}

/** What the kernel itself says of a vCPU that sleeps for a timer which never fires (kernel/rcu/tree_stall.h). */
function lostTimer(console: readonly string[]): string {
  const [, vcpu] = /Possible timer handling issue on cpu=(\d+)/.exec(console.join('\n')) ?? [];
  return vcpu === undefined ? '' : `; its kernel misses timer interrupts on vCPU ${vcpu}`;
}

function signatureText(error: unknown): string {
  // What QEMU says in its own words may name files of this run.
  if (error instanceof QmpRefusedError) return `${error.name} of ${error.command}`;
  return error instanceof DeadlineError ? error.what : error instanceof Error ? error.name : 'unknown';
}
