export * from './load-providers.ts'
export * from './provider.ts'
export * from './sandbox-providers.ts'
