import { fileChannelId, fileProvider } from '@raccord/catalogue'
import { FileError, type ReadFile, readUploaded, uploadBounds } from '@raccord/connector-files'
import { accountTypes, type CsvColumns } from '@raccord/contract'
import type { FileResult, FileUploads, UploadAnswer, UploadOrder } from '../files/file-uploads.ts'
import { type ImportedSection, importFiles } from '../files/import-files.ts'
import type { ProviderCatalogue } from '../http/api/api-deps.ts'
import type { BankUnit } from '../store/repositories/bank-unit.ts'

export interface FileUploadDeps {
  readonly transact: <T>(work: (unit: BankUnit) => Promise<T>) => Promise<T>
  readonly now: () => Date
}

/** Connections of files that one person may have. */
const mostConnections = 50
/** Of one upload. */

export function createFileUploads({ transact, now }: FileUploadDeps): FileUploads {
  return {
    create: ({ userId, name }) =>
      transact(async ({ connections, events }) => {
        const all = await connections.all(userId)
        if (all.filter(({ providerId }) => providerId === fileProvider.id).length >= mostConnections) return undefined
        const made = { userId, providerId: fileProvider.id, name: name ?? fileProvider.name }
        const id = await connections.create({ ...made, autoSync: false, consentPerAccount: false }, now())
        await connections.ensureChannels(id, [{ definitionId: fileChannelId, accountTypes: [...accountTypes] }])
        await events.add(id, [{ type: 'connection_created', definitionId: fileChannelId }], now())
        return id
      }),

    async upload(order) {
      const known = await transact(async ({ connections, files }) =>
        (await connections.lock(order.userId, order.connectionId)) ? files.columns(order.connectionId) : undefined,
      )
      if (!known) return { kind: 'refused', reason: 'not_found' }
      const read = await readAll(order, (shape) => known.get(shape) as CsvColumns | undefined)
      if (!Array.isArray(read)) return read
      const channel = { definitionId: fileChannelId, providerId: fileProvider.id }
      // By its place, since names may be anything.
      const sections = read.flatMap(({ file }, at) =>
        file.kind === 'read' ? file.sections.map((section) => ({ ...section, file: String(at) })) : [],
      )
      const columns = new Map(
        read.flatMap(({ file }) =>
          file.kind === 'read' && file.csv ? [[file.csv.shape, file.csv.columns] as const] : [],
        ),
      )
      const { userId, connectionId, account } = order
      const answer = await importFiles({ transact, now, channel }, { userId, connectionId, account, sections, columns })
      if (answer.kind === 'imported')
        return { kind: 'done', files: read.map(({ file }, at) => resultOf(file, answer.sections, String(at))) }
      if (answer.kind === 'not_found' || answer.kind === 'running') return { kind: 'refused', reason: answer.kind }
      const file = read[Number(answer.file)]?.of ?? 0
      if (answer.kind === 'not_there')
        return { kind: 'file_account_missing', file, why: 'the bank of this connection has no such account' }
      const why =
        answer.kind === 'unnamed' ? 'names no account; send account' : 'tells no currency; send account.currency'
      return { kind: 'file_account_unclear', file, why }
    },
  }
}

/** With "Upload a statement", which is found by its id and stands in no list. */
export function withFileProvider(catalogue: ProviderCatalogue): ProviderCatalogue {
  return { all: () => catalogue.all(), find: (id) => (id === fileProvider.id ? fileProvider : catalogue.find(id)) }
}

interface Read {
  /** Which of the files sent it is, or is in. */
  readonly of: number
  readonly file: ReadFile
}

async function readAll(
  { files, account, columns, dayOrder, decimal }: UploadOrder,
  remembered: (shape: string) => CsvColumns | undefined,
): Promise<Read[] | UploadAnswer> {
  const read: Read[] = []
  const left = uploadBounds()
  for (const [of, file] of files.entries()) {
    try {
      const choices = {
        remembered,
        currency: account.currency,
        ...(columns ? { columns } : {}),
        ...(dayOrder ? { dayOrder } : {}),
        ...(decimal ? { decimal } : {}),
      }
      const found = await readUploaded(file, choices, left)
      for (const one of found) read.push({ of, file: one })
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      return { kind: error.fault, file: of, why: error.message }
    }
  }
  return read
}

function resultOf(file: ReadFile, sections: readonly ImportedSection[], key: string): FileResult {
  const { name } = file
  if (file.kind === 'unclear') {
    if (file.format === 'qif') {
      const { dayOrders, decimals } = file
      return { kind: 'unclear', name, format: 'qif', dayOrders, decimals }
    }
    const { columns, doubts, sample } = file.guess
    return { kind: 'unclear', name, format: 'csv', columns, doubts, sample }
  }
  const accounts = sections
    .filter((section) => section.file === key)
    .map(({ accountId, received, inserted, pending, skipped }) => {
      const unread: { [rule: string]: number } = {}
      for (const rule of skipped) unread[rule] = (unread[rule] ?? 0) + 1
      return { accountId, received, inserted, pending, unread }
    })
  const csv = file.csv ? { columns: file.csv.columns } : {}
  return { kind: 'imported', name, format: file.format, accounts, ...csv }
}
