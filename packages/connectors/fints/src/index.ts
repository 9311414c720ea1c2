export * from './connector.ts'
export * from './options.ts'
export * from './probe.ts'
