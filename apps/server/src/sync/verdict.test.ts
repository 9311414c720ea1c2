import { expect, test } from 'vitest'
import { verdict } from './verdict.ts'

const channel = (status: string, partial = false) => ({ definitionId: '10000', status, partial })
const success = { status: 'success', connection: 'SUCCESS' }
const some = { status: 'partial', connection: 'PARTIAL_SUCCESS' }
const none = { status: 'failed', connection: 'FAILED' }

test.each([
  ['all of it worked', [channel('SUCCESS'), channel('SUCCESS')], false, success],
  ['a channel without accounts, beside one that works', [channel('SUCCESS'), channel('EMPTY')], false, success],
  ['alone in this run, beside one of another', [channel('EMPTY')], true, success],
  ['alone at all', [channel('EMPTY')], false, none],
  ['nothing to read, and others work', [], true, success],
  ['one failed', [channel('SUCCESS'), channel('FAILED')], false, some],
  ['all failed', [channel('FAILED')], false, none],
  ['all failed, though others work', [channel('FAILED')], true, none],
  ['failed behind a whole account', [channel('FAILED', true)], false, some],
  ['in part', [channel('PARTIAL_SUCCESS')], false, some],
  ['one of two failed behind a whole account', [channel('FAILED'), channel('AUTH_FAILED', true)], false, some],
])('%s', (_what, ended, othersWork, expected) => {
  expect(verdict(ended, othersWork)).toEqual(expected)
})
