import { expect, it } from 'vitest'
import { foreignNote, notesOf, payeeOf } from './notes.ts'
import { entry } from './testing/specimen.ts'

const { payee: _, ...nameless } = entry

it('the payee is the other party, else what the entry is called', () => {
  expect(payeeOf(entry)).toBe('Librairie des Quais')
  expect(payeeOf({ ...entry, payee: '' })).toBe(entry.label)
  expect(payeeOf(nameless)).toBe(entry.label)
  expect(payeeOf(entry, 9)).toBe('Librairie')
})

it('notes are all that the bank passed on, else the label, and nothing that the payee says already', () => {
  expect(notesOf(entry)).toBe('CARTE 24/11 FACTURE 7')
  expect(notesOf({ ...entry, remittance: [] })).toBe(entry.label)
  expect(notesOf({ ...nameless, remittance: [] })).toBe('')
  expect(notesOf({ ...nameless, remittance: [entry.label] })).toBe('')
  expect(notesOf(entry, 5)).toBe('CARTE')
})

it('an amount in another currency than the account says so', () => {
  expect([foreignNote(entry, 'EUR'), foreignNote(entry, 'JPY')]).toEqual(['', '[EUR] '])
})
