import { expect, test } from 'vitest'
import type { StepKind } from './next-step.ts'
import { places, steps } from './step-table.ts'

const kinds = Object.keys(steps) as StepKind[]
const where = (of: (kind: StepKind) => boolean) => kinds.filter(of).toSorted().join(' ')

test('the places of the line are in the order in which a journey passes them', () => {
  expect(places).toEqual(['providers', 'consent', 'bank', 'sync', 'accounts', 'success'])
  expect(places.map((place) => where((kind) => steps[kind].place === place))).toEqual([
    'channel_choice not_listed providers',
    'consent',
    'adopt agreements at_bank calling challenge compare confirm_owner credentials depart disconnect error form importing manage on_phone ' +
      'other_login phone_number resume_return same_bank start_leg upload wait',
    'listing offer sync',
    'accounts',
    'cancelled finish success',
  ])
})

test('clients are told of a step by the name that is public (WIRE §6)', () => {
  const names = Map.groupBy(
    kinds.filter((kind) => steps[kind].event !== undefined),
    (kind) => steps[kind].event,
  )
  const renamed = [...names].filter(([name, of]) => of.length > 1 || of[0] !== name)
  expect(Object.fromEntries(renamed)).toEqual({
    credentials: ['credentials', 'form'],
    redirect: ['depart', 'phone_number'],
    redirect_waiting: ['at_bank', 'on_phone', 'confirm_owner'],
    challenge: ['challenge', 'wait'],
    sync: ['listing', 'sync'],
  })
  expect(where((kind) => steps[kind].event === undefined)).toBe(
    'adopt agreements calling cancelled channel_choice compare finish importing resume_return start_leg',
  )
})

test('the list of banks is one step back before anything was authorised, and only there', () => {
  expect(where((kind) => steps[kind].leavable === true)).toBe(
    'at_bank challenge channel_choice consent credentials depart error form not_listed phone_number same_bank upload wait',
  )
})

test('leaving is offered always where nothing is lost by it, and never where there is nothing to leave', () => {
  expect(where((kind) => steps[kind].cancel === 'always')).toBe('accounts error')
  expect(where((kind) => steps[kind].cancel === 'never')).toBe(
    'agreements calling cancelled disconnect importing manage success',
  )
})

test('going on without it is possible at every stage of the offered channel', () => {
  expect(where((kind) => steps[kind].offered === true)).toBe('challenge credentials error form wait')
})

test('what nobody has to do settles by itself; all else is the person’s, or waits', () => {
  expect(where((kind) => steps[kind].settles !== undefined)).toBe(
    'adopt calling challenge compare consent finish importing offer phone_number resume_return start_leg wait',
  )
})
