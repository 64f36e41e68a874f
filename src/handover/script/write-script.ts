import {
  describeStep,
  isComingUp,
  modelAfter,
  modelInTheMiddle,
  notLaunched,
  onlineVcpus,
  type Step,
  type VmModel,
  type Walk,
} from '../../model/index.js';
import * as models from '../../model/index.js';
import type { MachineSpec } from '../../machine/index.js';
import { shellQuote } from '../../qemu/index.js';
import { knownSum } from '../../guest/known-sum.js';
import { workerRounds } from '../../guest/inside/worker.js';
import { checksOf, type ShownFinding } from './checks.js';
import { CannotBeScripted, type ScriptForm } from './form.js';
import { forms } from './forms.js';
import { library } from './library/index.js';
import { machineLines } from './machine-lines.js';

/** What a script is to show. */
export interface ScriptedBug {
  readonly walk: Walk;
  readonly machine: Omit<MachineSpec, 'incoming'>;
  readonly finding: ShownFinding;
  /** The kinds of all that was found there; that of the finding, if left out. */
  readonly kinds?: readonly string[];
  /** `QEMU 7.2.22`, for people. */
  readonly foundWith: string;
}

/**
 * A POSIX shell script that shows a bug with QEMU alone. Beside it lie `kernel` and `initramfs`, whose guest has a root shell on its
 * serial console.
 *
 * @throws CannotBeScripted where a shell cannot do a step, or see what is wrong
 */
export function writeScript(bug: ScriptedBug): string {
  const { walk, machine, finding, kinds = [finding.kind], foundWith } = bug;
  const { arch } = walk.shape;
  return [
    '#!/bin/sh',
    ...comment([
      'Shows this bug with QEMU and a shell alone:',
      ...finding.message.split('\n').map((line) => `  ${line}`),
      `at step ${finding.step + 1}: ${finding.stepText}. Found with ${foundWith}.`,
      '',
      `  ./reproduce.sh                                  with qemu-system-${arch} on the PATH`,
      `  QEMU=~/qemu/build/qemu-system-${arch} ./reproduce.sh`,
      '  LOGS=folder ./reproduce.sh                      keeps consoles, stderr and QMP answers',
      '',
      'The last line says whether the bug showed. Exit status, as `git bisect run` wants it: 1 the bug showed, 0 it did not, 125 it',
      'could not be tried. The guest has a root shell on its serial console, to which this types; QMP goes through named pipes.',
    ]),
    'set -u',
    `qemu=$(command -v "\${QEMU:-qemu-system-${arch}}") || { echo "it could not be tried: there is no \${QEMU:-qemu-system-${arch}}"; exit 125; }`,
    'case $qemu in /*) ;; *) qemu=$PWD/$qemu ;; esac',
    'here=$(cd "$(dirname "$0")" && pwd)',
    'case ${LOGS:-/} in /*) ;; *) LOGS=$PWD/$LOGS ;; esac',
    'dir=$(mktemp -d "${TMPDIR:-/tmp}/reproduce.XXXXXX") && cd "$dir" || exit 125',
    "trap 'clean_up' EXIT",
    "trap 'exit 130' INT",
    "trap 'exit 143' TERM HUP",
    '',
    '# The machine. What is behind it are options of one QEMU alone.',
    ...machineLines(machine),
    '',
    `smp=${machine.vcpus}${machine.maxVcpus === undefined ? '' : `,maxcpus=${machine.maxVcpus}`}`,
    `found=${finding.step + 1}`,
    `kinds=${shellQuote([kinds.join(' ')])}`,
    `complaint=${shellQuote([complaintOf(finding)])}`,
    `known_sum=${knownSum(workerRounds)}`,
    library.trimEnd(),
    '',
    '# --- The walk -----------------------------------------------------------------------------------------------------------',
    '',
    ...walkLines(walk, finding),
    'say "the bug did not show"',
    'end 0',
    '',
  ].join('\n');
}

/** The words of a QEMU that refused something: one that says that it lacks it has the bug only when they are these. */
function complaintOf({ kind, message }: ShownFinding): string {
  return /^(qmp-refused|snapshot-failed)$/.test(kind)
    ? message.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    : '';
}

function comment(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '#' : `# ${line.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')}`));
}

function walkLines(walk: Walk, finding: ShownFinding): string[] {
  const lines: string[] = [];
  const counter = { number: 0 };
  let model = notLaunched(walk.shape);
  // What comes behind the step of the finding does not matter any more.
  for (const [index, step] of walk.steps.slice(0, finding.step + 1).entries()) {
    const after = modelAfter(model, step);
    const isLast = index === finding.step;
    const checks = checksOf(finding, { before: model, step, after });
    lines.push(
      `step ${index + 1} ${shellQuote([describeStep(step)])}`,
      ...(isLast ? checks.before : []),
      ...stepLines(walk, model, step, counter),
      `runstate ${after.runstate}`,
      ...(after.runstate === 'running' && !isComingUp(after) ? [`look ${onlineVcpus(after).join(' ')}`] : []),
      'alive',
      ...(isLast ? checks.after : []),
      '',
    );
    model = after;
  }
  return lines;
}

function stepLines(walk: Walk, before: VmModel, step: Step, counter: { number: number }): readonly string[] {
  const { operation, parameters, refused = false } = step;
  const form = formsByName.get(operation.name);
  if (!form) throw new CannotBeScripted(`nobody has said how a shell can do ${operation.name}`);
  counter.number += 1;
  const number = counter.number;
  let middle = modelInTheMiddle(before, step);
  const meanwhile: string[] = [];
  for (const inner of refused ? [] : (step.meanwhile ?? [])) {
    meanwhile.push(`say ${shellQuote([`  meanwhile ${describeStep(inner)}`])}`);
    meanwhile.push(...stepLines(walk, middle, inner, counter));
    middle = modelAfter(middle, inner);
  }
  const after = modelAfter(before, step);
  return form(parameters, { before, after, refused, meanwhile, walk, number });
}

const formsByName: ReadonlyMap<string, ScriptForm<unknown>> = new Map(
  (Object.keys(forms) as (keyof typeof forms)[]).map((name) => [
    models[name].name,
    forms[name] as ScriptForm<unknown>,
  ]),
);
