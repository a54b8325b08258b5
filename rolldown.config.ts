import { defineConfig } from 'rolldown';

/** Few files instead of four hundred: finding and reading each one is most of what the command's start costs. */
export default defineConfig({
  platform: 'node',
  logLevel: 'warn',
  input: {
    index: 'src/index.ts',
    testing: 'src/testing.ts',
    'cli/bin': 'src/cli/bin.ts',
    'speech/sherpa/engine/child': 'src/speech/sherpa/engine/child.ts',
    'speech/whisper-cpp/keeper': 'src/speech/whisper-cpp/keeper.ts',
  },
  // What is installed beside Talkleaf stays there, with its licence and its own updates.
  external: (id) => !/^[./]/.test(id),
  output: { dir: 'dist', chunkFileNames: 'chunks/[name]-[hash].js', cleanDir: true },
});
