import { existsSync, readFileSync } from 'node:fs';

import { defineConfig, type Plugin } from 'rolldown';

/**
 * The upload server's packages would bring two Redis clients along, 11 MB that nothing here calls: they are taken into our own
 * files, with their licences.
 */
const UPLOADS = ['@tus/server', '@tus/file-store', '@tus/utils', 'srvx', 'debug', 'ms'];
/**
 * Every run begins with these, and it takes longer to find their hundred files than all of ours. zod is installed all the
 * same: our types speak of it, and the server's API is written with the copy of @hono/zod-openapi.
 */
const AT_START =
  'commander env-paths fastest-levenshtein zod p-queue eventemitter3 p-timeout papaparse jsonrepair double-metaphone'.split(
    ' ',
  );
const TAKEN_IN = [...UPLOADS, ...AT_START];
/** Has the licence of the project it is part of, which is there already. */
const IN_PROJECT = '@tus/utils';

function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      for (const name of TAKEN_IN.filter((each) => each !== IN_PROJECT)) {
        const path = ['LICENSE', 'LICENSE.md', 'license.md', 'license']
          .map((file) => `node_modules/${name}/${file}`)
          .find((file) => existsSync(file));
        if (path === undefined) throw new Error(`${name} has no licence in its package`);
        const fileName = `licences/${name.replaceAll(/\W+/g, '-').replace(/^-/, '')}.txt`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path, 'utf8') });
      }
    },
  };
}

/** Engines run in processes of their own, one for each core: those load nothing of the command. */
function apart(): Plugin {
  return {
    name: 'apart',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        const isEngine = file.fileName.endsWith('/child.js');
        if (isEngine && 'imports' in file && file.imports.some((name) => name.includes('/start-')))
          throw new Error(`${file.fileName} loads the start of the command`);
      }
    },
  };
}

const isTakenIn = (id: string): boolean =>
  TAKEN_IN.some((name) => id === name || id.startsWith(`${name}/`));

/** What engines in processes of their own share with all else, and nothing more. */
const EVERYWHERE = /src.base.(?:evenly|json)\.ts$|src.model.audio\.ts$/;
/** What the command's start needs, in one file. */
const START = /src.cli.(?:main|report.report-failure|runs.tune-engine)\.ts$|src.store.lock\.ts$/;

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
  plugins: [licences(), apart()],
  // What is installed beside Talkleaf stays there, with its licence and its own updates.
  external: (id) => !/^[./]/.test(id) && !isTakenIn(id),
  output: {
    dir: 'dist',
    chunkFileNames: 'chunks/[name]-[hash].js',
    cleanDir: true,
    // A fifth of what is packed.
    comments: false,
    codeSplitting: {
      groups: [
        { name: 'everywhere', test: EVERYWHERE, priority: 1 },
        { name: 'start', test: START },
      ],
    },
  },
});
