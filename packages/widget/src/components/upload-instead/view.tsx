import { statementUpload } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'
import { Action } from '../button/view.tsx'

/** A statement instead of a bank; nothing where none is taken. */
export function UploadInstead({ page, name }: { readonly page: PageContext; readonly name: string | undefined }) {
  if (name === undefined) return null
  return (
    <Action
      page={page}
      do="choose_provider"
      quiet
      fields={<input type="hidden" name="provider_id" value={statementUpload.id} />}
    >
      {name}
    </Action>
  )
}
