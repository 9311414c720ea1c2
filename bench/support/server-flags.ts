const file = new URL('../../scripts/lean-wasm.mjs', import.meta.url).href

/** Node's flags as `npm start` sets them: lean with the embedded database, none with PostgreSQL. */
const { leanWasm } = (await import(file)) as { readonly leanWasm: readonly string[] }

export function serverFlags(engine: 'pglite' | 'postgres'): readonly string[] {
  return engine === 'pglite' ? leanWasm : []
}
