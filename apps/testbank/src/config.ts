import { z } from 'zod'

const environment = z.object({
  RACCORD_HOST: z.string().min(1).default('127.0.0.1'),
  RACCORD_TESTBANK_PORT: z.coerce.number().int().min(0).max(65_535).default(4401),
  RACCORD_TESTBANK_URL: z.url({ protocol: /^https?$/ }).optional(),
  RACCORD_TESTBANK_DATA: z.string().min(1).optional(),
  RACCORD_TESTBANK_CONTROL: z.enum(['0', '1']).default('0'),
})

export type TestBankConfig = {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Public address when it differs from host and port (behind a proxy). */
  readonly publicUrl?: string
  /** Folder of the journal; memory only without one. */
  readonly dataDirectory?: string
  readonly control: boolean
}

/** Reads the settings; throws a sentence that names the setting, for people to read. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): TestBankConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw new Error(`Setting ${parsed.error.issues[0]?.path.join('.')} is not valid.`)
  const { RACCORD_TESTBANK_URL: publicUrl, RACCORD_TESTBANK_DATA: dataDirectory } = parsed.data
  return {
    host: parsed.data.RACCORD_HOST,
    port: parsed.data.RACCORD_TESTBANK_PORT,
    ...(publicUrl ? { publicUrl } : {}),
    ...(dataDirectory ? { dataDirectory } : {}),
    control: parsed.data.RACCORD_TESTBANK_CONTROL === '1',
  }
}
