/**
 * Guesses at a door, counted before what was typed is looked at. Nobody locks somebody else out: what ends in a refusal is counted by name
 * and network.
 */
export interface DoorGuard {
  /** `wait`: refused, for so many seconds. */
  begin(name: string, ip: string): Promise<DoorTry | { readonly wait: number }>
}

export interface DoorTry {
  right(): Promise<void>
  wrong(): Promise<void>
  /** It was not looked at. */
  neither(): Promise<void>
}

/** What the page says then: growing pauses are short at first. */
export const waitMessage = (wait: number): 'wrong.pause' | 'wrong.tries' => (wait > 60 ? 'wrong.tries' : 'wrong.pause')
