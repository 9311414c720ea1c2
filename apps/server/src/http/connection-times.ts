/** How long a connection may keep us waiting, in seconds. */
export interface ConnectionTimes {
  /** From the first byte of a request to its last: a body that stalls is cut off. */
  readonly request: number
  /** The same for its head alone. */
  readonly headers: number
  /** Between two requests. */
  readonly keepAlive: number
}

export const usualTimes: ConnectionTimes = { request: 30, headers: 15, keepAlive: 72 }
