export type { RaccordEvent } from './event-types.ts'
export { done, open } from './open.ts'
export type { Exit, Handle, Mode, OpenOptions, Success } from './types.ts'
