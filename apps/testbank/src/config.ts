import { readFileSync } from 'node:fs'
import { z } from 'zod'

const environment = z.object({
  RACCORD_HOST: z.string().min(1).default('127.0.0.1'),
  RACCORD_TESTBANK_PORT: z.coerce.number().int().min(0).max(65_535).default(4401),
  RACCORD_TESTBANK_URL: z.url({ protocol: /^https?$/ }).optional(),
  RACCORD_TESTBANK_DATA: z.string().min(1).optional(),
  RACCORD_TESTBANK_TLS_FILE: z.string().min(1).optional(),
  RACCORD_TESTBANK_TLS_KEY_FILE: z.string().min(1).optional(),
  RACCORD_TESTBANK_TPP_ROOTS_FILE: z.string().min(1).optional(),
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
  /** Serve https: PEM. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Authorities (PEM) whose QWAC and QSEAL callers must have; absent: anybody may call. Needs `tls`. */
  readonly tppRoots?: readonly string[]
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
    ...readTls(parsed.data),
  }
}

function readTls(set: z.infer<typeof environment>): Pick<TestBankConfig, 'tls' | 'tppRoots'> {
  const { RACCORD_TESTBANK_TLS_FILE: cert, RACCORD_TESTBANK_TLS_KEY_FILE: key } = set
  const roots = set.RACCORD_TESTBANK_TPP_ROOTS_FILE
  if ((cert === undefined) !== (key === undefined))
    throw new Error('Settings RACCORD_TESTBANK_TLS_FILE and RACCORD_TESTBANK_TLS_KEY_FILE go together.')
  if (cert === undefined || key === undefined) {
    if (roots !== undefined) throw new Error('Setting RACCORD_TESTBANK_TPP_ROOTS_FILE needs RACCORD_TESTBANK_TLS_FILE.')
    return {}
  }
  const tls = { cert: read('RACCORD_TESTBANK_TLS_FILE', cert), key: read('RACCORD_TESTBANK_TLS_KEY_FILE', key) }
  if (roots === undefined) return { tls }
  const text = read('RACCORD_TESTBANK_TPP_ROOTS_FILE', roots)
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)
  if (!found) throw new Error('Setting RACCORD_TESTBANK_TPP_ROOTS_FILE names a file without a certificate.')
  return { tls, tppRoots: found }
}

function read(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Error(`Setting ${setting} names a file that cannot be read.`)
  }
}
