/** Where all programs are started from: `execa`, but ending one that could not be started ends nothing else. */
import { ChildProcess } from 'node:child_process';

import { execa as start } from 'execa';

export type { ExecaError } from 'execa';

/** As execa's own. */
export const execa = endingOnlyWhatRuns(start);

/**
 * On Node 20 a program that is not there has the process number 0 until its failure is told, and a signal to that goes to
 * our whole process group: the shell's job with all that runs beside us. Node 22 and 24 send none.
 */
function endingOnlyWhatRuns<T>(tool: T): T {
  const kill = Reflect.get(ChildProcess.prototype, 'kill');
  ChildProcess.prototype.kill = function killStarted(this: ChildProcess, signal) {
    return this.pid !== undefined && kill.call(this, signal);
  };
  return tool;
}
