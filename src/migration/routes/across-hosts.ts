import type { Host } from '../../host/index.js';
import type { Route } from './route.js';

/** One end of a way through a file: the host, and where the file that the stream travels in is there. */
export interface FileEnd {
  readonly host: Host;
  readonly path: string;
  readonly route: Route;
}

/**
 * A way through a file that the source writes on its host, and that is copied to the destination's. It goes by way of this
 * machine: the two hosts need not reach each other.
 */
export function acrossHostsRoute(source: FileEnd, destination: () => Promise<FileEnd>): Route {
  return {
    send: (qmp, wait) => source.route.send(qmp, wait),
    receive: async (qmp, wait) => (await destination()).route.receive(qmp, wait),
    file: {
      checkSpace: async () => source.route.file?.checkSpace(),
      async whole(wait) {
        await source.route.file?.whole(wait);
        const { host, path } = await destination();
        wait.signal?.throwIfAborted();
        await host.files.write(path, source.host.files.read(source.path));
      },
    },
  };
}
