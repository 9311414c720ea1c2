/**
 * V8 settings for processes that hold the embedded database, measured (docs/adr/0004): its one huge WASM function costs
 * the optimising compiler 700 MB of peak memory, 167 MB with these.
 */
export const leanWasm = ['--v8-pool-size=1', '--max-semi-space-size=2', '--liftoff-only']
