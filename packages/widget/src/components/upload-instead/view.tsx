import type { PageContext } from '../../page-context.ts'
import { Action } from '../button/view.tsx'

/** Id of "Upload a statement", which stands in no list. */
const provider = '9999999'

/** A statement instead of a bank; nothing where none is taken. */
export function UploadInstead({ page, name }: { readonly page: PageContext; readonly name: string | undefined }) {
  if (name === undefined) return null
  return (
    <Action page={page} do="choose_provider" quiet fields={<input type="hidden" name="provider_id" value={provider} />}>
      {name}
    </Action>
  )
}
