import type { Connector, Failed } from '@raccord/connector-kit'

export interface Watch {
  /** An operator must act, whoever asked: a person can do nothing about it. */
  readonly alarm: (detail: string) => void
  /** Until when the bank is left alone, since it does not answer. */
  readonly pausedUntil: () => Date | undefined
  /** The bank has granted or shown something. */
  readonly works?: () => void
}

/**
 * A connector whose `bank_not_configured` reaches the operator, and whose `bank_unavailable` says when to come back while the
 * bank is left alone. No authorisation is begun meanwhile: half of one is worse than none.
 */
export function watchedConnector(connector: Connector, { alarm, pausedUntil, works }: Watch): Connector {
  const heard = <T extends { readonly kind: string }>(answer: T | Failed): T | Failed => {
    if (!isFailed(answer)) {
      works?.()
      return answer
    }
    if (answer.reason === 'bank_not_configured') alarm(answer.detail)
    const until = answer.reason === 'bank_unavailable' ? (answer.retryAt ?? pausedUntil()) : undefined
    return until ? { ...answer, retryAt: until } : answer
  }
  return {
    protocol: connector.protocol,
    ...(connector.usesCredentials ? { usesCredentials: true } : {}),
    ...(connector.endRun ? { endRun: connector.endRun.bind(connector) } : {}),
    async begin(bank, input) {
      const until = pausedUntil()
      return until ? leftAlone(until) : heard(await connector.begin(bank, input))
    },
    resume: async (bank, state, answer, redirect) => heard(await connector.resume(bank, state, answer, redirect)),
    accounts: async (bank, state) => heard(await connector.accounts(bank, state)),
    async *transactions(bank, state, account, window) {
      for await (const answer of connector.transactions(bank, state, account, window)) yield heard(answer)
    },
    revoke: async (bank, state) => heard(await connector.revoke(bank, state)),
  }
}

function leftAlone(until: Date): Failed {
  return {
    kind: 'failed',
    reason: 'bank_unavailable',
    detail: 'begin: the bank did not answer several times and is left alone for a while',
    retryAt: until,
  }
}

function isFailed(answer: { readonly kind: string }): answer is Failed {
  return answer.kind === 'failed'
}
