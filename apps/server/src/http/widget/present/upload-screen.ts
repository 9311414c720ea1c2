import type { ProviderTile, UploadQuestion, UploadScreen } from '@raccord/contract'
import type { KeptFile } from '../../../journey/uploads.ts'
import { isReady } from '../../../journey/uploads.ts'

export interface UploadFacts {
  readonly files: readonly KeptFile[]
  readonly error?: UploadScreen['error']
  /** Accounts of the person, for the question whose a file is. */
  readonly known: readonly { readonly number: string; readonly name: string }[]
}

/** Megabytes, as everybody counts them. */
const most = 20

export function uploadScreen(provider: ProviderTile, { files, error, known }: UploadFacts): UploadScreen {
  const question = questionOf(files, known)
  return {
    kind: 'upload',
    provider,
    most,
    ready: files.filter(isReady).length,
    files: files.map(({ id, name, fault, parts }) => ({
      ...{ id: String(id), name },
      fault,
      holds: parts.flatMap((part) => (part.kind === 'read' ? part.holds : [])),
    })),
    question,
    error,
  }
}

/** The first that is open. */
function questionOf(files: readonly KeptFile[], known: UploadFacts['known']): UploadQuestion | undefined {
  for (const { id, parts } of files)
    for (const [index, part] of parts.entries()) {
      if (part.kind === 'read') continue
      const about = { file: String(id), part: index, name: part.name }
      if (part.kind === 'account') return { ...part, ...about, known }
      return { ...part, ...about }
    }
  return undefined
}
