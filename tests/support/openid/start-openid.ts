import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { passedOn } from '../child-process.ts'

/** How the played provider goes wrong from now on, and who is what there. */
export interface Told {
  readonly bend?: 'nonce' | 'signature' | 'audience' | 'issuer' | 'alg-none' | 'tokens-down'
  readonly groups?: Readonly<Record<string, readonly string[]>>
}

export interface PlayedOpenId {
  readonly issuer: string
  tell(told: Told): Promise<void>
  stop(): Promise<void>
}

/** `port`: of one that was there before. `basicAlone`: it takes a secret by HTTP Basic only, and says so or leaves it to the default. */
interface Played {
  readonly port?: number
  readonly basicAlone?: 'said' | 'unsaid'
}

/** An OpenID provider in a process of its own. */
export async function startOpenId(
  redirectUris: readonly string[],
  { port = 0, basicAlone }: Played = {},
): Promise<PlayedOpenId> {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'openid-process.ts')], {
    env: {
      ...{ ...passedOn(), REDIRECT_URIS: redirectUris.join(' '), PORT: String(port) },
      ...(basicAlone && { BASIC_ALONE: basicAlone }),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let written = ''
  const ended = once(child, 'exit')
  const issuer = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      written += chunk.toString()
      const found = /Provider ready: (\S+)/.exec(written)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    void ended.then(() => reject(new Error(`the provider ended:\n${written}`)))
  })
  return {
    issuer,
    async tell(told) {
      const done = once(child, 'message')
      child.send(told)
      await done
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
