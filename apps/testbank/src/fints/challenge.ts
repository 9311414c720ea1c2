import type { Bank } from '../bank/bank.ts'
import { challengeAt, controlNumber, expiryOf, methodAt } from '../bank/challenge-flow.ts'
import type { Authorisation } from '../bank/consent.ts'
import { en } from '../pages/messages/en.ts'
import { challengePicture, startCodeOf } from '../pictures/challenge-picture.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { latin1, type Part, type Told } from './syntax.ts'

/** An order reference: at most 35 letters. */
export const referenceOf = (authorisation: Authorisation): string =>
  `${authorisation.id.replaceAll('-', '')}${authorisation.challenge ?? 0}`

/** HITAN, answer to process 4: what the PSU has to do, and what his screen shows for it. */
export function challengeSegment(
  bank: Bank,
  authorisation: Authorisation,
  scenario: Scenario,
  version: number,
  refersTo: number,
): Told {
  const challenge = challengeAt(scenario, authorisation)
  const method = challenge && methodAt(challenge, authorisation)
  if (!challenge || !method) throw new Error('nothing is asked')
  const { id } = authorisation
  const picture = challengePicture(method.type, id, challenge.code)
  const said =
    method.type === 'PUSH_OTP'
      ? en.psu.approve(controlNumber(authorisation), `${bank.origin()}/app/${id}`)
      : (challenge.message ?? (en.psu.ways[method.type](method.name) || en.psu.enterCode))
  const words = html(method.type === 'CHIP_OTP' ? `${said}\nStart code: ${startCodeOf(id)}` : said)
  const [text, data] = shown(method.type, words, picture, startCodeOf(id))
  const expiry = expiryOf(challenge, authorisation)
  const until = expiry === undefined ? '' : berlin(new Date(expiry))
  return {
    id: 'HITAN',
    version,
    refersTo,
    elements: ['4', '', referenceOf(authorisation), text, data, until, method.name],
  }
}

function shown(type: string, words: string, picture: string | undefined, startCode: string): [string, Part] {
  if (type === 'CHIP_FLICKER') return [words, { raw: flickerData(startCode, ['3099904120', '20000001']) }]
  if (picture === undefined) return [words, '']
  // As at savings banks: the picture is in the text, and where it should be is a word.
  if (type === 'QR_OTP') {
    const count = (length: number) => String(length).padStart(4, '0')
    return [`CHLGUC${count(picture.length)}${picture}CHLGTEXT${count(words.length)}${words}`, { raw: 'null' }]
  }
  const image = Buffer.from(picture, 'base64').toString('latin1')
  const counted = (bytes: string) => String.fromCharCode(bytes.length >> 8, bytes.length & 255) + bytes
  return [words, { raw: counted('image/png') + counted(image) }]
}

/** HHD 1.4 as a bank sends it: length, start code with one control byte, elements with two digits of length. */
function flickerData(startCode: string, elements: readonly string[]): string {
  const body = `${(0x80 | startCode.length).toString(16)}01${startCode}${elements.map((one) => `${String(one.length).padStart(2, '0')}${one}`).join('')}`
  return `${String(body.length).padStart(3, '0')}${body}`
}

const html = (text: string): string =>
  latin1(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')

function berlin(instant: Date): string[] {
  const [day = '', time = ''] = instant.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).split(' ')
  return [day.replaceAll('-', ''), time.replaceAll(':', '')]
}
