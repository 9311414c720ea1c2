import { own } from '@raccord/contract'
import type { Streams } from './streams.ts'
import { UsageError } from './usage.ts'

/** A secret from an environment variable or the standard input; its name, never its value, is an argument. */
export async function secretOf(
  { name, fromStdin, what }: { readonly name: string | undefined; readonly fromStdin?: boolean; readonly what: string },
  { env, stdin }: Streams,
): Promise<string> {
  const read = fromStdin ? (await stdin()).split('\n')[0]?.trim() : name === undefined ? undefined : own(env, name)
  if (read === undefined || read === '') {
    throw new UsageError(name === undefined ? `${what} is missing` : `the environment variable ${name} is empty`)
  }
  return read
}
