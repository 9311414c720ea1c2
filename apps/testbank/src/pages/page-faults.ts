import type { FastifyReply } from 'fastify'
import type { Bank } from '../bank/bank.ts'
import type { Consent } from '../bank/consent.ts'
import { pause } from '../bank/pause.ts'
import type { FaultPlace, Scenario } from '../scenario/scenario.ts'
import type { Notice } from './messages/messages.ts'
import { pageHeaders } from './page-answer.ts'

/** A notice ends the visit; `answered`: the PSU got a broken page or none; `refuse`: the bank decides against it. */
export type Struck = Notice | 'answered' | 'refuse' | undefined

/** LATENCY, then ERROR|login, on the bank's own pages. */
export async function pauseAndStrike(
  bank: Bank,
  scenario: Scenario,
  consent: Consent,
  reply: FastifyReply,
): Promise<Struck> {
  await pause(scenario.latencyMs)
  return await strikePage(bank, 'login', scenario, consent, reply)
}

/** What an ERROR record does on the bank's own pages; undefined to go on. */
export async function strikePage(
  bank: Bank,
  where: FaultPlace,
  scenario: Scenario,
  consent: Consent,
  reply: FastifyReply,
): Promise<Struck> {
  const fault = bank.faults.at(where, scenario, consent)
  switch (fault?.what) {
    case undefined:
    // Answers to programs only.
    case 'endless':
    case 'twice':
    case 'elsewhere':
    case 'huge':
    case 'page':
      return undefined
    case 'refuse':
      return 'refuse'
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
      await pause(fault.seconds * 1_000)
      reply.hijack()
      reply.raw.destroy()
      return 'answered'
  }
}
