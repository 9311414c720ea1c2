import type { BankRegistry } from './open-bank.ts'

/**
 * Asks for nothing at the address of the bank's interface, through its own sockets and gate: any answer but a server error is that of
 * a bank that works. Says nothing about what it then answers to a real call.
 */
export async function probeBank(
  registry: Pick<BankRegistry, 'open' | 'pausedUntil'>,
  providerId: string,
  definitionIds: readonly string[],
): Promise<boolean> {
  if (registry.pausedUntil(providerId)) return false
  for (const id of definitionIds) {
    const bank = registry.open(id, {})
    const url = bank && addressOf(bank.context.options)
    if (!bank || url === undefined) continue
    const answer = await bank.context.http.send({ method: 'GET', url, headers: { accept: 'application/json' } })
    return answer.kind === 'answer' && answer.status < 500
  }
  return false
}

/** As every protocol has it among its options. */
function addressOf(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null) return undefined
  const { baseUrl, url } = options as { readonly baseUrl?: unknown; readonly url?: unknown }
  return [baseUrl, url].find((one): one is string => typeof one === 'string')
}
