export { buildDemo } from './build-demo.ts'
export type { DemoOptions } from './demo.ts'
export { registerDemo } from './register-demo.ts'
