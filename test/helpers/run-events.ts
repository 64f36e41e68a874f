import type { CellDescription, RunEvent } from '../../src/runner/events.js';
import { noCounts, type CellResult, type Finding } from '../../src/runner/outcome.js';

/** Milliseconds since the epoch at which these runs start. */
export const runStart = Date.UTC(2026, 10, 22, 12);

export function cell(id: string, change: Partial<CellDescription> = {}): CellDescription {
  return {
    id,
    scenario: id.replace(/\[.*/, ''),
    choices: {},
    qemu: { path: '/usr/bin/qemu-system-aarch64', version: '7.2.0' },
    arch: 'aarch64',
    accelerator: 'tcg',
    steps: ['boot', 'offline vCPU 1', 'migrate via file'],
    ...change,
  };
}

export function runStarted(...cells: CellDescription[]): RunEvent {
  return { type: 'run-started', at: runStart, directory: 'runs/1', jobs: 2, cells, leftOut: 0 };
}

export function cellStarted(cell: string, at = 0): RunEvent {
  return { type: 'cell-started', at: runStart + at, cell };
}

export function stepStarted(cell: string, step: number, at = 0): RunEvent {
  return { type: 'step-started', at: runStart + at, cell, step };
}

export function stepFinished(cell: string, step: number, ms: number, settledAfterMs?: number): RunEvent {
  const settled = settledAfterMs === undefined ? {} : { settledAfterMs };
  return { type: 'step-finished', at: runStart + ms, cell, step, ms, ...settled };
}

export function cellFinished(cell: string, result: CellResult, ms = 8000): RunEvent {
  return { type: 'cell-finished', at: runStart + ms, cell, ms, result, directory: `runs/1/cells/${cell}` };
}

export function runFinished(change: Partial<Extract<RunEvent, { type: 'run-finished' }>> = {}): RunEvent {
  const end = { at: runStart + 9000, ms: 9000, counts: noCounts, knownGone: [], interrupted: false };
  return { type: 'run-finished', ...end, ...change };
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    kind: 'state-mismatch',
    signature: 'signature',
    message: 'after migrate, guest says: online: 0-3; must be: 0,2-3',
    expected: 'online: 0,2-3',
    seen: 'online: 0-3',
    step: 2,
    stepText: 'migrate via file',
    ...change,
  };
}
