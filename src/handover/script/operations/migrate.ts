import { isThroughFile, onlineVcpus, type MigrateParameters, type Transport } from '../../../model/index.js';
import { setUpOf } from '../../../operations/migrate/set-up-of.js';
import { CannotBeScripted, qmpLine, type ScriptForm } from '../form.js';
import { crawl, setUpLines, unlimited } from './migration-set-up.js';

export const migrate: ScriptForm<MigrateParameters> = (options, step) => {
  const { via, guest, arrive, postcopy, snapshot, cpr } = options;
  const whyNot = whyNotByShell(options);
  if (whyNot !== undefined) throw new CannotBeScripted(whyNot);
  const { source, destination } = setUpOf(options);
  const uri = uriOf(via, step.number);
  if (step.refused) return [qmpLine('migrate', { uri: uri.out }, { refused: true })];
  const isHeld = step.meanwhile.length > 0 || postcopy !== undefined;
  const send = [
    ...setUpLines(step.walk, '$vm', {
      ...source,
      parameters: { ...source.parameters, ...(isHeld && crawl) },
    }),
    ...beforeSending(via, step.number),
    qmpLine('migrate', { uri: uri.out }).replace('PORT', `'"$port"'`),
    ...(isHeld ? ['migration $vm active', ...step.meanwhile] : []),
    ...(isHeld && postcopy === undefined ? [qmpLine('migrate-set-parameters', unlimited)] : []),
    ...(postcopy === undefined ? [] : [qmpLine('migrate-start-postcopy', undefined)]),
  ];
  const launch = `destination${arrive === 'paused' ? ' -S' : ''}`;
  const receive = [
    ...setUpLines(step.walk, '$newest', destination),
    ...(via === 'pipe' ? [`mkfifo migration-${step.number}.fifo`] : []),
    qmpLine('migrate-incoming', { uri: uri.in }, { to: '$newest' }),
    ...(via === 'tcp' ? [qmpLine('query-migrate', undefined, { to: '$newest' }), 'port=$(port_of)'] : []),
  ];
  const isBusy = guest === 'busy';
  return [
    ...(isBusy ? [`put_to_work canary ${onlineVcpus(step.before).join(' ')}`] : []),
    ...(isThroughFile(via)
      ? [
          ...send,
          'migration $vm completed',
          ...(via === 'file' ? [`whole stream-${step.number}`] : []),
          launch,
          ...receive,
          'migration $newest completed',
        ]
      : [launch, ...receive, ...send, 'migration $vm completed', 'migration $newest completed']),
    'arrive',
    ...(snapshot ? ['clock_boot='] : []),
    ...(isBusy &&
    step.after.runstate === 'running' &&
    cpr === undefined &&
    step.after.boots === step.before.boots
      ? ['end_work canary']
      : []),
  ];
};

function whyNotByShell({ via, tls, postcopy, cpr }: MigrateParameters): string | undefined {
  if (via === 'fd' || via === 'fdset') return 'a shell cannot hand QEMU an open descriptor';
  if (tls !== undefined) return 'the keys and certificates of an encrypted migration are made by vmwright';
  if (postcopy?.endsWith('recover'))
    return 'a postcopy that breaks is recovered out of band, at a moment that a shell misses';
  if (cpr === 'transfer' || cpr === 'exec')
    return `cpr: ${cpr} takes the source's own command line and sockets over`;
  return undefined;
}

/** Relative to the folder that the script works in. */
export function uriOf(via: Transport, number: number): { readonly out: string; readonly in: string } {
  const stream = `stream-${number}`;
  const socket = `unix:migration-${number}.sock`;
  const fifo = `migration-${number}.fifo`;
  switch (via) {
    case 'file':
      return { out: `exec:cat > ${stream}.part && mv ${stream}.part ${stream}`, in: `exec:cat ${stream}` };
    case 'file-offset':
      return { out: `file:${stream},offset=4660`, in: `file:${stream},offset=4660` };
    case 'unix':
      return { out: socket, in: socket };
    case 'tcp':
      return { out: 'tcp:127.0.0.1:PORT', in: 'tcp:127.0.0.1:0' };
    case 'pipe':
      return { out: `exec:cat > ${fifo}`, in: `exec:cat ${fifo}` };
    default:
      return { out: `file:${stream}`, in: `file:${stream}` };
  }
}

/** The stream begins behind something that is there already. */
function beforeSending(via: Transport, number: number): string[] {
  return via === 'file-offset' ? [`printf %4660s header >stream-${number}`] : [];
}
