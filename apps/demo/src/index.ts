export { buildDemo } from './build-demo.ts'
export type { DemoOptions } from './demo.ts'
export type { RaccordSettings } from './raccord-client.ts'
export { registerDemo } from './register-demo.ts'
