import { defineConfig } from 'vite'
import { precompress } from './precompress.ts'

/** One `vite build --app`: hashed browser assets with their compressed twins, then the server renderer. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  base: '/assets/',
  builder: {},
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        assetsDir: '.',
        manifest: 'manifest.json',
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: {
          input: { widget: 'src/browser.ts', steps: 'src/steps.ts', events: 'src/components/events/enhance.ts' },
          preserveEntrySignatures: 'allow-extension',
        },
      },
    },
    ssr: {
      build: {
        outDir: 'dist/server',
        ssr: true,
        target: 'node24',
        rolldownOptions: {
          input: { index: 'src/index.ts', fixtures: 'src/fixtures.ts' },
          // Side by side: assets.ts finds the browser files relative to itself.
          output: { chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
  },
  plugins: [precompress()],
})
