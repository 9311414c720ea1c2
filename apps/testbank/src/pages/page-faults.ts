import type { FastifyReply } from 'fastify'
import type { Bank } from '../bank/bank.ts'
import type { Consent } from '../bank/consent.ts'
import { delay } from '../berlin-group/fault-answer.ts'
import type { FaultPlace, Scenario } from '../scenario/scenario.ts'
import type { Notice } from './messages/messages.ts'
import { pageHeaders } from './page-answer.ts'

/**
 * LATENCY and ERROR records on the bank's own pages: undefined to go on, a notice that ends the visit, or `answered` when
 * the PSU gets a broken page or none. Refusal is a decision and handled where decisions are.
 */
export async function strikePage(
  bank: Bank,
  where: FaultPlace,
  scenario: Scenario,
  consent: Consent,
  reply: FastifyReply,
): Promise<Notice | 'answered' | undefined> {
  await delay(scenario.latencyMs)
  const fault = bank.faults.at(where, scenario, consent)
  switch (fault?.what) {
    case undefined:
    case 'refuse':
      return undefined
    case 'down':
      return 'closed'
    case 'format':
      return 'bad_request'
    case 'rate_limited':
      return 'busy'
    case 'blocked':
      return 'blocked'
    case 'malformed':
      void pageHeaders(reply).code(200).type('text/html; charset=utf-8').send('<!doctype html><html><body><main><h1')
      return 'answered'
    case 'timeout':
      await delay(fault.seconds * 1_000)
      reply.hijack()
      reply.raw.destroy()
      return 'answered'
  }
}
