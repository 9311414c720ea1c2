import { fileUpload, fileUploadOut, idIn } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, idFrom } from '../define-route.ts'
import { presentUploadedFile } from '../present/uploaded-file.ts'

/** 20 MB of files, written in base64, and what stands around them. */
const bodyLimit = 28 * 1024 * 1024

export const uploadFiles = defineRoute({
  method: 'POST',
  path: '/v2.1/connections/:id/files',
  operationId: 'uploadFiles',
  tag: 'Connections',
  summary: 'Upload statements',
  description:
    'camt.052, .053 and .054, MT940, OFX 1 and 2, QIF and CSV, also in a zip or gzip archive; 20 MB in all. They are read first: if one can’t be, nothing is stored. Entries that are there already, from another file or from the bank, are not stored again. A CSV or QIF file that can be read in two ways is answered with what was guessed.',
  access: { kind: 'user_token', scopes: ['connections_manage'] },
  params: z.object({ id: idIn }),
  body: fileUpload,
  bodyLimit,
  answer: { status: 200, description: 'What became of each file.', schema: fileUploadOut },
  errors: [
    ...(['not_found', 'sync_running', 'file_too_large', 'file_unreadable'] as const),
    ...(['file_account_unclear', 'file_account_missing'] as const),
  ],
  async handle({ caller, params, body }, context) {
    const { account, csv, day_order, decimal } = body
    const answer = await context.files.upload({
      userId: caller.userId,
      connectionId: idFrom(params.id),
      files: body.files.map(({ name, content }, at) => ({ name, bytes: bytesOf(content, at) })),
      account: Object.fromEntries(Object.entries(account ?? {}).filter(([, value]) => value !== undefined)),
      ...(csv ? { columns: { ...csv, skipRows: csv.skip_rows, dayOrder: csv.day_order } } : {}),
      ...(day_order ? { dayOrder: day_order } : {}),
      ...(decimal ? { decimal } : {}),
    })
    if (answer.kind === 'done') return { body: { files: answer.files.map(presentUploadedFile) } }
    if (answer.kind === 'refused') throw new ApiError(answer.reason === 'running' ? 'sync_running' : answer.reason)
    throw new ApiError(answer.kind, `files.${answer.file}: ${answer.why}. Nothing was stored.`)
  },
})

function bytesOf(content: string, at: number): Buffer {
  const bytes = Buffer.from(content, 'base64')
  if (bytes.toString('base64') !== content) throw new ApiError('invalid_request', `files.${at}.content: is not base64.`)
  return bytes
}
