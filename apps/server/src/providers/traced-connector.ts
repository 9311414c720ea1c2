import type { Connector } from '@raccord/connector-kit'
import { failSpan, inSpan, type Span, SpanKind } from '../tracing.ts'

/** A span for each call at a bank: which bank, what for, what came of it. Nothing of what was sent or answered. */
export function tracedConnector(connector: Connector, provider: string): Connector {
  const call = <T extends { readonly kind: string }>(operation: string, work: () => Promise<T>): Promise<T> =>
    inSpan(`bank ${operation}`, { kind: SpanKind.CLIENT, ...names(operation) }, async (span) =>
      heard(span, await work()),
    )
  const names = (operation: string) => ({
    'raccord.provider': provider,
    'raccord.protocol': connector.protocol,
    'raccord.operation': operation,
  })
  return {
    protocol: connector.protocol,
    ...(connector.usesCredentials ? { usesCredentials: true } : {}),
    ...(connector.endRun ? { endRun: connector.endRun.bind(connector) } : {}),
    begin: (...args) => call('begin', () => connector.begin(...args)),
    resume: (...args) => call('resume', () => connector.resume(...args)),
    accounts: (...args) => call('accounts', () => connector.accounts(...args)),
    revoke: (...args) => call('revoke', () => connector.revoke(...args)),
    async *transactions(...args) {
      const pages = connector.transactions(...args)[Symbol.asyncIterator]()
      try {
        for (;;) {
          const next = await inSpan(
            'bank transactions',
            { kind: SpanKind.CLIENT, ...names('transactions') },
            async (span) => {
              const page = await pages.next()
              if (!page.done) heard(span, page.value)
              return page
            },
          )
          if (next.done) return
          yield next.value
        }
      } finally {
        await pages.return?.(undefined)
      }
    },
  }
}

function heard<T extends { readonly kind: string }>(span: Span, answer: T): T {
  span.setAttribute('raccord.outcome', answer.kind)
  if (answer.kind === 'failed') failSpan(span, (answer as T & { readonly reason: string }).reason)
  return answer
}
