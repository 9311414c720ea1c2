/** Numbers of a person's changes, in the order of their commits (0043). */
export interface ChangeLineTable {
  user_id: number
  last: number
  xact: string
  began_at: Date
}

export interface ChangeTickTable {
  user_id: number
  seq: number
  /** Names the state of the database in which the number was taken. */
  nonce: string
  at: Date
}

export interface RemovedTransactionTable {
  user_id: number
  seq: number
  id: number
  added_seq: number
  at: Date
}
