import { type BankContext, type BankHttp, type Failed, lenient, unreadableAnswer } from '@raccord/connector-kit'
import { z } from 'zod'
import { call } from './call.ts'
import { type EnableBankingOptionsInput, enableBankingOptions } from './options.ts'
import type { Session } from './session.ts'

/** An operator's registration: what is said with every call. */
export type Application = Pick<EnableBankingOptionsInput, 'baseUrl' | 'applicationId' | 'privateKey'>

/** What a call for the application itself needs, of no bank and no person. */
export interface ApplicationContext {
  readonly application: Application
  readonly http: BankHttp
  readonly now: () => Date
  readonly log: BankContext['log']
}

/** As they know the application. */
export interface RegisteredApplication {
  readonly kind: 'application'
  readonly name: string
  readonly environment: string
  readonly active: boolean
  /** Compared with ours letter by letter. */
  readonly redirectUrls: readonly string[]
  readonly countries: readonly string[]
  readonly services: readonly string[]
}

const shape = z.object({
  name: lenient.text,
  environment: lenient.text,
  active: lenient.flag,
  redirect_urls: lenient.presentList,
  countries: lenient.list,
  services: lenient.list,
})

/** `GET /application`. */
export async function readApplication(context: ApplicationContext): Promise<RegisteredApplication | Failed> {
  const operation = 'application.read'
  const answer = await call(applicationSession(context), { operation, method: 'GET', path: '/application' })
  if (answer.kind === 'failed') return answer
  const read = shape.safeParse(answer.value).data
  if (read?.redirect_urls === undefined) return unreadableAnswer(operation, 'redirect_urls is absent')
  const words = (list: readonly unknown[]) => list.flatMap((one) => lenient.text.parse(one) ?? [])
  return {
    kind: 'application',
    name: read.name ?? '',
    environment: read.environment ?? '',
    active: read.active,
    redirectUrls: words(read.redirect_urls),
    countries: words(read.countries),
    services: words(read.services),
  }
}

/** @throws ZodError where the application's own members are wrong: they are checked when settings are read. */
export function applicationSession({ application, http, now, log }: ApplicationContext): Session {
  const options = enableBankingOptions.parse({ ...application, aspsp: { name: 'none', country: 'XX' } })
  const bank: BankContext = { providerId: 'enable-banking', options, http, now, locale: 'en', log }
  return { bank, options, state: { v: 1, asked: { accountTypes: [], recurring: false, validUntil: '' } } }
}
