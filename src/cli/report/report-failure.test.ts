import { Readable } from 'node:stream';

import { describe, expect, it } from 'vitest';

import type { CliIO } from '../terminal/io.ts';
import { report, type ReportOptions } from './report-failure.ts';

/** Reports to memory; gives the exit status and what was said. */
function told(
  error: unknown,
  options: Partial<ReportOptions> = {},
): { status: number; stdout: string; stderr: string } {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({
    write: (text: string) => {
      said[name] += text;
      return true;
    },
  });
  const io: CliIO = {
    argv: [],
    env: {},
    stdin: Readable.from([]),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    signal: new AbortController().signal,
  };
  return { status: report(error, { io, language: 'en', json: true, ...options }), ...said };
}

describe('report', () => {
  it('calls a refusal of the system no fault of ours', () => {
    const error = Object.assign(new Error('EACCES: permission denied, mkdir'), {
      code: 'EACCES',
      syscall: 'mkdir',
      path: '/closed/talk',
    });
    const { status, stderr, stdout } = told(error);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^The system refuses "\/closed\/talk": permission denied\.\nCheck .+\n$/,
    );
    expect(stdout).toContain('"code":"SYSTEM_REFUSED"');
    expect(told(error, { language: 'zh' }).stderr).toMatch(
      /^系统拒绝访问“\/closed\/talk”：没有权限。\n/,
    );
  });

  it('says of a bug that it is one, and of which input', () => {
    const { status, stderr, stdout } = told(new TypeError('odd'), { about: 'a.srt' });
    expect(status).toBe(1);
    expect(stderr).toContain('a.srt: Something went wrong that should not (odd).');
    expect(JSON.parse(stdout)).toMatchObject({ type: 'failed', input: 'a.srt', code: 'BUG' });
  });
});
