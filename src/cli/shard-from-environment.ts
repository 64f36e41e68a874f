import type { Shard } from '../runner/index.js';
import { UsageError } from '../support/errors.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where one of several machines finds which one it is. */
interface Source {
  readonly name: string;
  /** The variable without which this is not meant. */
  readonly index: string;
  readonly total: string;
  readonly firstIndex: 0 | 1;
}

/**
 * - GitLab, `parallel:`: https://docs.gitlab.com/ci/variables/predefined_variables/ (CI_NODE_INDEX from 1)
 * - Buildkite, `parallelism:`: https://buildkite.com/docs/pipelines/configure/environment-variables (from 0)
 * - CircleCI, `parallelism:`: https://circleci.com/docs/variables/ (from 0)
 */
const sources: readonly Source[] = [
  { name: 'GitLab', index: 'CI_NODE_INDEX', total: 'CI_NODE_TOTAL', firstIndex: 1 },
  {
    name: 'Buildkite',
    index: 'BUILDKITE_PARALLEL_JOB',
    total: 'BUILDKITE_PARALLEL_JOB_COUNT',
    firstIndex: 0,
  },
  { name: 'CircleCI', index: 'CIRCLE_NODE_INDEX', total: 'CIRCLE_NODE_TOTAL', firstIndex: 0 },
  // Its variables name no total: that is VMWRIGHT_JOB_TOTAL.
  { name: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', total: 'VMWRIGHT_JOB_TOTAL', firstIndex: 0 },
];
/** GitHub passes its matrix on only where a workflow says so; as `strategy.job-index` has it, from 0. */
const own: Source = {
  name: 'VMWRIGHT_JOB_INDEX',
  index: 'VMWRIGHT_JOB_INDEX',
  total: 'VMWRIGHT_JOB_TOTAL',
  firstIndex: 0,
};

/**
 * Which shard this machine is, as the variables of its CI system, its pod or its job tell.
 *
 * @throws UsageError when none tells, or when they contradict each other
 */
export function shardFromEnvironment(variables: Variables = process.env): Shard {
  if (isSet(variables, own.index)) return read(own, variables);
  const found = sources
    .filter(({ index }) => isSet(variables, index))
    .map((source) => read(source, variables));
  const slurm = fromSlurm(variables);
  const all = slurm ? [...found, slurm] : found;
  // GitLab always sets the total, and the index only for parallel jobs.
  if (all.length === 0 && variables['CI_NODE_TOTAL'] === '1') return { index: 1, total: 1 };
  const [first] = all;
  if (!first) throw new UsageError(nothingTells());
  if (all.some(({ index, total }) => index !== first.index || total !== first.total))
    throw new UsageError(
      `--shard auto: the variables of several systems are set, and contradict each other: ` +
        `${all.map(({ index, total }) => `${index}/${total}`).join(', ')}; say --shard I/N`,
    );
  return first;
}

function read({ name, index, total, firstIndex }: Source, variables: Variables): Shard {
  const [i, n] = [variables[index], variables[total]];
  if (n === undefined || n === '')
    throw new UsageError(
      `--shard auto: ${index} is ${i ?? ''}, and ${total} does not say of how many (${name})`,
    );
  return checked(Number(i) - firstIndex + 1, Number(n), `${index}=${i ?? ''} and ${total}=${n}`);
}

/**
 * An array's indices begin and step as the user likes, `--array=3-11:2`, and these variables tell how:
 * https://slurm.schedmd.com/job_array.html. One with gaps, `--array=1,4,5`, is told by its count.
 */
function fromSlurm(variables: Variables): Shard | undefined {
  const names = ['ID', 'MIN', 'MAX', 'COUNT', 'STEP'].map((name) => `SLURM_ARRAY_TASK_${name}`);
  const [id, min, max, count, step] = names.map((name) => variables[name]);
  if (id === undefined || id === '') return undefined;
  const by = step === undefined ? 1 : Number(step);
  const shown = `SLURM_ARRAY_TASK_ID=${id}, MIN=${min ?? ''}, MAX=${max ?? ''}, COUNT=${count ?? ''}, STEP=${by}`;
  const total = (Number(max) - Number(min)) / by + 1;
  if (count !== undefined && total !== Number(count))
    throw new UsageError(
      `--shard auto: the array has gaps (${shown}); say --shard I/N, as in --shard $SLURM_ARRAY_TASK_ID/9`,
    );
  return checked((Number(id) - Number(min)) / by + 1, total, shown);
}

function checked(index: number, total: number, shown: string): Shard {
  const isRight = Number.isSafeInteger(index) && Number.isSafeInteger(total) && index >= 1 && index <= total;
  if (!isRight) throw new UsageError(`--shard auto: ${shown} names no shard`);
  return { index, total };
}

function isSet(variables: Variables, name: string): boolean {
  return (variables[name] ?? '') !== '';
}

function nothingTells(): string {
  const names = [own, ...sources].map(({ index, total }) => `${index} and ${total}`);
  return `--shard auto: nothing tells which shard this is. It is read from ${names.join(', ')}, or SLURM_ARRAY_TASK_ID and its like; otherwise say --shard I/N`;
}
