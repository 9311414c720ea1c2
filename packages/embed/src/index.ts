export type { RaccordEvent } from './event-types.ts'
export { done, open } from './open.ts'
export type { Exit, Handle, Mode, OpenOptions, Outcome, Success } from './types.ts'
