export * from './application.ts'
export * from './bank-list.ts'
export * from './connector.ts'
export * from './options.ts'
