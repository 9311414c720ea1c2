import type { FaceToken } from '../../faces/face-token.ts'
import type { AccountView, ConnectionView, ReadModel } from '../../store/repositories/read-model.ts'

/** What a token shows just now. */
export interface Shown {
  readonly accounts: readonly AccountView[]
  /** Theirs alone, oldest first. */
  readonly connections: readonly ConnectionView[]
}

/** Accounts of the token that the person still shares. `only`: no others than these. */
export async function shownAccounts(
  { readModel }: { readonly readModel: Pick<ReadModel, 'accounts' | 'connections'> },
  token: Pick<FaceToken, 'userId' | 'accountIds'>,
  only?: readonly number[],
): Promise<Shown> {
  const all = await readModel.accounts(token.userId, {})
  const accounts = all.filter(({ id }) => (token.accountIds?.includes(id) ?? true) && (only?.includes(id) ?? true))
  const theirs = new Set(accounts.map(({ connection_id }) => connection_id))
  const connections = theirs.size === 0 ? [] : await readModel.connections(token.userId)
  return { accounts, connections: connections.filter(({ id }) => theirs.has(id)) }
}
