import { defineConfig } from 'vite';

/** The script and the style of note.html, one file each, as they stand in it. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/page',
    emptyOutDir: false,
    lib: {
      entry: 'src/page/note.ts',
      formats: ['iife'],
      name: 'note',
      fileName: () => 'note.js',
      cssFileName: 'note',
    },
  },
});
