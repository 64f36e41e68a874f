import type { Command } from 'commander';
import { readRun } from '../records/index.js';
import { UsageError } from '../support/errors.js';
import { shellQuote } from '../support/shell-quote.js';
import { describeKnown, type KnownChoice } from './known-findings.js';

/** How a run goes on, and not what it runs: may be said anew. */
const ofHow: ReadonlySet<string> = new Set(['resume', 'jobs', 'json']);

/** What a command line says. */
export interface Said {
  readonly scenarios: string[];
  /** By the names that commander has for options. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * What a recorded run was told, with what is said anew of how it goes on.
 *
 * @param now - the command that has read `--resume`
 * @param anew - one with the same options that has read nothing
 * @returns nothing when the record has no words, as that of a run that no command line began
 * @throws UsageError when something else is said now than was then
 */
export function withRecordedWords(folder: string, now: Command, anew: Command): Said | undefined {
  const { words } = readRun(folder).started;
  if (!words) return undefined;
  const it = `vmwright run ${shellQuote(words)}`;
  try {
    anew
      .exitOverride()
      .configureOutput({ outputError: () => undefined })
      .parse([...words], { from: 'user' });
  } catch (cause) {
    throw new UsageError(`--resume: ${folder} cannot go on with the words that it began with: ${it}`, {
      cause,
    });
  }
  const differences = contradictions(now, anew);
  if (differences.length > 0)
    throw new UsageError(
      `--resume: ${folder} is of another run: ${differences.join('; ')}; it was: ${it}. --resume alone goes on with it`,
    );
  const how = Object.entries(now.opts()).filter(([name]) => isSaid(now, name) && ofHow.has(name));
  return { scenarios: scenariosOf(anew), options: { ...anew.opts(), ...Object.fromEntries(how) } };
}

function contradictions(now: Command, before: Command): string[] {
  // `--known` and `--no-known` are one.
  const asked = new Map<string, string>();
  for (const option of now.options) {
    const name = option.attributeName();
    if (isSaid(now, name) && !ofHow.has(name) && !asked.has(name)) asked.set(name, option.name());
  }
  const scenarios = scenariosOf(now);
  return [
    ...(scenarios.length === 0
      ? []
      : difference('the scenario', textOf(scenarios), textOf(scenariosOf(before)))),
    ...[...asked].flatMap(([name, option]) => {
      const text = name === 'known' ? textOfKnown : textOf;
      return difference(`--${option}`, text(now.getOptionValue(name)), text(before.getOptionValue(name)));
    }),
  ];
}

function difference(what: string, now: string, then: string): string[] {
  return now === then ? [] : [`${what} is ${now} now, and was ${then}`];
}

function textOfKnown(value: unknown): string {
  return describeKnown(value as KnownChoice | undefined);
}

function textOf(value: unknown): string {
  if (value === undefined || value === false) return 'none';
  if (value === true) return 'given';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function scenariosOf(command: Command): string[] {
  return (command.processedArgs as [string[]?])[0] ?? [];
}

function isSaid(command: Command, name: string): boolean {
  return command.getOptionValueSource(name) === 'cli';
}
