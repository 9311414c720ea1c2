import { type Case, societeGenerale, uploadTile } from '../../fixture.ts'

export const workingCases: readonly Case[] = [
  { name: 'working/bank', screen: { kind: 'working', provider: societeGenerale } },
  { name: 'working/slow', screen: { kind: 'working', provider: societeGenerale, slow: true } },
  { name: 'working/alone', screen: { kind: 'working' } },
  { name: 'working/files', screen: { kind: 'working', provider: uploadTile, files: true } },
]
