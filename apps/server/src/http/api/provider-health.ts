import type { ProviderHealth } from '@raccord/contract/wire'
import type { Clock } from '../../clock.ts'
import type { ReadModel } from '../../store/repositories/read-model.ts'

const windowMs = 86_400_000
/** One count serves every caller for this long: it reads all channels of the last day. */
const freshMs = 60_000

/** Health of providers, from how the channels that were read within the last 24 hours ended. */
export class ProviderHealthBook {
  readonly #readModel: Pick<ReadModel, 'bankOutcomes'>
  readonly #clock: Clock
  #book: Promise<ReadonlyMap<string, ProviderHealth>> | undefined
  #until = 0

  constructor(readModel: Pick<ReadModel, 'bankOutcomes'>, clock: Clock) {
    this.#readModel = readModel
    this.#clock = clock
  }

  async of(providerId: string): Promise<ProviderHealth> {
    const now = this.#clock.now().getTime()
    if (this.#book === undefined || now >= this.#until) {
      this.#until = now + freshMs
      this.#book = this.#count(new Date(now - windowMs))
      // A failed count must not be remembered.
      this.#book.catch(() => {
        this.#book = undefined
      })
    }
    return (await this.#book).get(providerId) ?? 'UNKNOWN'
  }

  async #count(since: Date): Promise<ReadonlyMap<string, ProviderHealth>> {
    const rows = await this.#readModel.bankOutcomes(since)
    return new Map(rows.map((row) => [row.provider_id, judged(row.read, row.failed)]))
  }
}

function judged(read: number, failed: number): ProviderHealth {
  if (failed === 0) return 'UP'
  return failed >= read ? 'DOWN' : failed * 5 >= read ? 'DEGRADED' : 'UP'
}
