export * from './connector.ts'
export * from './options.ts'
