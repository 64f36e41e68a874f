import { basename, join } from 'node:path';
import { addressBetween, type Host } from '../../host/index.js';
import {
  acrossHostsRoute,
  descriptorRoute,
  descriptorSetRoute,
  execFileRoute,
  fileOffsetRoute,
  fileUriRoute,
  pipeRoute,
  tcpRoute,
  unixRoute,
  type FileEnd,
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
  vm: Pick<Vm, 'settings' | 'machine' | 'newStream' | 'destinationHost'>,
  via: Transport,
  destination: Promise<RunningMachine>,
): Promise<Route> {
  const { ramMib } = vm.settings.machine;
  const { host } = vm.machine;
  switch (via) {
    case 'file':
    case 'file-offset':
    case 'file-uri':
    case 'mapped-ram': {
      const path = await vm.newStream();
      const source = fileEnd(via, host, path, ramMib);
      return vm.destinationHost === host ? source.route : acrossHostsRoute(source, there(source));
    }
    case 'fdset':
      return descriptorSetRoute(await vm.newStream(), ramMib);
    case 'fd':
      return descriptorRoute(await destination);
    case 'unix':
      return unixRoute((await destination).directory);
    case 'pipe':
      return pipeRoute((await destination).directory, host.files);
    case 'tcp':
      return tcpRoute(addressBetween(vm.destinationHost, host));
  }

  /** The same file on the destination's host. */
  function there({ path }: FileEnd): () => Promise<FileEnd> {
    return async () => {
      const { host: other, directory } = await destination;
      return fileEnd(via, other, join(directory, basename(path)), ramMib);
    };
  }
}

function fileEnd(via: Transport, host: Host, path: string, ramMib: number): FileEnd {
  const { files } = host;
  switch (via) {
    case 'file':
      return { host, path, route: execFileRoute(path, ramMib, files) };
    case 'file-offset':
      return { host, path: `${path}.with-header`, route: fileOffsetRoute(path, ramMib, files) };
    default:
      return { host, path, route: fileUriRoute(path, ramMib, '', files) };
  }
}
