import { watch, type FSWatcher } from 'chokidar';

/** Tells when something may have changed in a folder. */
export type Changes = {
  /** Resolves with the next change, or after `ms` milliseconds. */
  next(ms: number): Promise<void>;
  close(): Promise<void>;
};

/** A folder on a network is looked through this often where there are no events, in milliseconds. */
const POLL_MS = 2000;
/** Lists lie in the folders of their talks, one below. */
const DEPTH = 1;

/** Watches a folder by the system's events; by looking again and again where it has none, or on request. */
export function watchChanges(folder: string, isPolling: boolean): Changes {
  let wake: (() => void) | undefined;
  let hasChanged = false;
  const notice = (): void => {
    hasChanged = true;
    wake?.();
  };
  const open = (usePolling: boolean): FSWatcher =>
    watch(folder, { depth: DEPTH, ignoreInitial: true, usePolling, interval: POLL_MS })
      .on('all', notice)
      .on('error', () => {
        // As when the system has no watches left.
        if (usePolling) return;
        void watcher.close();
        watcher = open(true);
        notice();
      });
  let watcher = open(isPolling);
  return {
    next: async (ms) => {
      if (!hasChanged) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasChanged = false;
    },
    close: async () => {
      wake?.();
      await watcher.close();
    },
  };
}
