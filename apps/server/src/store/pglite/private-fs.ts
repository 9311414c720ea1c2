import { NodeFS } from '@electric-sql/pglite/nodefs'

type Init = InstanceType<typeof NodeFS>['init']
type Options = Parameters<Init>[1]
type Module = Parameters<NonNullable<Options['preRun']>[number]>[0]

interface NodeOps {
  mknod(parent: unknown, name: string, mode: number, device: number): unknown
  setattr(node: unknown, attributes: { mode?: number }): void
}

/** What others may not do. */
const others = 0o077

/**
 * A PGlite file system whose files nobody else can read.
 *
 * PostgreSQL asks for `0600`, but Emscripten's `open` and its umask lose that on the way: without this every file is made
 * with `0666` and then set to it once more by `chmod`, which no umask of the process hinders.
 */
export class PrivateFs extends NodeFS {
  override async init(...[pg, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pg, options)
    const hook = (module: Module): void => {
      const ops = (module.NODEFS as unknown as { node_ops: NodeOps }).node_ops
      const { mknod, setattr } = ops
      ops.mknod = (parent, name, mode, device) => mknod(parent, name, mode & ~others, device)
      ops.setattr = (node, attributes) =>
        setattr(node, attributes.mode === undefined ? attributes : { ...attributes, mode: attributes.mode & ~others })
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), hook] } }
  }
}
