import { expect, test } from 'vitest'
import { nextGenPsd2 } from '../wire-names.ts'
import { type AtHand, nextMove } from './next-move.ts'

const wire = nextGenPsd2('/v1')
const hand: AtHand = {
  identified: true,
  password: true,
  additionalPassword: false,
  encryption: 'possible',
  watch: undefined,
}
const move = (name: string, href: string) =>
  nextMove(
    {
      links: { [name]: href },
      scaMethods: [],
      url: 'https://bank.example/v1/consents',
    } as unknown as Parameters<typeof nextMove>[0],
    hand,
    wire,
  )

test.each([
  'startAuthorisation',
  'startAuthorisationWithPsuIdentification',
  'startAuthorisationWithPsuAuthentication',
  'startAuthorisationWithEncryptedPsuAuthentication',
])('%s leads by POST to a new authorisation, by PUT to one that is there', (name) => {
  const collection = 'https://bank.example/v1/consents/c1/authorisations'
  expect(move(name, collection)).toMatchObject({ kind: 'send', to: { method: 'POST' } })
  expect(move(name, `${collection}?lang=de`)).toMatchObject({ to: { method: 'POST' } })
  expect(move(name, `${collection}/`)).toMatchObject({ to: { method: 'POST' } })
  expect(move(name, `${collection}/a1`)).toMatchObject({
    kind: 'send',
    to: { method: 'PUT', href: `${collection}/a1` },
  })
  expect(move(name, `${collection}/a1?correlationId=7`)).toMatchObject({ to: { method: 'PUT' } })
})
