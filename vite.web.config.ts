import { defineConfig } from 'vite';

/** The web page that the server shows, and the script of the talks' own pages. */
export default defineConfig({
  root: 'web',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The server looks the names up in it.
    manifest: 'manifest.json',
    rolldownOptions: { input: ['web/index.html', 'web/reader.ts'] },
    // What is small stays a file of its own too: the page's policy allows no data in scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
