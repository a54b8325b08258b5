import { FAILURES } from '../../src/base/failures.ts';

/** docs/errors.md: every failure, what it says and its exit status. */
export function errorsPage(): string {
  const rows = Object.entries(FAILURES).map(
    ([code, { exit, en, zh }]) =>
      `## ${code}\n\nExit status ${exit}.\n\n- ${en[0]}\n- ${en[1]}\n- ${zh[0]}\n- ${zh[1]}\n`,
  );
  return `# Failures

Written by \`npm run docs\` from \`src/base/failures.ts\`. \`{name}\` is filled in. The command's exit status:
0 complete, 3 complete with marked places or without a model, 1 failed, 2 wrong usage, 130 interrupted.

${rows.join('\n')}`;
}
