import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Secret } from '@raccord/connector-kit'
import { createWoobPrograms, personThere, woob } from '@raccord/connector-woob'
import { expect, it } from 'vitest'
import { describeWithPython } from '../../support/python.ts'
import { startWoob, type WoobBench } from './woob-bench.ts'

async function withProgram<T>(script: string | undefined, work: (bench: WoobBench) => Promise<T>): Promise<T> {
  const bench = await startWoob(script)
  try {
    return await work(bench)
  } finally {
    await bench.close()
  }
}

const begin = (bench: WoobBench, login: string, options: object = {}) =>
  woob.begin(bench.context(login, { options }), bench.begin(login))

const gone = (pid: number) => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

/** A zombie that nobody has buried yet counts as gone: it does nothing any more. */
async function untilGone(pid: number): Promise<void> {
  for (;;) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    if (gone(pid) || /\) Z /.test(state)) return
    await new Promise((done) => setTimeout(done, 20))
  }
}

describeWithPython('a program that misbehaves', () => {
  it('ends a program whose time is up, with what it started', async () => {
    await withProgram(undefined, async (bench) => {
      const started = async () => (await readdir(bench.folder)).filter((name) => name.startsWith('orphan-'))
      // However long it takes to come so far here.
      for (const timeoutSeconds of [5, 30, 130]) {
        const outcome = await begin(bench, 'hang', { timeoutSeconds })
        expect(outcome).toMatchObject({ kind: 'failed', reason: 'bank_unavailable', mayHaveCounted: true })
        if ((await started()).length > 0) break
      }
      expect(await bench.heard('hang')).toContain('password')
      expect(await started()).toHaveLength(1)
      for (const name of await started()) await untilGone(Number(name.slice('orphan-'.length)))
    })
  })

  it('gives a module no more memory than was allowed', async () => {
    await withProgram(undefined, async (bench) => {
      const outcome = await begin(bench, 'hog')
      expect(outcome).toMatchObject({ reason: 'bank_answer_invalid', detail: 'sign-in: memory (MemoryError)' })
    })
  })

  it('survives a program that ends in the middle, writes too much, or what is no answer', async () => {
    await withProgram(undefined, async (bench) => {
      expect(await begin(bench, 'crash')).toMatchObject({ reason: 'bank_answer_invalid' })
    })
    const scripts = {
      flood: 'exec yes \'{"type":"account"}\'',
      bytes: "printf '\\377\\376{}\\n'",
      words: 'echo hello; cat >/dev/null &',
      early: 'echo \'{"type":"end"}\' && exit 1',
      wrong: 'echo \'{"type":"end","session":"not base64!"}\'',
      extra: 'echo \'{"type":"account"}\'; echo \'{"type":"end"}\'',
      nothing: 'exit 0',
    }
    for (const [name, script] of Object.entries(scripts)) {
      const outcome = await withProgram(script, (bench) => begin(bench, 'dev'))
      expect([name, outcome]).toMatchObject([name, { kind: 'failed', reason: 'bank_answer_invalid' }])
    }
    const missing = await withProgram('exit 127', (bench) => begin(bench, 'dev'))
    expect(missing).toMatchObject({ reason: 'bank_not_configured' })
  })

  it('gives the program nothing of this process: no environment, no arguments, no open files', async () => {
    process.env['RACCORD_VAULT_KEY_PLAYED'] = 'very-secret'
    try {
      const script = [
        'env >seen; echo "$#" >>seen; pwd >>seen; ls /proc/self/fd >>seen',
        'read -r line; printf "%s" "$line" >asked; echo \'{"type":"end"}\'',
      ].join('\n')
      await withProgram(script, async (bench) => {
        expect(await begin(bench, 'dev')).toMatchObject({ kind: 'done' })
        const seen = await readFile(join(bench.folder, 'seen'), 'utf8')
        expect(seen).not.toContain('very-secret')
        expect(seen.match(/^[A-Z_]+(?==)/gm)?.toSorted()).toEqual(
          expect.arrayContaining(['HOME', 'LANG', 'PATH', 'PWD'].toSorted()),
        )
        expect(seen).not.toMatch(/^(RACCORD|npm|NODE|VITEST|DATABASE)/m)
        expect(seen).toContain(`\n0\n${bench.folder}\n`)
        // Credentials came by standard input.
        expect(JSON.parse(await readFile(join(bench.folder, 'asked'), 'utf8'))).toMatchObject({
          params: { login: 'dev', password: 'dev' },
        })
      })
    } finally {
      delete process.env['RACCORD_VAULT_KEY_PLAYED']
    }
  })

  it('runs so many programs at once, and ends them when it closes', async () => {
    const script = 'echo $$ >>running; while :; do sleep 1; done'
    await withProgram(script, async (bench) => {
      const programs = createWoobPrograms({ program: bench.program, folder: bench.folder, atOnce: 1 })
      const http = programs({ options: { module: 'playedbank', timeoutSeconds: 130 } })
      const request = { method: 'POST', url: 'https://woob.invalid/x', headers: {}, body: '{}' } as const
      const answers = [http.send(request), http.send(request)]
      const running = async () =>
        (await readFile(join(bench.folder, 'running'), 'utf8').catch(() => '')).trim().split('\n')
      while ((await running())[0] === '') await new Promise((done) => setTimeout(done, 20))
      expect(await running()).toHaveLength(1)
      await http.close()
      for (const answer of await Promise.all(answers))
        expect(answer).toMatchObject({ kind: 'fault', fault: 'unreachable' })
      // The second was not even started.
      expect(await running()).toHaveLength(1)
      for (const pid of await running()) await untilGone(Number(pid))
    })
  })

  it('keeps a place for people who are there', async () => {
    const script =
      'read -r line; case "$line" in *there*) echo \'{"type":"end"}\';; *) echo $$ >>running; exec cat >/dev/null;; esac'
    await withProgram(script, async (bench) => {
      const programs = createWoobPrograms({ program: bench.program, folder: bench.folder, atOnce: 2 })
      const http = programs({ options: { module: 'playedbank', timeoutSeconds: 130 } })
      const request = { method: 'POST', url: 'https://woob.invalid/x', headers: {} } as const
      const alone = [1, 2].map(() => http.send({ ...request, body: '{}' }))
      const running = async () =>
        (await readFile(join(bench.folder, 'running'), 'utf8').catch(() => '')).trim().split('\n')
      const call = { ...request, headers: personThere, body: '"there"' }
      for (const answer of [await http.send(call), await http.send(call)])
        expect(answer).toMatchObject({ kind: 'answer' })
      while ((await running())[0] === '') await new Promise((done) => setTimeout(done, 20))
      expect(await running()).toHaveLength(1)
      await http.close()
      await Promise.all(alone)
    })
  })

  it('says that there is no program, or none that can be started', async () => {
    const context = (program: string | undefined) => {
      const http = createWoobPrograms({ program, folder: '/tmp' })({ options: { module: 'x' } })
      return {
        providerId: '1',
        options: { module: 'x' },
        http,
        now: () => new Date(),
        locale: 'en',
        log: () => {},
      } as const
    }
    await withProgram(undefined, async (bench) => {
      for (const program of [undefined, '/nonexistent/program'])
        expect(await woob.begin(context(program), bench.begin('dev'))).toMatchObject({ reason: 'bank_not_configured' })
      const none = { ...bench.begin('dev'), credentials: {} as { [id: string]: Secret } }
      expect(await woob.begin(context(bench.program), none)).toMatchObject({ reason: 'wrong_credentials' })
    })
  })

  it('goes, with what it started, when nobody is there any more to hear the answer', async () => {
    await withProgram(undefined, async (bench) => {
      await mkdir(bench.folder, { recursive: true })
      const env = { PATH: process.env['PATH'], HOME: bench.folder }
      const stdio = ['pipe', 'ignore', 'ignore'] as const
      const program = spawn(bench.program, [], { cwd: bench.folder, env, detached: true, stdio: [...stdio] })
      const params = { login: 'hang', password: 'hang' }
      program.stdin?.write(`${JSON.stringify({ v: 1, op: 'sign-in', module: 'playedbank', params })}\n`)
      const started = async () => (await readdir(bench.folder)).filter((name) => name.startsWith('orphan-'))
      while ((await started()).length === 0) await new Promise((done) => setTimeout(done, 20))
      const [name = ''] = await started()
      program.stdin?.end()
      await once(program, 'exit')
      await untilGone(Number(name.slice('orphan-'.length)))
    })
  })

  it('does nothing without the bound of memory that was asked for', async () => {
    // As a service does that takes away the right to set limits: here one that is above what may be had.
    const script = (bridge: string) => bridge.replace('exec python3', 'exec python3 -c "$NO_LIMITS"')
    await withProgram(undefined, async (bench) => {
      const usual = await readFile(bench.program, 'utf8')
      const refusing =
        'import resource, runpy, sys\ndef no(*_):\n  raise ValueError\nresource.setrlimit = no\nsys.argv = sys.argv[1:]\nsys.path.insert(0, sys.argv[0].rsplit("/", 1)[0])\nrunpy.run_path(sys.argv[0], run_name="__main__")'
      await writeFile(bench.program, script(usual).replace('\n', `\nexport NO_LIMITS='${refusing}'\n`))
      expect(await begin(bench, 'dev')).toMatchObject({
        ...{ reason: 'bank_not_configured', detail: 'sign-in: wrong settings (NoMemoryLimit)' },
      })
      expect(await bench.heard('dev')).toEqual([])
      await writeFile(
        bench.program,
        (await readFile(bench.program, 'utf8')).replace('--modules', '--memory 0 --modules'),
      )
      expect(await begin(bench, 'dev')).toMatchObject({ kind: 'done' })
    })
  })
})
