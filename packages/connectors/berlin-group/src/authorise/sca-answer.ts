import { lenient } from '@raccord/connector-kit'
import { z } from 'zod'
import type { Links } from '../call/links.ts'

const { count, list, text, word } = lenient

/** Until when an answer is taken: not in the standard, but some banks tell. Anything that is no instant is nothing. */
const instant = text.transform((written) => {
  const time = /^\d{4}-\d{2}-\d{2}T/.test(written ?? '') ? Date.parse(written ?? '') : Number.NaN
  return Number.isNaN(time) ? undefined : new Date(time)
})

const scaMethod = z.object({
  authenticationMethodId: text,
  authenticationType: text,
  name: text,
  explanation: text,
})
export type ScaMethod = z.infer<typeof scaMethod>

const challengeData = z
  .object({
    image: text,
    imageLink: text,
    data: list.transform((lines) => lines.filter((line) => typeof line === 'string')),
    otpMaxLength: count,
    otpFormat: word('characters', 'integer'),
    additionalInformation: text,
    expiresAt: instant,
  })
  .optional()
  .catch(undefined)
export type ChallengeData = NonNullable<z.infer<typeof challengeData>>

const body = z.object({
  consentId: text,
  consentStatus: text,
  scaStatus: text,
  authorisationId: text,
  psuMessage: text,
  expiresAt: instant,
  scaMethods: list.transform((methods) =>
    methods.flatMap((method) => {
      const read = scaMethod.safeParse(method).data
      return read?.authenticationMethodId === undefined ? [] : [{ ...read, id: read.authenticationMethodId }]
    }),
  ),
  chosenScaMethod: scaMethod.optional().catch(undefined),
  challengeData,
})

/** What a bank's answer says about an authorisation: of the consent creation, of POST and PUT authorisations alike. */
export interface ScaAnswer extends z.infer<typeof body> {
  readonly links: Links
  /** The URL that answered: relative links start from it. */
  readonly url: string
}

export function readScaAnswer(value: unknown, links: Links, url: string): ScaAnswer | undefined {
  const read = body.safeParse(value ?? {}).data
  return read && { ...read, links, url }
}
