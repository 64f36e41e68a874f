import { firstRefusal, type Step, type Walk } from '../model/index.js';
import { operations, type Operation } from '../operations/index.js';
import type { CellResult, Confirmation, Finding } from './outcome.js';

type Findings = readonly [Finding, ...Finding[]];
type After = Confirmation['after'];

/**
 * The walks from a boot that a finding has to show in, in turns: half of them miss a bug that shows one time in four with a
 * probability of a third, and a healthy VM costs them only where something was found.
 */
const usualTries: readonly After[] = ['boot', 'migration', 'boot', 'migration', 'boot', 'boot'];

/**
 * Looks for what was found in a VM that had started from a saved state in VMs that boot, before it is told.
 *
 * @param found - what was found, on this walk
 * @param walkBooted - takes a walk in a VM that boots; `name`: for its records, unlike any other
 * @returns as it showed in a VM that had booted, with its indices of steps on the original walk; an `error` when it did not show again,
 *   since nothing is known for certain then
 */
export async function confirmFromBoot(
  found: Findings,
  walk: Walk<Operation>,
  walkBooted: (walk: Walk<Operation>, name: string) => Promise<CellResult>,
  tries: readonly After[] = usualTries,
): Promise<CellResult> {
  const walks = { boot: walk, migration: migratedAtOnce(walk) };
  const counts = { boot: 0, migration: 0 };
  let other: CellResult | undefined;
  for (const after of tries) {
    const tried = walks[after];
    if (!tried) continue;
    counts[after] += 1;
    const records = `${after}-${counts[after]}`;
    const result = await walkBooted(tried, records);
    if (result.outcome === 'error') return brokenWhileConfirming(found, result.reason);
    if (result.outcome !== 'fail') continue;
    const findings = after === 'boot' ? result.findings : onOriginalWalk(result.findings);
    const confirmed = { after, shown: 1, walks: counts[after], records };
    if (findings.some(({ signature }) => signature === found[0].signature))
      return { outcome: 'fail', findings, confirmed };
    other ??= { outcome: 'fail', findings, confirmed: { ...confirmed, foundWarm: found[0].message } };
  }
  return other ?? unconfirmed(found, counts);
}

/**
 * The walk with a migration through a file right after its boot, which is what a start from a saved state amounts to.
 *
 * @returns nothing where the walk is not allowed then
 */
export function migratedAtOnce({ shape, steps }: Walk<Operation>): Walk<Operation> | undefined {
  const migrate = operations.get('migrate');
  const parameters: unknown = migrate?.parameters(shape).parse({ via: 'file' });
  const [boot, ...others] = steps;
  if (!migrate || !boot) return undefined;
  const step: Step<Operation> = { operation: migrate, parameters };
  const walk = { shape, steps: [boot, step, ...others] };
  return firstRefusal(walk) ? undefined : walk;
}

function onOriginalWalk([first, ...others]: Findings): Findings {
  const onIt = (finding: Finding) => ({ ...finding, step: Math.max(0, finding.step - 1) });
  return [onIt(first), ...others.map(onIt)];
}

function unconfirmed([found]: Findings, { boot, migration }: Record<After, number>): CellResult {
  const also = migration === 0 ? '' : `, nor in ${migration} that were migrated through a file at once`;
  return {
    outcome: 'error',
    reason:
      `found in a VM that had started from a saved state: ${found.message}\n` +
      `It did not show again in ${boot} that booted${also}. It may show only now and then, or come of the saved state: ` +
      'without --warm and with --repeat one can tell.',
  };
}

function brokenWhileConfirming([found]: Findings, reason: string): CellResult {
  return {
    outcome: 'error',
    reason: `found in a VM that had started from a saved state: ${found.message}\nTo look for it in one that boots failed: ${reason}`,
  };
}
