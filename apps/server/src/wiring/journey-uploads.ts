import { fileChannelId, fileProvider } from '@raccord/catalogue'
import { FileError, uploadBounds } from '@raccord/connector-files'
import { type CsvColumns, defined, statementUpload } from '@raccord/contract'
import { maskedNumber } from '../accounts/masked-number.ts'
import { dropConnection } from '../connections/remove.ts'
import type { FileUploads } from '../files/file-uploads.ts'
import { importFiles } from '../files/import-files.ts'
import type { UploadedSection } from '../files/uploaded-section.ts'
import type { Fact } from '../journey/facts.ts'
import type { Journey } from '../journey/ports.ts'
import { stateOf } from '../journey/state.ts'
import { isReady, type JourneyUploads, type KeptFile, type KeptPart } from '../journey/uploads.ts'
import type { BankUnit } from '../store/repositories/bank-unit.ts'
import type { UploadFiles } from '../store/repositories/upload-files.ts'
import { nothingSaid, type ReviewContext, readKept, reviewUpload, type SaidOfFile, saying } from './review-upload.ts'

export interface ToldOfFile {
  readonly size: number
  readonly said: SaidOfFile
  readonly review: Omit<KeptFile, 'id'>
}

export interface JourneyUploadDeps {
  readonly transact: <T>(work: (unit: BankUnit) => Promise<T>) => Promise<T>
  readonly files: UploadFiles<ToldOfFile>
  readonly uploads: Pick<FileUploads, 'create'>
  readonly origin: () => string
  readonly now: () => Date
}

/** As by the API: of one journey. */
export const uploadLimits = { files: 50, bytes: 20_000_000 }

export function createJourneyUploads(deps: JourneyUploadDeps): JourneyUploads {
  const { files, transact } = deps
  const list = async ({ id }: Pick<Journey, 'id'>): Promise<KeptFile[]> =>
    (await files.list(id)).map(({ id: file, told }) => ({
      id: file,
      ...told.review,
      parts: told.review.parts.map(asking),
    }))
  const changed = (count: number, refused?: 'too_large' | 'too_many' | 'busy' | 'none'): Fact => ({
    kind: 'files_changed',
    count,
    ...(refused ? { refused } : {}),
  })
  const numbersOf = (userId: number) =>
    transact(async ({ accounts }) => {
      const own = (await accounts.ofUser(userId)).filter(({ status }) => status !== 'DELETED')
      return own
        .map(({ iban, number, name }) => ({ number: iban ?? number, name }))
        .filter(({ number }) => number !== '')
    })
  /** One that was picked by its last characters, else what was typed. */
  const meant = async (userId: number, typed: string) => {
    const all = new Set((await numbersOf(userId)).map(({ number }) => number))
    const [picked, ...others] = [...all].filter((number) => maskedNumber(number) === typed.trim())
    return picked === undefined || others.length > 0 ? typed : picked
  }
  const context = (journey: Journey) => transact((unit) => contextOf(unit, journey))
  return {
    list,

    // By their last characters: who has the link is not yet known to be who has the accounts.
    accounts: async ({ userId }) =>
      (await numbersOf(userId)).map(({ number, name }) => ({
        number: maskedNumber(number),
        name: name === number ? '' : name,
      })),

    async keep(journey, sent, now) {
      const kept = await files.list(journey.id)
      const refuse = (why: 'too_large' | 'too_many' | 'busy' | 'none') =>
        files.add(journey, [], changed(kept.length, why), now)
      if (typeof sent === 'string') return refuse(sent)
      if (sent.length === 0) return refuse('none')
      if (kept.length + sent.length > uploadLimits.files) return refuse('too_many')
      const bytes =
        kept.reduce((sum, { told }) => sum + told.size, 0) + sent.reduce((sum, one) => sum + one.bytes.length, 0)
      if (bytes > uploadLimits.bytes) return refuse('too_large')
      const known = await context(journey)
      // Of all files that come together: an archive holds more than it weighs.
      const left = uploadBounds()
      const added: { bytes: Uint8Array; told: ToldOfFile }[] = []
      for (const file of sent) {
        const review = await reviewUpload(file, nothingSaid, known, left)
        // What can't be read is told of, not kept.
        const content = review.fault === undefined ? file.bytes : new Uint8Array()
        added.push({ bytes: content, told: { size: content.length, said: nothingSaid, review } })
      }
      return files.add(journey, added, changed(kept.length + added.length), now)
    },

    async say(journey, fileId, said, now) {
      const kept = await files.list(journey.id)
      const one = kept.find(({ id }) => id === fileId)
      const content = one && (await files.content(journey.id, fileId))
      const given = said.do === 'file_account' ? { ...said, number: await meant(journey.userId, said.number) } : said
      const next = one && saying(one.told.said, given, one.told.review.parts.map(asking))
      if (!one || !content || !next) return 'ignored'
      const review = await reviewUpload({ name: one.told.review.name, bytes: content }, next, await context(journey))
      return files.tell(journey, fileId, { ...one.told, said: next, review }, changed(kept.length), now)
    },

    async drop(journey, fileId, now) {
      const kept = await files.list(journey.id)
      if (!kept.some(({ id }) => id === fileId)) return 'ignored'
      return files.remove(journey, fileId, changed(kept.length - 1), now)
    },

    async giveUp(journey, now) {
      const kept = await files.list(journey.id)
      return files.add(journey, [], changed(kept.length, 'busy'), now)
    },

    async importAll(journey, now) {
      const kept = await files.list(journey.id)
      const refuse = (why: 'too_large' | 'busy' | 'none') => files.add(journey, [], changed(kept.length, why), now)
      const known = await context(journey)
      const sections: UploadedSection[] = []
      const columns = new Map<string, CsvColumns>()
      const left = uploadBounds()
      try {
        for (const { id, told } of kept) {
          const content = isReady({ id, ...told.review }) ? await files.content(journey.id, id) : undefined
          if (!content) continue
          const read = await readKept({ name: told.review.name, bytes: content }, told.said, known, left)
          for (const [part, file] of read.entries()) {
            if (file.kind !== 'read') continue
            if (file.csv) columns.set(file.csv.shape, file.csv.columns)
            for (const section of file.sections)
              sections.push({
                ...section,
                file: `${id}.${part}`,
                account: { ...told.said.accounts[part], ...defined(section.account) },
              })
          }
        }
      } catch (error) {
        if (error instanceof FileError) return refuse('too_large')
        throw error
      }
      if (sections.length === 0) return refuse('none')
      const { userId } = journey
      const name = statementUpload.names[journey.parameters.locale ?? 'en']
      const there = known.connectionId
      const connectionId = there ?? (await deps.uploads.create({ userId, name }))
      if (connectionId === undefined) return refuse('busy')
      const channel = { definitionId: fileChannelId, providerId: fileProvider.id }
      const order = { userId, connectionId, account: {}, sections, columns }
      const answer = await importFiles({ transact, now: deps.now, channel }, order)
      if (answer.kind !== 'imported') return refuse('busy')
      const at = await settledIn(deps, journey, connectionId, answer.sections[0]?.accountId)
      const fact: Fact = {
        ...{ kind: 'files_imported', connectionId: at, definitionId: fileChannelId },
        result: there === undefined && at === connectionId ? 'created' : 'updated',
        added: answer.sections.reduce((sum, { inserted }) => sum + inserted, 0),
        partial: answer.sections.some(({ skipped }) => skipped.length > 0),
      }
      return files.clear(journey, fact, now)
    },
  }
}

/** Where it went: all of it may be of accounts of banks, and a connection that was made for it is then of no use. */
async function settledIn(
  { transact, origin, now }: JourneyUploadDeps,
  { userId }: Journey,
  connectionId: number,
  accountId: number | undefined,
): Promise<number> {
  return transact(async (unit) => {
    const accounts = (await unit.accounts.ofUser(userId)).filter(({ status }) => status !== 'DELETED')
    const account = accounts.find(({ id }) => id === accountId)
    if (!account || accounts.some((one) => one.connectionId === connectionId)) return connectionId
    await dropConnection(unit, { userId, connectionId, origin: origin() }, now())
    return account.connectionId
  })
}

async function contextOf(
  { connections, accounts, files }: BankUnit,
  journey: Journey,
): Promise<ReviewContext & { readonly connectionId: number | undefined }> {
  const { existing, connectionId: opened } = stateOf(journey.facts)
  const own = (await connections.all(journey.userId)).filter(({ providerId }) => providerId === fileProvider.id)
  const ids = own.map(({ id }) => id).toSorted((a, b) => a - b)
  // Statements of one person belong together: a second upload goes on where the first one was.
  const connectionId = existing && opened !== undefined ? opened : ids[0]
  const remembered = new Map<string, unknown>()
  for (const id of ids) for (const [shape, how] of await files.columns(id)) remembered.set(shape, how)
  const all = (await accounts.ofUser(journey.userId)).filter(({ status }) => status !== 'DELETED')
  return {
    connectionId,
    remembered: (shape) => remembered.get(shape) as CsvColumns | undefined,
    here: all.filter((one) => one.connectionId === connectionId),
    elsewhere: all.filter((one) => one.connectionId !== connectionId),
  }
}

/** A question that the release before has asked knew no marks of decimals: both are asked for. */
function asking(part: KeptPart): KeptPart {
  return part.kind === 'day_order' ? { ...anyMark, ...part } : part
}

const anyMark = { decimals: ['.', ','] } as const
