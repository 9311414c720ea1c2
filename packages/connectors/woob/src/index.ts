export * from './connector.ts'
export * from './options.ts'
export * from './program/woob-programs.ts'
