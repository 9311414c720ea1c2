import { statementUpload } from '@raccord/contract'
import type { Case } from '../../fixture.ts'

export const notListedCases: readonly Case[] = [
  { name: 'not_listed/usual', screen: { kind: 'not_listed' } },
  { name: 'not_listed/upload', screen: { kind: 'not_listed', upload: statementUpload.names.en } },
]
