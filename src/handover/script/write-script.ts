import {
  describeStep,
  eventsOfStep,
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
  const qemu = `qemu-system-${arch}`;
  return [
    '#!/bin/sh',
    ...comment([
      'Shows this bug with QEMU and a shell alone:',
      ...finding.message.split('\n').map((line) => `  ${line}`),
      `at step ${finding.step + 1}: ${finding.stepText}. Found with ${foundWith}.`,
      '',
      `  ./reproduce.sh                  with ${qemu} on the PATH`,
      `  QEMU=~/qemu/build/${qemu} ./reproduce.sh`,
      '  LOGS=folder ./reproduce.sh      keeps consoles, stderr and QMP answers there',
      '  TMPDIR=folder ./reproduce.sh    works there, not in /tmp; whatever it makes is removed in the end',
      '  ./reproduce.sh --help           prints this',
      '',
      'The last line says whether the bug showed. Exit status, as `git bisect run` wants it:',
      '  0     the bug did not show',
      '  1     it showed',
      '  125   it could not be tried: this QEMU or host lacks something, or was too slow to tell',
      '  128+  a signal ended it, the number is added; 255 is wrong usage. git bisect run stops then.',
      '',
      'The guest has a root shell on its serial console, to which this types; QMP goes through named pipes.',
    ]),
    '',
    '# Words are split on purpose, and what is assigned by eval or called by another function is not seen.',
    '# shellcheck disable=SC1007,SC2012,SC2013,SC2015,SC2016,SC2034,SC2046,SC2086,SC2154,SC2231,SC2317',
    'set -u',
    '',
    '# The machine. What is behind it are options of one QEMU alone.',
    ...machineLines(machine),
    `smp=${machine.vcpus}${machine.maxVcpus === undefined ? '' : `,maxcpus=${machine.maxVcpus}`}`,
    `wanted=\${QEMU:-${qemu}}`,
    '',
    '# What was found: at which step, of which kinds; where QEMU refused something, in which words.',
    `found=${finding.step + 1}`,
    `kinds=${shellQuote([kinds.join(' ')])}`,
    `complaint=${shellQuote([complaintOf(finding)])}`,
    // On Arm the kernel starts without any.
    `firmware=${arch === 'x86_64' ? 'SeaBIOS' : 'none'}`,
    `known_sum=${knownSum(workerRounds)}`,
    '',
    'walk() {',
    ...walkLines(walk, finding).map((line) => (line === '' ? '' : `  ${line}`)),
    '  say "the bug did not show"',
    '  end 0',
    '}',
    library.trimEnd(),
    '',
  ].join('\n');
}

function comment(lines: readonly string[]): string[] {
  const printable = lines.map((line) => line.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?'));
  return printable.flatMap(wrapped).map((line) => `# ${line}`.trimEnd());
}

/** Lines that are not too wide, as far as there are blanks; what goes on is indented as the first. */
function wrapped(line: string): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return (line.match(/ *\S(?:.{0,115}\S)?(?= |$)|\S+/g) ?? ['']).map((part, index) =>
    index === 0 ? part : `${indent}${part.trim()}`,
  );
}

/** The words of a QEMU that refused something: one that says that it lacks it has the bug only when they are these. */
function complaintOf({ kind, message }: ShownFinding): string {
  return /^(qmp-refused|snapshot-failed)$/.test(kind)
    ? message.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    : '';
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
      ...(eventsOfStep(model, step).RESET > 0 ? ['may_reset=1'] : []),
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
