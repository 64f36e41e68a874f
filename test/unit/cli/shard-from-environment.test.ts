import { expect } from 'chai';
import { shardFromEnvironment } from '../../../src/cli/shard-from-environment.js';
import { UsageError } from '../../../src/support/errors.js';

const slurm = (id: number, min: number, max: number, count: number, step?: number) => ({
  ...{ SLURM_ARRAY_TASK_ID: `${id}`, SLURM_ARRAY_TASK_MIN: `${min}`, SLURM_ARRAY_TASK_MAX: `${max}` },
  SLURM_ARRAY_TASK_COUNT: `${count}`,
  ...(step !== undefined && { SLURM_ARRAY_TASK_STEP: `${step}` }),
});

describe('which shard a machine is, by its environment', () => {
  for (const [name, variables, expected] of [
    ['GitLab counts from 1', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '4' }, '3/4'],
    ['GitLab without parallel jobs', { CI_NODE_TOTAL: '1' }, '1/1'],
    ['Buildkite counts from 0', { BUILDKITE_PARALLEL_JOB: '0', BUILDKITE_PARALLEL_JOB_COUNT: '4' }, '1/4'],
    ['CircleCI counts from 0', { CIRCLE_NODE_INDEX: '3', CIRCLE_NODE_TOTAL: '4' }, '4/4'],
    [
      'Kubernetes counts from 0, and is told the total',
      { JOB_COMPLETION_INDEX: '1', VMWRIGHT_JOB_TOTAL: '8' },
      '2/8',
    ],
    ['GitHub by the variables of a workflow', { VMWRIGHT_JOB_INDEX: '0', VMWRIGHT_JOB_TOTAL: '2' }, '1/2'],
    ['a Slurm array from 0', slurm(0, 0, 3, 4), '1/4'],
    ['a Slurm array from 1', slurm(4, 1, 4, 4), '4/4'],
    ['a Slurm array with a step', slurm(7, 3, 11, 5, 2), '3/5'],
    ['two systems that agree', { ...slurm(1, 1, 2, 2), CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' }, '1/2'],
    [
      'its own variables before those of any system',
      { VMWRIGHT_JOB_INDEX: '1', VMWRIGHT_JOB_TOTAL: '3', CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' },
      '2/3',
    ],
  ] as const) {
    it(`${name}: ${expected}`, () => {
      const { index, total } = shardFromEnvironment(variables);
      expect(`${index}/${total}`).to.equal(expected);
    });
  }

  for (const [name, variables, message] of [
    ['nothing is set', {}, /nothing tells which shard this is.*SLURM_ARRAY_TASK_ID/],
    [
      'Kubernetes, and no total',
      { JOB_COMPLETION_INDEX: '1' },
      /VMWRIGHT_JOB_TOTAL does not say of how many/,
    ],
    ['a Slurm array with gaps', slurm(4, 1, 5, 3), /has gaps/],
    [
      'an index behind the end',
      { CI_NODE_INDEX: '5', CI_NODE_TOTAL: '4' },
      /CI_NODE_INDEX=5 .* names no shard/,
    ],
    ['no number', { CI_NODE_INDEX: 'x', CI_NODE_TOTAL: '4' }, /names no shard/],
    [
      'two systems that differ',
      { ...slurm(1, 1, 2, 2), CI_NODE_INDEX: '1', CI_NODE_TOTAL: '3' },
      /contradict/,
    ],
  ] as const) {
    it(`is not guessed: ${name}`, () =>
      expect(() => shardFromEnvironment(variables)).to.throw(UsageError, message));
  }
});
