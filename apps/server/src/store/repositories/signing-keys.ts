import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { sql } from 'kysely'
import type { SigningKeys } from '../../consent/sign-receipt.ts'
import type { Database } from '../database.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import type { Vault } from '../vault/vault.ts'

/** ES256 (P-256): what every JOSE library verifies. */
const algorithm = 'ES256'

/** Made when first asked for, once per installation: replicas that ask together get the one that was first. */
export function createSigningKeys(
  database: Pick<Database, 'kysely' | 'clock'>,
  vault: Pick<Vault, 'for'>,
): SigningKeys {
  const { kysely: db, clock } = database
  const sealer = vault.for(sealedColumns.signing_key.columns.sealed_private)
  const live = () =>
    db.selectFrom('signing_key').select(['kid', 'sealed_private']).where('retired_at', 'is', null).executeTakeFirst()

  async function make(): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
    const jwk = await exportJWK(publicKey)
    const kid = await calculateJwkThumbprint(jwk)
    const owner = sealedColumns.signing_key.owner({ kid })
    await db
      .insertInto('signing_key')
      .values({
        kid,
        public_jwk: JSON.stringify({ ...jwk, kid, alg: algorithm, use: 'sig' }),
        sealed_private: sealer.seal(JSON.stringify(await exportJWK(privateKey)), owner),
        created_at: clock.now(),
        retired_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  async function present() {
    const found = await live()
    if (found) return found
    await make()
    const made = await live()
    if (!made) throw new Error('A signing key was retired while it was made')
    return made
  }

  return {
    async signer() {
      const { kid, sealed_private } = await present()
      if (!sealed_private) throw new Error('The live signing key has no private half')
      const opened = sealer.open(sealed_private, sealedColumns.signing_key.owner({ kid })).toString('utf8')
      return { kid, algorithm, key: await importJWK(JSON.parse(opened) as JWK, algorithm) }
    },

    async published() {
      await present()
      const rows = await db
        .selectFrom('signing_key')
        .select('public_jwk')
        .orderBy(sql`retired_at desc nulls first`)
        .execute()
      return rows.map((row) => row.public_jwk)
    },

    async rotate() {
      const retired = await db
        .updateTable('signing_key')
        .set({ retired_at: clock.now(), sealed_private: null })
        .where('retired_at', 'is', null)
        .returning('kid')
        .executeTakeFirst()
      return { retired: retired?.kid, live: (await present()).kid }
    },
  }
}
