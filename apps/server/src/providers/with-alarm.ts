import type { Connector, Failed } from '@raccord/connector-kit'

/** A connector whose `bank_not_configured` reaches the operator, whoever asked: a person can do nothing about it. */
export function withAlarm(connector: Connector, alarm: (detail: string) => void): Connector {
  const heard = <T extends { readonly kind: string }>(answer: T | Failed): T | Failed => {
    if (isFailed(answer) && answer.reason === 'bank_not_configured') alarm(answer.detail)
    return answer
  }
  return {
    protocol: connector.protocol,
    begin: async (bank, input) => heard(await connector.begin(bank, input)),
    resume: async (bank, state, answer, redirect) => heard(await connector.resume(bank, state, answer, redirect)),
    accounts: async (bank, state) => heard(await connector.accounts(bank, state)),
    async *transactions(bank, state, account, window) {
      for await (const answer of connector.transactions(bank, state, account, window)) yield heard(answer)
    },
    revoke: async (bank, state) => heard(await connector.revoke(bank, state)),
  }
}

function isFailed(answer: { readonly kind: string }): answer is Failed {
  return answer.kind === 'failed'
}
