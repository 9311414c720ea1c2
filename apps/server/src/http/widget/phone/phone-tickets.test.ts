import { expect, it } from 'vitest'
import { phoneTickets } from './phone-tickets.ts'

const tickets = phoneTickets(Buffer.alloc(32, 1))
const ticket = { journeyId: 1_234_567, revision: 12, until: 1_800_000_120_000 }

it('says what it was written with, and is short enough for a code that any camera reads', () => {
  const text = tickets.write(ticket)
  expect(tickets.read(text)).toEqual(ticket)
  expect(text.length).toBeLessThan(45)
})

it('lasts no longer than to the second it names', () => {
  expect(tickets.read(tickets.write({ ...ticket, until: ticket.until + 999 }))?.until).toBe(ticket.until)
})

it.each([
  ['another journey', (text: string) => text.replace(/^[^.]+/, '1')],
  ['a later revision', (text: string) => text.replace(/\.c\./, '.d.')],
  ['more time', (text: string) => text.replace(/\.([^.]+)\.([^.]+)$/, '.zzzzzzzz.$2')],
  ['no proof', (text: string) => text.replace(/[^.]+$/, '')],
  ['a proof of zeros', (text: string) => text.replace(/[^.]+$/, 'A'.repeat(22))],
  ['something after it', (text: string) => `${text}.`],
  ['nothing', () => ''],
])('%s is no ticket', (_what, change) => {
  const text = tickets.write(ticket)
  expect(change(text)).not.toBe(text)
  expect(tickets.read(change(text))).toBeUndefined()
})

it('a ticket of another key is none', () => {
  expect(phoneTickets(Buffer.alloc(32, 2)).read(tickets.write(ticket))).toBeUndefined()
})
