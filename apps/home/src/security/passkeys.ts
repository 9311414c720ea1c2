import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { Member } from '../store/member-store.ts'
import type { Passkey } from '../store/passkey-store.ts'

/**
 * The name that passkeys are bound to (WebAuthn §5.1.2): a host's name, never an address, and only where browsers hold the page
 * for secure. Undefined where there can be none.
 */
export function relyingParty(url: string): string | undefined {
  const { protocol, hostname } = new URL(url)
  if (hostname === 'localhost') return hostname
  return protocol === 'https:' && /[a-z]/i.test(hostname) && !hostname.includes('[') ? hostname : undefined
}

/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812): what devices have; the library would also name one that Node calls experimental. */
const algorithms = [-8, -7, -257]
const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
const text = z.string().max(20_000)
const answerBase = {
  id: z.string().regex(/^[\w-]{1,2000}$/),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}),
}

/** What a browser answers to `navigator.credentials.create`. */
const registration = z.object({
  ...answerBase,
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.array(z.enum(transports)).max(10).catch([]).default([]),
  }),
})

/** What a browser answers to `navigator.credentials.get`. */
const assertion = z.object({
  ...answerBase,
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text }),
})

/** Challenges that were given out: each is good once, and for what it was given out for. */
export interface GivenChallenges {
  give(challenge: string, purpose: string): Promise<void> | void
  take(challenge: string, purpose: string): Promise<boolean> | boolean
}

export type PasskeyOwner = Pick<Member, 'id' | 'login' | 'name'>

/** Home, or another application of ours that has people sign in: what it is called, and where it keeps things. */
/** Where keys are kept; `memberId` is whose they are. */
export interface PasskeyKeys {
  list(memberId: string): Promise<readonly Key[]>
  find(id: string): Promise<Key | undefined>
  /** False when the key is known already. */
  add(key: Omit<Key, 'createdAt' | 'usedAt'>): Promise<boolean>
  used(id: string, counter: number): Promise<void>
}

export type Key = Omit<Passkey, 'seen'>

export interface PasskeyPlace {
  readonly title: string
  /** Origin of our pages. */
  readonly origin: string
  readonly relyingParty: string
  readonly challenges: GivenChallenges
  readonly passkeys: PasskeyKeys
}

const ofMember = (id: string): string => `add ${id}`

export async function askNewPasskey(place: PasskeyPlace, member: PasskeyOwner) {
  const known = await place.passkeys.list(member.id)
  const options = await generateRegistrationOptions({
    rpName: place.title,
    rpID: place.relyingParty,
    userName: member.login,
    userDisplayName: member.name,
    userID: new Uint8Array(Buffer.from(member.id, 'utf8')),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ id }) => ({ id })),
    // It signs in by itself, so it must know whose it is, and that it is he.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await place.challenges.give(options.challenge, ofMember(member.id))
  return options
}

/** Keeps the passkey that a browser made. False for an answer that is none of ours, or that can't be verified. */
export async function addPasskey(
  place: PasskeyPlace,
  member: PasskeyOwner,
  name: string,
  given: unknown,
): Promise<boolean> {
  const answer = registration.safeParse(given)
  if (!answer.success) return false
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: answer.data,
    expectedChallenge: (challenge) => place.challenges.take(challenge, ofMember(member.id)),
    expectedOrigin: place.origin,
    expectedRPID: place.relyingParty,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => ({ verified: false, registrationInfo: undefined }))
  if (!verified || !registrationInfo) return false
  const { id, publicKey, counter } = registrationInfo.credential
  const { transports: ways } = answer.data.response
  return place.passkeys.add({ id, memberId: member.id, name, publicKey, counter, transports: ways })
}

export async function askPasskey(place: PasskeyPlace) {
  const options = await generateAuthenticationOptions({ rpID: place.relyingParty, userVerification: 'required' })
  await place.challenges.give(options.challenge, 'sign in')
  return options
}

/** The passkey that answered, verified and its counter noted; undefined for any other. */
export async function checkPasskey(place: PasskeyPlace, given: unknown): Promise<Key | undefined> {
  const answer = assertion.safeParse(given)
  if (!answer.success) return undefined
  const passkey = await place.passkeys.find(answer.data.id)
  if (!passkey) return undefined
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer.data,
    expectedChallenge: (challenge) => place.challenges.take(challenge, 'sign in'),
    expectedOrigin: place.origin,
    expectedRPID: place.relyingParty,
    credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) return undefined
  await place.passkeys.used(passkey.id, authenticationInfo.newCounter)
  return passkey
}
