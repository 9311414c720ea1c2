import type { FetchedJob } from './job-runner.ts'
import type { WorkOptions } from './queue.ts'

/** pg-boss's priority of what somebody waits for; all else has 0. */
export const URGENT = 1

/** What may be fetched next: anything or only what is urgent, and of which groups nothing. */
export interface Room {
  readonly urgentOnly: boolean
  readonly fullGroups: readonly string[]
}

/** The running places of one queue in this process: who has them, and what there is room for. */
export class Places {
  readonly #most: number
  readonly #mostUrgent: number
  readonly #share: number
  readonly #groups = new Map<string, number>()
  #taken = 0
  #takenUrgent = 0

  constructor({ concurrency = 1, urgentConcurrency = 0, groupShare = Number.POSITIVE_INFINITY }: WorkOptions) {
    this.#most = concurrency
    this.#mostUrgent = urgentConcurrency
    this.#share = groupShare
  }

  /** Urgent jobs take any place, others leave the last `urgentConcurrency` alone. */
  room(): Room | undefined {
    if (this.#taken >= this.#most + this.#mostUrgent) return undefined
    const urgentOnly = this.#taken - this.#takenUrgent >= this.#most
    const fullGroups = [...this.#groups].filter(([, taken]) => taken >= this.#share).map(([group]) => group)
    return { urgentOnly, fullGroups }
  }

  take(job: Pick<FetchedJob, 'groupId' | 'priority'>): void {
    this.#count(job, 1)
  }

  leave(job: Pick<FetchedJob, 'groupId' | 'priority'>): void {
    this.#count(job, -1)
  }

  #count({ groupId, priority }: Pick<FetchedJob, 'groupId' | 'priority'>, by: 1 | -1): void {
    this.#taken += by
    if (priority >= URGENT) this.#takenUrgent += by
    if (!groupId) return
    const taken = (this.#groups.get(groupId) ?? 0) + by
    if (taken > 0) this.#groups.set(groupId, taken)
    else this.#groups.delete(groupId)
  }
}
