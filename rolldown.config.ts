import { existsSync, readFileSync } from 'node:fs';

import { defineConfig, type Plugin } from 'rolldown';

/**
 * The upload server's packages would bring two Redis clients along, 11 MB that nothing here calls: they are taken into our own
 * files, with their licences.
 */
const TAKEN_IN = ['@tus/server', '@tus/file-store', '@tus/utils', 'srvx', 'debug', 'ms'];
/** Has the licence of the project it is part of, which is there already. */
const IN_PROJECT = '@tus/utils';

function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      for (const name of TAKEN_IN.filter((each) => each !== IN_PROJECT)) {
        const path = ['LICENSE', 'LICENSE.md', 'license.md']
          .map((file) => `node_modules/${name}/${file}`)
          .find((file) => existsSync(file));
        if (path === undefined) throw new Error(`${name} has no licence in its package`);
        const fileName = `licences/${name.replaceAll(/\W+/g, '-').replace(/^-/, '')}.txt`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path, 'utf8') });
      }
    },
  };
}

const isTakenIn = (id: string): boolean =>
  TAKEN_IN.some((name) => id === name || id.startsWith(`${name}/`));

/** Few files instead of four hundred: finding and reading each one is most of what the command's start costs. */
export default defineConfig({
  platform: 'node',
  logLevel: 'warn',
  input: {
    index: 'src/index.ts',
    testing: 'src/testing.ts',
    'cli/bin': 'src/cli/bin.ts',
    'speech/sherpa/engine/child': 'src/speech/sherpa/engine/child.ts',
    'llm/embedded/child': 'src/llm/embedded/child.ts',
    'speech/whisper-cpp/keeper': 'src/speech/whisper-cpp/keeper.ts',
  },
  plugins: [licences()],
  // What is installed beside Talkleaf stays there, with its licence and its own updates.
  external: (id) => !/^[./]/.test(id) && !isTakenIn(id),
  output: { dir: 'dist', chunkFileNames: 'chunks/[name]-[hash].js', cleanDir: true },
});
