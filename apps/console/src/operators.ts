import { randomBytes } from 'node:crypto'
import { newWord, wordHash } from '@raccord/home/words'
import { openIdPrefix } from './openid/admit.ts'
import type { ConsoleDatabase, Role } from './store/console-tables.ts'
import { loginOf } from './store/operator-store.ts'

// For whoever has the machine itself in his hands (`raccord operators`).

const DAY = 86_400_000
/** A set-up word that nobody used is of no use after so long. */
export const wordDays = 3

export interface ListedOperator {
  readonly login: string
  readonly role: Role
  /** He has chosen a password or a passkey. */
  readonly setUp: boolean
  /** Of the identity provider that names him. */
  readonly issuer?: string
  readonly passkeys: number
  /** Browsers that are signed in. */
  readonly sessions: number
  readonly createdAt: Date
}

/** Answers the set-up word, which exists nowhere else; undefined where the login is taken. */
export async function addOperator(
  db: ConsoleDatabase,
  input: { readonly login: string; readonly role: Role },
  now: Date,
): Promise<string | undefined> {
  const word = newWord()
  const added = await db
    .insertInto('console_operator')
    .values({
      ...{ id: randomBytes(9).toString('hex'), login: loginOf(input.login), role: input.role },
      ...{ password_hash: null, locale: null, created_at: now },
      ...givenWord(word, now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added && word
}

/** Takes password, passkeys and sessions away and answers another set-up word; undefined where there is no such operator. */
export async function resetOperator(db: ConsoleDatabase, login: string, now: Date): Promise<string | undefined> {
  const word = newWord()
  const reset = await db
    .updateTable('console_operator')
    .set({ password_hash: null, ...givenWord(word, now) })
    .where('login', '=', loginOf(login))
    // What an identity provider gives, it takes: no word that would outlast it.
    .where('issuer', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!reset) return undefined
  await db.deleteFrom('console_passkey').where('operator_id', '=', reset.id).execute()
  await db.deleteFrom('console_session').where('operator_id', '=', reset.id).execute()
  return word
}

/** With his passkeys and sessions. Answers his login; undefined where there is no such operator. */
export async function removeOperator(db: ConsoleDatabase, login: string): Promise<string | undefined> {
  // As it is typed at the door; whom a provider named, as the record names him: providers tell capitals apart.
  const exact = login.startsWith(openIdPrefix) ? login : loginOf(login)
  const query = db.deleteFrom('console_operator').where('login', '=', exact)
  return (await query.returning('login').executeTakeFirst())?.login
}

export async function listOperators(db: ConsoleDatabase, now: Date): Promise<ListedOperator[]> {
  const rows = await db
    .selectFrom('console_operator')
    .select(['login', 'role', 'password_hash', 'issuer', 'created_at'])
    .select((row) => [
      row
        .selectFrom('console_passkey')
        .whereRef('operator_id', '=', 'console_operator.id')
        .select((key) => key.fn.countAll<number>().as('count'))
        .as('passkeys'),
      row
        .selectFrom('console_session')
        .whereRef('operator_id', '=', 'console_operator.id')
        .where('expires_at', '>', now)
        .select((session) => session.fn.countAll<number>().as('count'))
        .as('sessions'),
    ])
    .orderBy('login')
    .execute()
  return rows.map(({ login, role, password_hash, issuer, passkeys, sessions, created_at }) => ({
    ...{ login, role, passkeys: Number(passkeys ?? 0), sessions: Number(sessions ?? 0), createdAt: created_at },
    setUp: password_hash !== null || issuer !== null,
    ...(issuer === null ? {} : { issuer }),
  }))
}

const givenWord = (word: string, now: Date) => ({
  word_hash: wordHash(word),
  word_until: new Date(now.getTime() + wordDays * DAY),
})
