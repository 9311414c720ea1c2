/**
 * V8 settings for processes that hold the embedded database, measured (docs/adr/0004): its one huge WASM function costs
 * the optimising compiler 700 MB of peak memory, 167 MB with these.
 *
 * Maglev is off because it can hang Node for ever (nodejs/node#54918): where the event loop has nothing left but the
 * compilation of that WASM, Node waits for its background threads, and a Maglev thread that needs the garbage collector
 * waits for Node.
 */
export const leanWasm = ['--v8-pool-size=1', '--max-semi-space-size=2', '--liftoff-only', '--no-maglev']
