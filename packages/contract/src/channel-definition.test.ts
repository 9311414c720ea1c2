import { expect, test } from 'vitest'
import { channelDefinitionId, readChannelDefinitionId } from './channel-definition.ts'

test.each([
  ['10000', '100', 'EMBEDDED'],
  ['10001', '100', 'REDIRECT'],
  ['200', '2', 'EMBEDDED'],
] as const)('%s is of bank %s, %s', (id, providerId, mode) => {
  expect(channelDefinitionId(providerId, mode)).toBe(id)
  expect(readChannelDefinitionId(id)).toEqual({ providerId, mode })
})

test('a bank whose id ends like a channel keeps its mode', () => {
  expect(readChannelDefinitionId(channelDefinitionId('100', 'REDIRECT'))).toEqual({
    providerId: '100',
    mode: 'REDIRECT',
  })
})
