import {
  descriptorRoute,
  descriptorSetRoute,
  execFileRoute,
  fileOffsetRoute,
  fileUriRoute,
  pipeRoute,
  tcpRoute,
  unixRoute,
  type Route,
} from '../../migration/index.js';
import type { RunningMachine } from '../../machine/index.js';
import type { Transport } from '../../model/index.js';
import type { Vm } from '../../vm/index.js';

/**
 * The way that a transport's name stands for.
 *
 * @param destination - waited for where its directory holds the socket; one through a file needs it later
 */
export async function routeOf(
  vm: Pick<Vm, 'settings' | 'newStream'>,
  via: Transport,
  destination: Promise<RunningMachine>,
): Promise<Route> {
  const { ramMib } = vm.settings.machine;
  switch (via) {
    case 'file':
      return execFileRoute(await vm.newStream(), ramMib);
    case 'file-offset':
      return fileOffsetRoute(await vm.newStream(), ramMib);
    case 'file-uri':
    case 'mapped-ram':
      return fileUriRoute(await vm.newStream(), ramMib);
    case 'fdset':
      return descriptorSetRoute(await vm.newStream(), ramMib);
    case 'fd':
      return descriptorRoute((await destination).directory);
    case 'unix':
      return unixRoute((await destination).directory);
    case 'pipe':
      return pipeRoute((await destination).directory);
    case 'tcp':
      return tcpRoute();
  }
}
