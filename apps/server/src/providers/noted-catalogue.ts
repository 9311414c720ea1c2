import { createHash } from 'node:crypto'
import { type BankNotes, closedUntil } from './bank-notes.ts'
import type { Catalogue } from './catalogue.ts'

/** The catalogue as people are offered it: without banks that are switched off, and with what operators say of the others. */
export function notedCatalogue(catalogue: Catalogue, notes: BankNotes, now: () => Date): Catalogue {
  return {
    all() {
      const off = new Set(notes.all().flatMap(({ switchedOff, providerId }) => (switchedOff ? [providerId] : [])))
      return off.size === 0 ? catalogue.all() : catalogue.all().filter(({ id }) => !off.has(id))
    },
    find: catalogue.find,
    name: catalogue.name,
    channels: catalogue.channels,
    channel: catalogue.channel,
    usable: catalogue.usable,
    notice(id, locale) {
      const note = notes.of(id)
      if (note === undefined) return undefined
      const message = note.message[locale] ?? note.message.en
      const until = closedUntil(note, now())
      return {
        switchedOff: note.switchedOff,
        message,
        closedUntil: until,
      }
    },
    get version() {
      const told = notes.all()
      if (told.length === 0) return catalogue.version
      const at = now()
      // A window that begins or ends is another list, though nobody wrote anything.
      const said = told.map((note) => [
        note.providerId,
        note.switchedOff,
        note.message,
        closedUntil(note, at) !== undefined,
      ])
      return createHash('sha256')
        .update(JSON.stringify([catalogue.version, said]))
        .digest('base64url')
        .slice(0, 12)
    },
  }
}
