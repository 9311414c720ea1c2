import { shop } from '../../lib/shop.ts'

/** Else Next would answer what it was when the shop was built. */
export const dynamic = 'force-dynamic'

export const GET = (): Response => Response.json([...shop.told.values()])
