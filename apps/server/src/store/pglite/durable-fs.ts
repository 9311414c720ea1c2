import { fsyncSync } from 'node:fs'
import { PrivateFs } from './private-fs.ts'
import { SettledFiles } from './settled-files.ts'

type Init = InstanceType<typeof PrivateFs>['init']
type Options = Parameters<Init>[1]
type Module = Parameters<NonNullable<Options['preRun']>[number]>[0]
type StreamOps = { fsync?: (stream: { nfd: number }) => number }

/**
 * A PGlite file system whose fsync reaches the disk.
 *
 * PGlite's own maps files to the host's but has no `fsync` operation: PostgreSQL asks, Emscripten answers "done", and
 * a power cut may lose commits that were acknowledged. Needs `fsync=on` and `wal_sync_method=fsync` (see
 * `durableStartParams`): the default, fdatasync, never leaves the WASM module.
 * What stays open: directory entries are not synced (upstream issue 1107).
 */
export class DurableFs extends PrivateFs {
  /** fsync calls that reached the host since opening. */
  fsyncs = 0
  /** Files whose fsync has nothing left to do, while the store is being opened. */
  readonly settled = new SettledFiles()

  override async init(...[pg, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pg, options)
    const hook = (module: Module): void => {
      const nodefs = module.NODEFS as unknown as { stream_ops: StreamOps }
      nodefs.stream_ops.fsync = (stream) => {
        if (this.settled.holds(stream.nfd)) return 0
        fsyncSync(stream.nfd)
        this.fsyncs += 1
        return 0
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), hook] } }
  }
}

/** PGlite's start parameters with fsync switched on. `-F` is PostgreSQL's "turn fsync off". */
export function durableStartParams(defaults: readonly string[]): string[] {
  return [...defaults.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']
}
