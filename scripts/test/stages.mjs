import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { root } from '../set-up/checkout.mjs';
import { runToEnd } from '../set-up/child.mjs';

/**
 * One part of `npm test`.
 *
 * @typedef {{ passes: number, failures: number, pending: number }} Counts
 * @typedef {{ name: string, run: () => Promise<Counts> }} Stage
 */

/** @type {Stage[]} The quick ones first. */
export const stages = [
  check('types', ['typescript/bin/tsc', '-p', 'tsconfig.json']),
  check('format', ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']),
  check('lint', ['eslint/bin/eslint.js', '.']),
  check('deadcode', ['knip/bin/knip.js']),
  ...['unit', 'property', 'cli', 'integration'].map(tests),
];

/** A tool that finds something or does not: counts as one test. */
function check(name, [tool, ...args]) {
  return {
    name,
    async run() {
      const { status } = await runTool(tool, args);
      return { passes: Number(status === 0), failures: Number(status !== 0), pending: 0 };
    },
  };
}

function tests(name) {
  return {
    name,
    async run() {
      const room = `${root}/node_modules/.cache/vmwright-test`;
      const file = `${room}/${name}-${process.pid}.json`;
      mkdirSync(room, { recursive: true });
      const { status } = await runTool('mocha/bin/mocha.js', [
        ...['--spec', `test/${name}/**/*.test.ts`],
        ...[
          '--reporter',
          `${root}/scripts/test/counting-reporter.mjs`,
          '--reporter-option',
          `counts=${file}`,
        ],
      ]);
      const counts = readCounts(file);
      rmSync(file, { force: true });
      // A file that does not load, or a mocha that died, fails no test: it must not pass for that.
      const unseen = status !== 0 && counts.failures === 0;
      return { ...counts, failures: counts.failures + Number(unseen) };
    },
  };
}

function runTool(tool, args) {
  return runToEnd(process.execPath, [`${root}/node_modules/${tool}`, ...args], {
    stdio: ['ignore', 1, 2],
    // tsx would leave what it compiled in the folder for temporary files; compiling it again takes no longer.
    env: { TSX_DISABLE_CACHE: '1' },
    // The longest stage takes some minutes on two cores: one that takes this long hangs.
    timeoutMs: 25 * 60_000,
  });
}

/** @returns {Counts} */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passes: 0, failures: 0, pending: 0 };
  }
}
