import type { JobPayload } from '../queue.ts'

/** @throws when the payload does not hold such an id: it was not written by us */
export function idOf(payload: JobPayload, name: string): number {
  const id = Number(payload[name])
  if (!Number.isSafeInteger(id) || id <= 0) throw new Error(`The job has no ${name}`)
  return id
}
