import type { Secret } from '@raccord/connector-kit'
import type { ActionFields, ActionName } from '@raccord/contract/wire'
import type { Sent } from './uploads.ts'

/** What it holds is not for a row of the table. */
type ReadByHand = 'credentials' | 'challenge' | 'upload'

/** What a person can do on a page. The name is the `do` of the form (contract/wire/actions.ts), the rest what was read of it. */
export type Action =
  | { [N in Exclude<ActionName, ReadByHand>]: { readonly do: N } & ActionFields<N> }[Exclude<ActionName, ReadByHand>]
  | { readonly do: 'credentials'; readonly values: { readonly [fieldId: string]: Secret } }
  | { readonly do: 'challenge'; readonly answer: Secret }
  | { readonly do: 'upload'; readonly files: Sent }
  /** The same form, where the bank asks to choose. */
  | { readonly do: 'challenge_choice'; readonly id: string }
